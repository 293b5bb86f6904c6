package com.clerk.sdk.auth.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Lookups that tell an observer when the request has to wait for an answer, and when the wait is over. */
public final class ObservedLookups implements ClerkLookups {
    private final ClerkLookups lookups;
    private final Supplier<Runnable> observer;

    /**
     * Creates lookups.
     *
     * @param lookups makes the lookups
     * @param observer called at the start of a wait; returns what is called at its end
     */
    public ObservedLookups(ClerkLookups lookups, Supplier<Runnable> observer) {
        this.lookups = lookups;
        this.observer = observer;
    }

    @Override
    public <T> Outcome<T> lookup(Object question, Supplier<CompletableFuture<T>> call) {
        return lookups.lookup(question, () -> observe(call.get()));
    }

    private <T> CompletableFuture<T> observe(CompletableFuture<T> answer) {
        if (!answer.isDone()) {
            var end = observer.get();
            answer.whenComplete((value, failure) -> end.run());
        }
        return answer; // and not a dependent one, because who waits for it may cancel it
    }
}
