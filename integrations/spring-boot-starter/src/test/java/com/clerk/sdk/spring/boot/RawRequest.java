package com.clerk.sdk.spring.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as they are written: the client of the JDK would refuse or change some of them. */
final class RawRequest {
    private RawRequest() {}

    /** Sends a request line and headers without a body, and returns all that the server sends until it closes. */
    static String send(RunningApplication application, String requestLine, String... headers) throws IOException {
        var port = URI.create(application.url()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = new StringBuilder(requestLine).append("\r\nHost: localhost\r\nConnection: close\r\n");
            for (var header : headers) {
                request.append(header).append("\r\n");
            }
            var bytes = request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
            socket.getOutputStream().write(bytes);
            if (headers.length > 0) {
                socket.shutdownOutput();
            }
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
