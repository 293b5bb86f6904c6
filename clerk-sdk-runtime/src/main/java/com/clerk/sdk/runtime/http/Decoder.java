package com.clerk.sdk.runtime.http;

import org.jspecify.annotations.Nullable;

/** Decodes the result of a call from a response. */
interface Decoder<T extends @Nullable Object> {
    /** Returns the value of the header {@code Accept}. */
    String acceptHeader();

    /** Returns whether a response with a status is a result, and not a failure. */
    default boolean accepts(int status) {
        return status >= 200 && status < 300;
    }

    /** Returns whether the body of a result is needed. If not, it is not read. */
    default boolean readsBody() {
        return true;
    }

    T decode(BufferedResponse response, HttpCall<T> call);
}
