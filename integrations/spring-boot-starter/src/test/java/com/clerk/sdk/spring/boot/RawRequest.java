package com.clerk.sdk.spring.boot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Requests as they are written: the client of the JDK would refuse or change some of them. */
final class RawRequest {
    private RawRequest() {}

    /** Sends a request line, and returns all that the server sends until it closes the connection. */
    static String send(RunningApplication application, String requestLine) throws IOException {
        var port = URI.create(application.url()).getPort();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var request = requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
