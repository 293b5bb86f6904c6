package com.clerk.sdk.web.httpserver;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.web.GuardDecision;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An exchange that knows its caller. The attributes of an exchange cannot hold it: those of the JDK's server belong to
 * the context, so that all its exchanges would share one caller.
 */
final class GuardedExchange extends HttpExchange {
    private static final String CACHE_CONTROL = "Cache-Control";

    private final HttpExchange exchange;
    private final GuardDecision decision;
    private volatile boolean asked;

    GuardedExchange(HttpExchange exchange, GuardDecision decision) {
        this.exchange = exchange;
        this.decision = decision;
    }

    GuardDecision decision() {
        return decision;
    }

    /** Returns the exchange of the server, which alone tells https from http. */
    static HttpExchange unwrapped(HttpExchange exchange) {
        var found = exchange;
        while (found instanceof GuardedExchange guarded) {
            found = guarded.exchange;
        }
        return found;
    }

    /**
     * Returns the decision to a handler that asks who the caller is. The answer then depends on the caller, so no cache
     * may store it, unless the handler says so itself.
     */
    GuardDecision asked() {
        asked = true;
        return decision;
    }

    @Override
    public @Nullable HttpPrincipal getPrincipal() {
        Auth auth = asked().auth();
        return auth == null ? null : new HttpPrincipal(auth.subject(), "clerk");
    }

    /** Sends the headers. A response that sets a cookie of a session is never stored, whatever the handler says. */
    @Override
    public void sendResponseHeaders(int status, long length) throws IOException {
        var kept = decision.headers().get("cache-control");
        if (kept != null && decision.setsCookies()) {
            exchange.getResponseHeaders().keySet().removeIf(GuardDecision::isOfCaches);
            exchange.getResponseHeaders().put(CACHE_CONTROL, List.copyOf(kept));
        } else if (asked && !exchange.getResponseHeaders().containsKey(CACHE_CONTROL)) {
            exchange.getResponseHeaders().set(CACHE_CONTROL, "private, no-store");
        }
        exchange.sendResponseHeaders(status, length);
    }

    @Override
    public Headers getRequestHeaders() {
        return exchange.getRequestHeaders();
    }

    @Override
    public Headers getResponseHeaders() {
        return exchange.getResponseHeaders();
    }

    @Override
    public URI getRequestURI() {
        return exchange.getRequestURI();
    }

    @Override
    public String getRequestMethod() {
        return exchange.getRequestMethod();
    }

    @Override
    public HttpContext getHttpContext() {
        return exchange.getHttpContext();
    }

    @Override
    public void close() {
        exchange.close();
    }

    @Override
    public InputStream getRequestBody() {
        return exchange.getRequestBody();
    }

    @Override
    public OutputStream getResponseBody() {
        return exchange.getResponseBody();
    }

    @Override
    public InetSocketAddress getRemoteAddress() {
        return exchange.getRemoteAddress();
    }

    @Override
    public int getResponseCode() {
        return exchange.getResponseCode();
    }

    @Override
    public InetSocketAddress getLocalAddress() {
        return exchange.getLocalAddress();
    }

    @Override
    public String getProtocol() {
        return exchange.getProtocol();
    }

    @Override
    public Object getAttribute(String name) {
        return exchange.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        exchange.setAttribute(name, value);
    }

    @Override
    public void setStreams(InputStream in, OutputStream out) {
        exchange.setStreams(in, out);
    }
}
