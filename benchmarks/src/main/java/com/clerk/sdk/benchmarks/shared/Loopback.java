package com.clerk.sdk.benchmarks.shared;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A server on a free port of the loopback interface that answers every request at once, with JSON. */
public final class Loopback implements AutoCloseable {
    static {
        // Or Java's server waits 40 ms for the client between the headers of an answer and its body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    /** Answers by the URI of the request. */
    public Loopback(Function<URI, byte[]> answers) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(Loopback::daemon));
        server.createContext("/", exchange -> {
            var body = answers.apply(exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "loopback");
        thread.setDaemon(true);
        return thread;
    }

    /** Such as {@code http://127.0.0.1:41000}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
