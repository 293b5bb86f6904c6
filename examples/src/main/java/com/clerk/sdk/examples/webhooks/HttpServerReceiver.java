package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A receiver of webhooks on the HTTP server of the JDK. */
public final class HttpServerReceiver implements Receiver {
    private static final int THREADS = 8;

    /** Clerk's events are much smaller. The limit keeps strangers from filling the memory. */
    private static final int MAX_BODY = 4 << 20;

    private final ClerkWebhooks webhooks;
    private final WebhookHandler handler;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private HttpServerReceiver(HttpServer server, ClerkWebhooks webhooks, WebhookHandler handler) {
        this.server = server;
        this.webhooks = webhooks;
        this.handler = handler;
    }

    /**
     * Runs the program, as {@link Program} describes.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        Program.run(HttpServerReceiver::start, Program.printing());
    }

    static HttpServerReceiver start(int port, ClerkWebhooks webhooks, WebhookHandler handler) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var receiver = new HttpServerReceiver(server, webhooks, handler);
        server.createContext(Program.PATH, receiver::answer);
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    // snippet: webhooks-http-server
    private int status(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            return 413;
        }
        try {
            handler.handle(webhooks.verify(body, exchange.getRequestHeaders()));
            return 204; // Clerk does not repeat this delivery
        } catch (WebhookVerificationException e) {
            System.err.println(e.getMessage());
            return 400; // not from Clerk, or malformed
        } catch (RuntimeException e) {
            System.err.println("The delivery could not be handled: " + e);
            return 500; // Clerk repeats the delivery later
        }
    }
    // end

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + Program.PATH);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
