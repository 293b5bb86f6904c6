package com.clerk.sdk.runtime.http;

import okhttp3.Response;

/**
 * Hides the status of a refusal from OkHttp, which would otherwise repeat some requests by itself: after 401, 407, 408,
 * 421, and 503 with {@code Retry-After: 0}. Only the retry policy decides on tries.
 */
final class HiddenStatus {
    private static final int FIRST_REFUSAL = 400;

    // A status line has three digits, so no server can send a hidden status.
    private static final int OFFSET = 1000;

    private HiddenStatus() {}

    static Response hide(Response response) {
        int status = response.code();
        return status < FIRST_REFUSAL
                ? response
                : response.newBuilder().code(status + OFFSET).build();
    }

    static Response reveal(Response response) {
        int status = response.code();
        return status < OFFSET
                ? response
                : response.newBuilder().code(status - OFFSET).build();
    }
}
