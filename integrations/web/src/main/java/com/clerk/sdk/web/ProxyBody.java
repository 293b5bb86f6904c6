package com.clerk.sdk.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.Serial;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import okio.Okio;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request on its way to Clerk. A short one is read before the call begins, so that a client who sends it
 * slowly keeps no call waiting. A longer one is passed on while it is read.
 */
final class ProxyBody extends RequestBody {
    /** The length of the longest body that is read before the call, in bytes. Only files are longer. */
    static final int SHORT = 64 * 1024;

    /** The length of the longest body, in bytes. */
    static final long MAX = 16 * 1024 * 1024;

    private static final int BUFFER = 16 * 1024;

    private final @Nullable MediaType type;
    private final InputStream content;
    private final long length;
    private final boolean streamed;

    private ProxyBody(@Nullable MediaType type, InputStream content, long length, boolean streamed) {
        this.type = type;
        this.content = content;
        this.length = length;
        this.streamed = streamed;
    }

    /**
     * Returns the body of a request. Reads it as far as it is short.
     *
     * @throws ProtocolException if the body is shorter than announced
     * @throws IOException if the client breaks off
     */
    static ProxyBody of(ProxyExchange exchange) throws IOException {
        var contentType = first(exchange.headers(), "content-type");
        var type = contentType.isEmpty() ? null : MediaType.parse(contentType);
        long announced = announcedLength(exchange.headers());
        var body = exchange.body();
        if (announced > SHORT) {
            return new ProxyBody(type, body, announced, true);
        }
        var start = body.readNBytes(announced < 0 ? SHORT + 1 : (int) announced);
        if (start.length < announced) {
            throw new ProtocolException("The body of the request is shorter than announced");
        }
        var known = new ByteArrayInputStream(start);
        return start.length > SHORT
                ? new ProxyBody(type, new SequenceInputStream(known, body), -1, true)
                : new ProxyBody(type, known, start.length, false);
    }

    /**
     * Returns the length that the client announced, or -1. A request of HTTP/2 need not announce any (RFC 9113 section
     * 8.1.1).
     */
    static long announcedLength(Map<String, List<String>> headers) {
        boolean chunked = !first(headers, "transfer-encoding").isEmpty();
        var length = chunked ? "" : first(headers, "content-length");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : -1;
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey())
                        && !header.getValue().isEmpty())
                .map(header -> header.getValue().get(0))
                .findFirst()
                .orElse("");
    }

    /** Tells whether the body is read during the call. */
    boolean isStreamed() {
        return streamed;
    }

    @Override
    public @Nullable MediaType contentType() {
        return type;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        long left = MAX;
        try (var source = Okio.source(content)) {
            for (long read = read(source, sink); read >= 0; read = read(source, sink)) {
                left -= read;
                if (left < 0) {
                    throw new TooLongException();
                }
                sink.emitCompleteSegments();
            }
        }
    }

    private static long read(Source source, BufferedSink sink) throws ClientException {
        try {
            return source.read(sink.getBuffer(), BUFFER);
        } catch (IOException e) {
            throw new ClientException(e);
        }
    }

    /** Ends the call to Clerk, because a body of unknown length is too long. */
    static final class TooLongException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;
    }

    /** Ends the call to Clerk, because the client breaks off. */
    static final class ClientException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        ClientException(IOException cause) {
            super(cause);
        }
    }
}
