package com.clerk.sdk.auth.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Lookups that wait for each answer. An interrupt ends the wait, fails the lookup, and stays set on the thread. */
final class BlockingLookups implements ClerkLookups {
    @Override
    public <T> Outcome<T> lookup(Object question, Supplier<CompletableFuture<T>> call) {
        var answer = call.get();
        try {
            return new Outcome<>(answer.get(), null);
        } catch (InterruptedException e) {
            answer.cancel(true); // so that another request can have the place of the call
            Thread.currentThread().interrupt();
            return new Outcome<>(null, e);
        } catch (ExecutionException e) {
            return new Outcome<>(null, ReplayingLookups.unwrap(e));
        }
    }
}
