package com.clerk.sdk.runtime.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;

/** A response whose body has been read. Immutable. */
final class BufferedResponse {
    // Only the messages of an error response are read.
    private static final long MAX_ERROR_BYTES = 1 << 20;

    final int status;
    final Headers headers;
    private final byte[] body;

    private BufferedResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /** Reads the body of a response and closes the response. */
    static BufferedResponse read(Response response) throws IOException {
        try (response;
                ResponseBody body = response.isSuccessful() ? response.body() : response.peekBody(MAX_ERROR_BYTES)) {
            return new BufferedResponse(response.code(), response.headers(), body.bytes());
        }
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isEmpty() {
        return body.length == 0;
    }

    /** Returns the body. Callers must not change it. */
    byte[] bytes() {
        return body;
    }

    /** Returns the body as text in UTF-8 (RFC 8259 section 8.1), which Clerk uses for other text too. */
    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Returns the content type without parameters, in lower case, or null if the response has none. */
    @Nullable
    String contentType() {
        var header = headers.get("Content-Type");
        if (header == null) {
            return null;
        }
        int end = header.indexOf(';');
        var type = end < 0 ? header : header.substring(0, end);
        return type.trim().toLowerCase(Locale.ROOT);
    }
}
