package com.clerk.sdk.client.internal;

import com.clerk.sdk.errors.ClerkConnectionException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Waits for work that another thread does for several callers. */
final class Waiting {
    private static final long PAUSE_MILLIS = 50;

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
            throw failure(e);
        }
    }

    /**
     * Waits for a result for as long as the call that needs it is not cancelled. An interrupt stays set. The work goes
     * on in any case.
     *
     * @throws CancellationException if the call is cancelled, or the thread is interrupted
     * @throws RuntimeException the failure of the work
     */
    static <T extends @Nullable Object> T unlessCanceled(Future<T> work, BooleanSupplier isCanceled) {
        while (true) {
            try {
                return work.get(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (isCanceled.getAsBoolean()) {
                    throw new CancellationException("Canceled");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CancellationException("Canceled");
            } catch (ExecutionException e) {
                throw failure(e);
            }
        }
    }

    private static RuntimeException failure(ExecutionException e) {
        if (e.getCause() instanceof Error failure) {
            throw failure;
        }
        return e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
    }
}
