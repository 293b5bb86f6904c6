package com.clerk.sdk.runtime.http;

import org.jspecify.annotations.Nullable;

/** Makes the result of a call out of an answer. */
interface Decoder<T extends @Nullable Object> {
    /** What goes into the header Accept. */
    String accept();

    /** Whether the answer is what was asked for, rather than a failure. */
    default boolean takes(BufferedResponse answer) {
        return answer.isSuccess();
    }

    T decode(BufferedResponse answer, HttpCall<T> call);
}
