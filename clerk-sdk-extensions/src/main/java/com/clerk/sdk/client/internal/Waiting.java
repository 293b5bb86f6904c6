package com.clerk.sdk.client.internal;

import com.clerk.sdk.errors.ClerkConnectionException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** Waits for work that another thread does for several callers. */
final class Waiting {
    private Waiting() {}

    /**
     * Waits for a result. An interrupt ends the wait of this thread alone, and stays set.
     *
     * @throws ClerkConnectionException if the thread is interrupted
     * @throws RuntimeException the failure of the work
     */
    static <T extends @Nullable Object> T forResult(CompletableFuture<T> work, String subject) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClerkConnectionException("interrupted while waiting for " + subject, e, false, true);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
