package com.clerk.sdk.runtime.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import okhttp3.Headers;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** A response whose body has been read. Immutable. */
final class BufferedResponse {
    // Only the messages of an error response are read.
    private static final long MAX_ERROR_BYTES = 1 << 20;

    private static final byte[] NOTHING = {};

    final int status;
    final Headers headers;
    private final byte[] body;

    private BufferedResponse(int status, Headers headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Reads the body of a response, as far as it is needed, and closes the response.
     *
     * @param decoder tells whether the response is a result, and whether its body is needed
     * @param maxBytes maximum size of a result
     */
    static BufferedResponse read(Response response, Decoder<?> decoder, int maxBytes) throws IOException {
        try (response) {
            return new BufferedResponse(response.code(), response.headers(), body(response, decoder, maxBytes));
        }
    }

    private static byte[] body(Response response, Decoder<?> decoder, int maxBytes) throws IOException {
        if (!decoder.accepts(response.code())) {
            return beginning(response.body().source()).readByteArray();
        }
        return decoder.readsBody() ? whole(response, maxBytes) : NOTHING;
    }

    // The size is counted after decompression, while the body is read.
    private static byte[] whole(Response response, int maxBytes) throws IOException {
        long length = response.body().contentLength();
        var source = response.body().source();
        if (length > maxBytes || source.request(maxBytes + 1L)) {
            throw new ResponseTooLargeException(response.code(), maxBytes);
        }
        var bytes = source.readByteArray();
        if (length >= 0 && length != bytes.length) {
            throw new EOFException("incomplete response");
        }
        return bytes;
    }

    /** Reads the beginning of the body of a refusal. The status says enough if the body breaks. */
    static Buffer beginning(BufferedSource source) {
        var beginning = new Buffer();
        try {
            source.request(MAX_ERROR_BYTES);
            var read = source.getBuffer();
            beginning.write(read, Math.min(read.size(), MAX_ERROR_BYTES));
        } catch (IOException | RuntimeException e) {
            beginning.clear();
        }
        return beginning;
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

    /** Returns the content type without parameters, in lower case; null if the response does not have one. */
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
