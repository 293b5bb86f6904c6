package com.clerk.sdk.examples.servers;

import static com.clerk.sdk.auth.Has.permission;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.examples.snippets.ExchangeRequest;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small API on the HTTP server of the JDK: {@code GET /me} for signed-in users, {@code GET /invoices} for those who
 * may read invoices.
 *
 * <p>If {@code CLERK_JWT_KEY} or {@code CLERK_SECRET_KEY} is set in the environment, the server accepts the tokens of
 * your instance. Otherwise it generates its own keys, and prints requests to try.
 */
public final class ApiServer implements AutoCloseable {
    private static final int PORT = 8080;

    private final RequestAuthenticator authenticator;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    ApiServer(RequestAuthenticator authenticator, int port) throws IOException {
        this.authenticator = authenticator;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.createContext("/me", this::me);
        server.createContext("/invoices", this::invoices);
        server.start();
    }

    /**
     * Starts the server on port 8080 of the loopback interface.
     *
     * @param args ignored
     * @throws IOException if the port is in use
     */
    public static void main(String[] args) throws IOException {
        var environment = System.getenv();
        if (environment.containsKey("CLERK_JWT_KEY") || environment.containsKey("CLERK_SECRET_KEY")) {
            new ApiServer(RequestAuthenticator.fromEnv(), PORT);
            System.out.println("http://localhost:" + PORT + "/me accepts session tokens of your instance");
        } else {
            startWithGeneratedKeys();
        }
    }

    private static void startWithGeneratedKeys() throws IOException {
        var keys = TestKeys.generate();
        new ApiServer(RequestAuthenticator.builder().jwtKey(keys.publicKeyPem()).build(), PORT);
        var token = SessionTokens.signedBy(keys)
                .forUser("user_1")
                .lifetime(Duration.ofHours(1))
                .organization("org_1", "acme", "org:admin")
                .permissions("org:invoices:read")
                .mint();
        System.out.println("Try these requests, with and without the header:");
        for (var path : new String[] {"/me", "/invoices"}) {
            System.out.println("curl -i http://localhost:" + PORT + path + " -H 'Authorization: Bearer " + token + "'");
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void me(HttpExchange exchange) throws IOException {
        var state = authenticator.authenticate(new ExchangeRequest(exchange));
        if (state instanceof SignedIn in) {
            answer(exchange, 200, "{\"user\":\"" + in.auth().subject() + "\"}");
        } else {
            refuse(exchange, state);
        }
    }

    private void invoices(HttpExchange exchange) throws IOException {
        var state = authenticator.authenticate(new ExchangeRequest(exchange));
        if (!(state instanceof SignedIn in)) {
            refuse(exchange, state);
        } else if (!in.auth().has(permission("org:invoices:read"))) {
            answer(exchange, 403, "{\"error\":\"forbidden\"}");
        } else {
            answer(exchange, 200, "{\"invoices\":[]}");
        }
    }

    /** Sends 401. The headers x-clerk-auth-status, -reason and -message say why. */
    private static void refuse(HttpExchange exchange, RequestState state) throws IOException {
        state.headers().forEach((name, values) -> exchange.getResponseHeaders().put(name, values));
        answer(exchange, 401, "{\"error\":\"unauthorized\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
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
