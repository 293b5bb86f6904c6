package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A call that is ready to be made. Making one touches no network; executing it does. Immutable: it can be executed many
 * times, by many threads.
 *
 * @param <T> type of the result
 */
public interface ApiCall<T extends @Nullable Object> {
    /**
     * Makes the call and waits for the result. Calls Clerk.
     *
     * @return the result
     * @throws ClerkApiException if Clerk answers without success
     * @throws ClerkConnectionException if Clerk cannot be reached in time
     * @throws ClerkDecodingException if Clerk's answer cannot be read
     */
    T execute();

    /**
     * Makes the call without waiting; no thread is blocked, not even between two tries. Calls Clerk.
     *
     * @return the result to come, or the exception that {@link #execute()} would throw; cancelling it cancels the call
     */
    CompletableFuture<T> executeAsync();

    /**
     * Makes the call, waits, and gives the status and headers too. Calls Clerk.
     *
     * @return the response with the result
     * @throws ClerkApiException if Clerk answers without success
     * @throws ClerkConnectionException if Clerk cannot be reached in time
     * @throws ClerkDecodingException if Clerk's answer cannot be read
     */
    ApiResponse<T> executeRaw();

    /**
     * The same call with options of its own. No network.
     *
     * @param options replace the options that this call has
     * @return another call
     */
    ApiCall<T> with(CallOptions options);

    /**
     * Which operation this calls. No network.
     *
     * @return its id, such as {@code users.list}
     */
    String operation();
}
