package com.example.consumer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A few responses of Clerk's, on the HTTP server of the JDK. */
final class FakeClerk implements AutoCloseable {
    /** The beginning of the names of its threads. */
    static final String THREADS = "fake-clerk-";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String USER = "{\"id\":\"user_1\",\"object\":\"user\",\"first_name\":\"Ada\"}";

    private final HttpServer server;
    private final ExecutorService threads =
            Executors.newCachedThreadPool(task -> new Thread(task, THREADS + COUNT.incrementAndGet()));
    private final long delayMillis;

    /**
     * Starts the server.
     *
     * @param jwks the keys of the instance
     * @param delayMillis how long each response takes
     */
    FakeClerk(String jwks, long delayMillis) throws IOException {
        this.delayMillis = delayMillis;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/", exchange -> answer(exchange, 404, "{\"errors\":[{\"code\":\"resource_not_found\"}]}"));
        server.createContext("/v1/jwks", exchange -> answer(exchange, 200, jwks));
        server.createContext("/v1/users", exchange -> answer(exchange, 200, users(exchange)));
        server.createContext("/v1/users/user_1", exchange -> answer(exchange, 200, USER));
        server.createContext("/v1/users/user_2", exchange -> answer(exchange, 404, "{\"errors\":[]}"));
        server.createContext("/v1/users/user_3", FakeClerk::refuse);
        server.start();
    }

    private static String users(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("POST") ? USER : "[" + USER + "]";
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Sends a refusal that OkHttp would answer by a second request. */
    private static void refuse(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            exchange.sendResponseHeaders(503, -1);
        }
    }

    private void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(delayMillis);
            var body = json.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
