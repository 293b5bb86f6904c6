package com.clerk.sdk.examples.servers;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.examples.snippets.ExchangeRequest;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A page for browsers on the HTTP server of the JDK. If the session must be renewed, the server redirects the browser
 * to Clerk, which sends it back with new cookies.
 *
 * <p>Set {@code CLERK_SECRET_KEY} and {@code CLERK_PUBLISHABLE_KEY} in the environment.
 */
public final class PageServer implements AutoCloseable {
    private static final int PORT = 8080;

    private final RequestAuthenticator authenticator;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    PageServer(RequestAuthenticator authenticator, int port) throws IOException {
        this.authenticator = authenticator;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::page);
        server.start();
    }

    /**
     * Starts the server on port 8080 of the loopback interface.
     *
     * @param args ignored
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        new PageServer(RequestAuthenticator.fromEnv(), PORT);
        System.out.println("Open http://localhost:" + PORT + "/");
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void page(HttpExchange exchange) throws IOException {
        var state = authenticator.authenticate(new ExchangeRequest(exchange));
        // Copy all values in every state: there can be several cookies.
        state.headers()
                .forEach((name, values) ->
                        values.forEach(value -> exchange.getResponseHeaders().add(name, value)));
        if (state.location() != null) {
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        } else {
            answer(exchange, html(state));
        }
    }

    private static String html(RequestState state) {
        var text = state instanceof SignedIn in ? "Hello " + in.auth().subject() : "You are not signed in.";
        return "<!doctype html><title>Page</title><p>" + text + "</p>";
    }

    private static void answer(HttpExchange exchange, String html) throws IOException {
        var body = html.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
        authenticator.close();
    }
}
