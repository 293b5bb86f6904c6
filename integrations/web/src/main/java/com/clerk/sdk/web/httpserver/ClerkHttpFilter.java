package com.clerk.sdk.web.httpserver;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A filter for the HTTP server of the JDK, which authenticates each request and refuses those that the rules do not let
 * through. Add it to each context, before other filters:
 *
 * <pre>{@code
 * server.createContext("/", exchange -> {
 *     Auth auth = ClerkHttpFilter.require(exchange, role("org:admin"));
 *     …
 * }).getFilters().add(new ClerkHttpFilter(guard));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ClerkHttpFilter extends Filter {
    private static final String MALFORMED = "The URL of the request is malformed.";

    private final RequestGuard guard;

    /**
     * Creates a filter.
     *
     * @param guard decides about the requests
     */
    public ClerkHttpFilter(RequestGuard guard) {
        this.guard = Objects.requireNonNull(guard, "guard");
    }

    /**
     * Returns the caller of a request.
     *
     * @param exchange the exchange that the handler was given
     * @return the caller, or null if the request is not signed in
     * @throws IllegalStateException if the context has no such filter
     */
    public static @Nullable Auth auth(HttpExchange exchange) {
        return decision(exchange).auth();
    }

    /**
     * Returns the caller of a request that must be signed in.
     *
     * @param exchange the exchange that the handler was given
     * @return the caller
     * @throws AccessRefusedException if the request is not signed in; let it pass, the filter answers
     * @throws IllegalStateException if the context has no such filter
     */
    public static Auth require(HttpExchange exchange) {
        return decision(exchange).require();
    }

    /**
     * Returns the caller of a request that must meet a requirement.
     *
     * @param exchange the exchange that the handler was given
     * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
     * @return the caller, who meets it
     * @throws AccessRefusedException if the caller does not meet it; let it pass, the filter answers
     * @throws IllegalStateException if the context has no such filter
     */
    public static Auth require(HttpExchange exchange, Requirement requirement) {
        return decision(exchange).require(requirement);
    }

    /**
     * Returns the state of a request.
     *
     * @param exchange the exchange that the handler was given
     * @return the state
     * @throws IllegalStateException if the context has no such filter
     */
    public static RequestState state(HttpExchange exchange) {
        return decision(exchange).state();
    }

    /**
     * Returns the user who sent a request. Asks Clerk the first time, and waits for it.
     *
     * @param exchange the exchange that the handler was given
     * @return the user, or null if the request is not signed in, or was not sent by a user or for one
     * @throws IllegalStateException if the context has no such filter, or its guard no client
     * @throws com.clerk.sdk.errors.ClerkException if Clerk does not return the user
     */
    public static @Nullable User currentUser(HttpExchange exchange) {
        return decision(exchange).currentUser();
    }

    private static GuardDecision decision(HttpExchange exchange) {
        if (exchange instanceof GuardedExchange guarded) {
            return guarded.asked();
        }
        throw new IllegalStateException(
                "Nobody has authenticated this exchange. Add a ClerkHttpFilter to its context: "
                        + "context.getFilters().add(new ClerkHttpFilter(guard)); and pass on the exchange that the handler was given.");
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (exchange instanceof GuardedExchange guarded && guarded.decision().isOf(guard)) {
            chain.doFilter(exchange); // a second filter of the chain
            return;
        }
        var request = new ExchangeRequest(exchange, guard.trustsForwardedHeaders());
        var raw = request.path();
        RequestPath path;
        try {
            path = RequestPath.of(raw, exchange.getRequestURI().getPath());
        } catch (IllegalArgumentException e) {
            path = null;
        }
        if (path == null || request.url() == null) {
            send(exchange, WebResponse.badRequest(MALFORMED));
            return;
        }
        var proxy = guard.frontendApiProxy();
        if (proxy != null && proxy.serves(raw)) {
            forward(exchange, proxy, raw, request);
            return;
        }
        var decision = guard.check(request, path);
        if (decision.response() != null) {
            send(exchange, keepingForm(exchange, decision, decision.response()));
            return;
        }
        add(exchange, decision.headers());
        pass(new GuardedExchange(exchange, decision), chain);
    }

    private void forward(HttpExchange exchange, FrontendApiProxy proxy, String raw, ExchangeRequest request)
            throws IOException {
        String origin;
        try {
            origin = guard.origin(request);
        } catch (IllegalArgumentException e) {
            send(exchange, WebResponse.badRequest(Objects.requireNonNullElse(e.getMessage(), MALFORMED)));
            return;
        }
        var peer = exchange.getRemoteAddress().getAddress().getHostAddress();
        var client = guard.clientAddress(request, peer);
        // After an exception the server itself ends the connection. close() would end the body as if it were whole.
        proxy.forward(new ExchangeProxy(exchange, raw, origin, client));
        exchange.close();
    }

    private static void pass(GuardedExchange exchange, Chain chain) throws IOException {
        try {
            chain.doFilter(exchange);
        } catch (AccessRefusedException refused) {
            if (exchange.getResponseCode() >= 0) {
                throw refused; // too late: the response has begun
            }
            send(exchange, keepingForm(exchange, exchange.decision(), refused.response()));
        }
    }

    private static WebResponse keepingForm(HttpExchange exchange, GuardDecision decision, WebResponse refusal) {
        return decision.keepingForm(refusal, () -> FormBody.of(exchange));
    }

    private static void send(HttpExchange exchange, WebResponse response) throws IOException {
        add(exchange, response.headers());
        var body = response.body();
        boolean bodiless = exchange.getRequestMethod().equals("HEAD") || body.length == 0;
        try (exchange) {
            exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
            if (!bodiless) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    /** Appends cookies, because the application has its own, and sets all else, which counts once. */
    private static void add(HttpExchange exchange, Map<String, List<String>> headers) {
        headers.forEach((name, values) -> {
            if (name.equals("set-cookie")) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            } else {
                exchange.getResponseHeaders().put(name, new ArrayList<>(values));
            }
        });
    }

    @Override
    public String description() {
        return "Clerk authentication";
    }
}
