package com.clerk.sdk.auth;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one request gets answers from Clerk. What is decided about a request is written once, in plain order, and asks
 * here; whether the thread then waits is up to the caller of the SDK.
 */
interface Network {
    /** Waits for each answer. */
    Network WAITING = new Waiting();

    /** An answer, or why there is none: one of the two is null. */
    record Outcome<T>(@Nullable T value, @Nullable Throwable failure) {}

    /**
     * Asks, unless this request has asked the same before.
     *
     * @param question what is asked; equal questions have one answer
     * @param ask asks without waiting
     */
    <T> Outcome<T> ask(Object question, Supplier<CompletableFuture<T>> ask);

    /** Lets something be decided without ever waiting: as often from the start as an answer has come in meanwhile. */
    static <T> CompletableFuture<T> withoutWaiting(Function<Network, T> decision) {
        var made = new CompletableFuture<T>();
        new Asking().run(decision, made);
        return made;
    }

    /** Waits. */
    final class Waiting implements Network {
        @Override
        public <T> Outcome<T> ask(Object question, Supplier<CompletableFuture<T>> ask) {
            try {
                return new Outcome<>(ask.get().get(), null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new Outcome<>(null, e);
            } catch (ExecutionException e) {
                return new Outcome<>(null, cause(e));
            }
        }
    }

    /** Remembers answers, and breaks a decision off where one is missing. Belongs to one decision. */
    final class Asking implements Network {
        private final Map<Object, CompletableFuture<?>> asked = new HashMap<>();

        /** Completes a future that is no stage of another, so that failures are not wrapped on their way. */
        <T> void run(Function<Network, T> decision, CompletableFuture<T> made) {
            try {
                made.complete(decision.apply(this));
            } catch (NotYet missing) {
                missing.answer.whenComplete((value, failure) -> run(decision, made));
            } catch (RuntimeException | Error e) {
                made.completeExceptionally(e);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // a question always has the same type of answer
        public <T> Outcome<T> ask(Object question, Supplier<CompletableFuture<T>> ask) {
            var answer = (CompletableFuture<T>) asked.computeIfAbsent(question, same -> ask.get());
            if (!answer.isDone()) {
                throw new NotYet(answer);
            }
            try {
                return new Outcome<>(answer.join(), null);
            } catch (CompletionException e) {
                return new Outcome<>(null, cause(e));
            }
        }
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : cause;
    }

    /** Breaks a decision off; never leaves this file. */
    final class NotYet extends Error {
        private static final long serialVersionUID = 1L;

        /** What is waited for. */
        private final transient CompletableFuture<?> answer;

        private NotYet(CompletableFuture<?> answer) {
            super("an answer is missing", null, false, false);
            this.answer = answer;
        }
    }
}
