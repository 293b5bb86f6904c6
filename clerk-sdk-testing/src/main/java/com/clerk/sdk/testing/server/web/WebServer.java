package com.clerk.sdk.testing.server.web;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** The HTTP server of the in-process Clerk: the JDK's own, with faults of the connection, and a limit on bodies. */
public final class WebServer implements AutoCloseable {
    /** The longest body of a request that is accepted, in bytes: that of the largest picture, and some more. */
    public static final int MAX_BODY = 12 * 1024 * 1024;

    /** How many bytes of a longer body are read and thrown away, so that its sender can read the refusal. */
    private static final long MAX_DISCARDED = 256L * 1024 * 1024;

    /** The JDK's server refuses line breaks, and makes others from characters above ISO 8859-1. */
    private static final Pattern SENDABLE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    private static final int BACKLOG = 1024;
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    /** A fault of the connection. */
    public enum Fault {
        /** The response is sent as it is. */
        NONE,
        /** The connection is closed during the body. */
        TRUNCATION,
        /** The connection is closed before the response. */
        DISCONNECT
    }

    /**
     * A response and how it is spoiled.
     *
     * @param response the response
     * @param delay how long to wait before it is sent
     * @param fault the fault of the connection
     */
    public record Reply(ServerResponse response, Duration delay, Fault fault) {
        /** Returns a reply that sends a response at once and whole. */
        public static Reply of(ServerResponse response) {
            return new Reply(response, Duration.ZERO, Fault.NONE);
        }
    }

    /** Responds to requests, on the server's threads. */
    @FunctionalInterface
    public interface Handler {
        /** Returns the reply to a request. */
        Reply handle(ServerRequest request);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(new NamedThreads());
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Handler handler;

    private WebServer(HttpServer server, Handler handler) {
        this.server = server;
        this.handler = handler;
    }

    /**
     * Starts a server.
     *
     * @param address the address to listen on
     * @param port the port, or 0 for a free one
     * @param handler responds to requests
     * @throws UncheckedIOException if it cannot listen there
     */
    public static WebServer start(InetAddress address, int port, Handler handler) {
        sendWithoutDelay();
        try {
            var http = HttpServer.create(new InetSocketAddress(address, port), BACKLOG);
            var server = new WebServer(http, handler);
            http.setExecutor(server.threads);
            http.createContext("/", server::serve);
            http.start();
            return server;
        } catch (BindException e) {
            throw new UncheckedIOException(
                    "The in-process Clerk cannot listen on " + address.getHostAddress() + ":" + port
                            + ". Stop the program that listens there, or choose another port.",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException("The in-process Clerk cannot listen on " + address.getHostAddress(), e);
        }
    }

    /**
     * The JDK's server writes headers and body separately (JDK-6968351, until Java 20): without TCP_NODELAY the body
     * waits until the client has acknowledged the headers, some 40 ms. The JDK reads this property once, before the
     * first server is made.
     */
    private static void sendWithoutDelay() {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = read(exchange.getRequestBody());
            var reply = body.length > MAX_BODY ? Reply.of(tooLarge()) : reply(Requests.of(exchange, body));
            if (!reply.delay().isZero() && closing.await(reply.delay().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
            send(exchange, reply);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Reply reply(ServerRequest request) {
        try {
            return handler.handle(request);
        } catch (RuntimeException e) {
            // The JDK's server would close the connection without saying why.
            var message = "The in-process Clerk, or a stub of it, failed on " + request + ": " + e;
            return Reply.of(new ErrorResponseException(500, "internal_clerk_error", message).toResponse(""));
        }
    }

    private static byte[] read(InputStream in) throws IOException {
        var body = in.readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            discard(in);
        }
        return body;
    }

    private static void discard(InputStream in) throws IOException {
        var buffer = new byte[65536];
        var left = MAX_DISCARDED;
        for (var count = in.read(buffer); count >= 0 && left > 0; count = in.read(buffer)) {
            left -= count;
        }
    }

    private static ServerResponse tooLarge() {
        var message = "The request body is longer than " + MAX_BODY + " bytes. Send a smaller one.";
        return new ErrorResponseException(413, "request_body_too_large", message).toResponse("");
    }

    /** Returns the response, or an error if one of its headers cannot be sent (RFC 9110 section 5.5). */
    private static ServerResponse sendable(ServerResponse response) {
        for (var header : response.headers().entrySet()) {
            if (!SENDABLE.matcher(header.getValue()).matches()) {
                var message = "The response has a header " + header.getKey()
                        + " with characters that no header can carry. Send the request without them.";
                return new ErrorResponseException(422, "form_param_format_invalid", message).toResponse("");
            }
        }
        return response;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        if (reply.fault() == Fault.DISCONNECT) {
            return;
        }
        var response = sendable(reply.response());
        response.headers().forEach(exchange.getResponseHeaders()::set);
        var body = response.body();
        if (exchange.getRequestMethod().equals("HEAD") || body.length == 0) {
            exchange.sendResponseHeaders(response.status(), -1);
            return;
        }
        exchange.sendResponseHeaders(response.status(), body.length);
        var sent = reply.fault() == Fault.TRUNCATION ? body.length / 2 : body.length;
        exchange.getResponseBody().write(body, 0, sent);
    }

    /** Stops the server. Requests in progress fail; delayed ones do not hold it up. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Threads that do not keep the program alive. */
    private static final class NamedThreads implements ThreadFactory {
        private final AtomicInteger count = new AtomicInteger();

        @Override
        public Thread newThread(Runnable work) {
            var thread = new Thread(work, "in-process-clerk-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        }
    }
}
