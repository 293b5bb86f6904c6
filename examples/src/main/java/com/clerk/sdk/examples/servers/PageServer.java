package com.clerk.sdk.examples.servers;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SessionAuth;
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
import org.jspecify.annotations.Nullable;

/**
 * Pages for browsers on the HTTP server of the JDK, with Clerk's components: {@code /sign-in}, {@code /sign-up},
 * {@code /user}, {@code /organization}, {@code /organizations} and {@code /create-organization}. The page
 * {@code /private} is for users who are signed in, and {@code /api/whoami} says who it is. If the session must be
 * renewed, the server redirects the browser to Clerk, which sends it back with new cookies.
 *
 * <p>Set {@code CLERK_SECRET_KEY} and {@code CLERK_PUBLISHABLE_KEY} in the environment, and what a local Clerk prints.
 */
public final class PageServer implements AutoCloseable {
    private static final int PORT = 8080;

    private final RequestAuthenticator authenticator;
    private final ComponentPages pages;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private PageServer(RequestAuthenticator authenticator, ComponentPages pages, int port) throws IOException {
        this.authenticator = authenticator;
        this.pages = pages;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/", this::page);
        server.start();
    }

    /**
     * Starts the server on the loopback interface.
     *
     * @param args the port; 8080 if not given
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        var port = args.length == 0 ? PORT : Integer.parseInt(args[0]);
        new PageServer(RequestAuthenticator.fromEnv(), ComponentPages.fromEnv(), port);
        System.out.println("Open http://localhost:" + port + "/");
    }

    /**
     * Starts the server.
     *
     * @param authenticator decides who sent a request; the server closes it
     * @param publishableKey the publishable key, for the components
     * @param proxyUrl the URL at which browsers reach the Frontend API, or null if it is at the host of the key
     * @param port the port, or 0 for a free one
     * @return the server
     * @throws IOException if the port is in use
     */
    public static PageServer start(
            RequestAuthenticator authenticator, String publishableKey, @Nullable String proxyUrl, int port)
            throws IOException {
        return new PageServer(authenticator, new ComponentPages(publishableKey, proxyUrl), port);
    }

    /** Returns the port that the server listens on. */
    public int port() {
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
            answer(exchange, state);
        }
    }

    private void answer(HttpExchange exchange, RequestState state) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var auth = state instanceof SignedIn in && in.auth() instanceof SessionAuth session ? session : null;
        if (path.equals("/api/whoami")) {
            send(exchange, 200, "application/json", whoami(auth));
        } else {
            var text = auth == null ? "You are not signed in." : "Hello " + auth.userId();
            var status = auth == null && path.equals("/private") ? 401 : 200;
            send(exchange, status, "text/html; charset=utf-8", pages.page(path, ComponentPages.has(path) ? "" : text));
        }
    }

    /** Ids have letters, digits and underscores, so they need no escapes in JSON. */
    private static String whoami(@Nullable SessionAuth auth) {
        var userId = auth == null ? null : auth.userId();
        var orgId = auth == null ? null : auth.orgId();
        return "{\"userId\":" + json(userId) + ",\"orgId\":" + json(orgId) + "}";
    }

    private static String json(@Nullable String id) {
        return id == null ? "null" : "\"" + id + "\"";
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
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
