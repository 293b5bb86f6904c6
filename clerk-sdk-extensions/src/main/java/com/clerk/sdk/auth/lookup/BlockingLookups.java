package com.clerk.sdk.auth.lookup;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Lookups that wait for each answer. An interrupt ends the wait, fails the lookup, and stays set on the thread. */
final class BlockingLookups implements ClerkLookups {
    @Override
    public <T> Outcome<T> lookup(Object question, Supplier<CompletableFuture<T>> call) {
        try {
            return new Outcome<>(call.get().get(), null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome<>(null, e);
        } catch (ExecutionException e) {
            return new Outcome<>(null, ReplayingLookups.unwrap(e));
        }
    }
}
