package com.clerk.sdk.examples.servers;

import static com.clerk.sdk.auth.Has.role;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.httpserver.ClerkHttpFilter;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** An open route, one for users who are signed in, and one for admins. */
// snippet: servers-routes
public final class ProtectedRoutes {
    public static void main(String[] args) throws IOException {
        start(RequestAuthenticator.fromEnv(), 3000);
    }

    static HttpServer start(RequestAuthenticator authenticator, int port) throws IOException {
        var filter = new ClerkHttpFilter(RequestGuard.builder(authenticator).build());
        var server = HttpServer.create(new InetSocketAddress("localhost", port), 0);
        server.createContext("/", exchange -> send(exchange, "Everybody may see this"));
        server.createContext("/me", ProtectedRoutes::me).getFilters().add(filter);
        server.createContext("/admin-only", ProtectedRoutes::admin).getFilters().add(filter);
        server.start();
        return server;
    }

    private static void me(HttpExchange exchange) throws IOException {
        send(exchange, ClerkHttpFilter.require(exchange).subject());
    }

    private static void admin(HttpExchange exchange) throws IOException {
        var admin = ClerkHttpFilter.require(exchange, role("org:admin"));
        send(exchange, "Hello admin " + admin.subject());
    }

    private static void send(HttpExchange exchange, String message) throws IOException {
        var body = ("{\"message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
// end
