package com.clerk.sdk.examples.recipes;

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

/** A client that sends exactly what a test writes, and shows exactly what comes back. */
public final class Wire {
    private Wire() {}

    /** A response, with its headers by name in lower case. */
    public record Response(int status, Map<String, List<String>> headers, String body) {
        /** Returns the values of a header, whose name is in lower case. */
        public List<String> all(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    /** Sends a request; headers are whole lines. */
    static Response send(int port, String method, String target, String body, List<String> headers) {
        var lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1", "Connection: close"));
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            lines.add("Host: localhost:" + port);
        }
        if (!body.isEmpty()) {
            lines.add("Content-Length: " + body.length());
            lines.add("Content-Type: text/plain");
        }
        lines.addAll(headers);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            var text = String.join("\r\n", lines) + "\r\n\r\n" + body;
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
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
