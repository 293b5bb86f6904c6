package com.clerk.sdk.servlet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that sends exactly what a test writes, and shows exactly what comes back. */
final class RawHttp {
    private RawHttp() {}

    /** A response as it was sent. */
    record Response(int status, Map<String, List<String>> headers, String body) {
        @Nullable
        String first(String name) {
            var values = headers.get(name);
            return values == null ? null : values.get(0);
        }

        List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** Sends a request without a body; headers are whole lines. */
    static Response send(int port, String method, String target, String... headers) {
        var hasHost = List.of(headers).stream()
                .anyMatch(header -> header.toLowerCase(Locale.ROOT).startsWith("host:"));
        var text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nConnection: close\r\n");
        if (!hasHost) {
            text.append("Host: localhost:").append(port).append("\r\n");
        }
        for (var header : headers) {
            text.append(header).append("\r\n");
        }
        return exchange(port, text.append("\r\n").toString());
    }

    /** Sends a text and reads until the server closes the connection. */
    static Response exchange(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var read = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(read);
            return parse(read.toString(StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Response parse(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("This is not a response: " + text);
        }
        var lines = text.substring(0, end).split("\r\n");
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 1; i < lines.length; i++) {
            int colon = lines[i].indexOf(':');
            headers.computeIfAbsent(lines[i].substring(0, colon).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(lines[i].substring(colon + 1).strip());
        }
        var body = text.substring(end + 4);
        boolean chunked = headers.getOrDefault("transfer-encoding", List.of()).contains("chunked");
        return new Response(Integer.parseInt(lines[0].split(" ")[1]), headers, chunked ? unchunked(body) : body);
    }

    private static String unchunked(String body) {
        var whole = new StringBuilder();
        int at = 0;
        while (at < body.length()) {
            int line = body.indexOf("\r\n", at);
            int size = Integer.parseInt(body.substring(at, line), 16);
            whole.append(body, line + 2, line + 2 + size);
            at = line + 4 + size;
        }
        return whole.toString();
    }
}
