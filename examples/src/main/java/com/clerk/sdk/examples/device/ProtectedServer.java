package com.clerk.sdk.examples.device;

import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An API with one protected path. The tokens of a native client have no authorized party, because they are not made for
 * a web page: the verifier must not demand one.
 */
final class ProtectedServer implements AutoCloseable {
    private final Function<Map<String, List<String>>, RequestState> verifier;
    private final HttpServer server;

    /**
     * Starts the server on a free port of the loopback interface.
     *
     * @param verifier verifies the headers of a request, such as {@code AuthenticateRequest::verify}
     * @throws IOException if it cannot listen
     */
    ProtectedServer(Function<Map<String, List<String>>, RequestState> verifier) throws IOException {
        this.verifier = verifier;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/me", this::me);
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void me(HttpExchange exchange) throws IOException {
        var state = verifier.apply(exchange.getRequestHeaders());
        if (state instanceof SignedIn in) {
            answer(exchange, 200, "hello " + in.auth().subject());
        } else {
            answer(exchange, 401, state instanceof SignedOut out ? out.reason().toString() : "signed out");
        }
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
