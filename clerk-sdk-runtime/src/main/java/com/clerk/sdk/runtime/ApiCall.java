package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that can be executed. Immutable and thread-safe: it can be executed many times, by many threads.
 *
 * @param <T> type of the result
 */
public interface ApiCall<T extends @Nullable Object> {
    /**
     * Executes the call over the network and waits for the result. An interrupt of the thread ends the call at once and
     * stays set.
     *
     * @return the result
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if the connection fails, a timeout expires, or the thread is interrupted
     * @throws ClerkDecodingException if the response cannot be read
     */
    T execute();

    /**
     * Executes the call over the network without blocking the calling thread. A daemon thread of the client waits for
     * the response; no thread waits between two tries.
     *
     * @return a future of the result, or of the exception that {@link #execute()} would throw; cancelling the future
     *     cancels the call. It is completed on the executor of the client
     */
    CompletableFuture<T> executeAsync();

    /**
     * Executes the call over the network, waits, and returns the status and the headers beside the result.
     *
     * @return the response with the result
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if the connection fails or a timeout expires
     * @throws ClerkDecodingException if the response cannot be read
     */
    ApiResponse<T> executeRaw();

    /**
     * Returns the same call with other options.
     *
     * @param options the options, which replace those of this call
     * @return the other call
     */
    ApiCall<T> with(CallOptions options);

    /**
     * Returns the id of the operation.
     *
     * @return the id, such as {@code users.list}
     */
    String operation();
}
