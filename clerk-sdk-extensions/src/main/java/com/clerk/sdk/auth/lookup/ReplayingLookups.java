package com.clerk.sdk.auth.lookup;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lookups of one decision that never wait: they keep the answers and stop the decision at a pending one. For one
 * decision only.
 */
final class ReplayingLookups implements ClerkLookups {
    private final Map<Object, CompletableFuture<?>> answers = new HashMap<>();

    /**
     * Runs the decision, and completes a result that does not depend on another future, so that a failure arrives
     * unwrapped.
     */
    <T> void run(Function<ClerkLookups, T> decision, CompletableFuture<T> result) {
        try {
            result.complete(decision.apply(this));
        } catch (PendingLookup pending) {
            pending.answer().whenComplete((value, failure) -> run(decision, result));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    @SuppressWarnings("unchecked") // a question always has the same type of answer
    public <T> Outcome<T> lookup(Object question, Supplier<CompletableFuture<T>> call) {
        var answer = (CompletableFuture<T>) answers.computeIfAbsent(question, same -> call.get());
        if (!answer.isDone()) {
            throw new PendingLookup(answer);
        }
        try {
            return new Outcome<>(answer.join(), null);
        } catch (CompletionException e) {
            return new Outcome<>(null, unwrap(e));
        }
    }

    static Throwable unwrap(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : cause;
    }
}
