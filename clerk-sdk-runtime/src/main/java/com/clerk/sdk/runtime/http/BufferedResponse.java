package com.clerk.sdk.runtime.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** A response that has been read to its end. */
final class BufferedResponse {
    // An error is read for its message only.
    private static final long ERROR_LIMIT = 1 << 20;

    final int status;
    final Headers headers;
    private final byte[] body;

    private BufferedResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Reads a response to its end and closes it. */
    static BufferedResponse read(Response response) throws IOException {
        try (response;
                ResponseBody body = response.isSuccessful() ? response.body() : response.peekBody(ERROR_LIMIT)) {
            return new BufferedResponse(response.code(), response.headers(), body.bytes());
        }
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    /** The body as it came; not to be changed. */
    byte[] bytes() {
        return body;
    }

    /** The body as text. JSON has no other charset, and Clerk no other text. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The type of the body, without parameters and in lower case; null if the response names none. */
    @Nullable
    String contentType() {
        var header = headers.get("Content-Type");
        if (header == null) {
            return null;
        }
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).trim().toLowerCase(Locale.ROOT);
    }
}
