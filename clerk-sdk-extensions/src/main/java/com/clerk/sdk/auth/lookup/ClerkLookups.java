package com.clerk.sdk.auth.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lookups at Clerk during the authentication of a request: keys, a machine token, a refreshed session.
 *
 * <p>The decision about a request is written once, in plain order, and calls {@link #lookup} wherever it needs an
 * answer. {@link #BLOCKING} waits for the answer. {@link #replay} never waits: when the decision needs an answer that
 * is still pending, it stops with a {@link PendingLookup} and runs again from the start once the answer has arrived.
 * Answers are kept for the whole decision, so each run gets further than the one before, and no question is asked
 * twice. It must therefore do no harm to run a decision twice.
 */
public interface ClerkLookups {
    /** Lookups that wait for each answer. Safe for use by several threads. */
    ClerkLookups BLOCKING = new BlockingLookups();

    /**
     * The outcome of a lookup; one of the two parts is null.
     *
     * @param value the answer
     * @param failure the reason why there is no answer
     */
    record Outcome<T>(@Nullable T value, @Nullable Throwable failure) {}

    /**
     * Looks something up, unless this decision has done so before.
     *
     * @param question identifies the lookup within one decision; equal questions have the same answer
     * @param call starts the lookup without waiting
     * @return the answer, or the failure
     */
    <T> Outcome<T> lookup(Object question, Supplier<CompletableFuture<T>> call);

    /**
     * Runs a decision without blocking.
     *
     * @param decision may run several times, on the threads that complete its lookups
     * @return the result of the run that needed no pending answer, or the exception that this run threw
     */
    static <T> CompletableFuture<T> replay(Function<ClerkLookups, T> decision) {
        var result = new CompletableFuture<T>();
        new ReplayingLookups().run(decision, result);
        return result;
    }
}
