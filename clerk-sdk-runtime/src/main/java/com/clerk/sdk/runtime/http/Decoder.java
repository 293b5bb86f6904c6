package com.clerk.sdk.runtime.http;

import org.jspecify.annotations.Nullable;

/** Decodes the result of a call from a response. */
interface Decoder<T extends @Nullable Object> {
    /** Returns the value of the header {@code Accept}. */
    String acceptHeader();

    /** Returns whether a response is a result, and not a failure. */
    default boolean accepts(BufferedResponse response) {
        return response.isSuccess();
    }

    T decode(BufferedResponse response, HttpCall<T> call);
}
