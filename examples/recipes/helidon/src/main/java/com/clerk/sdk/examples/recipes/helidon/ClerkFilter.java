package com.clerk.sdk.examples.recipes.helidon;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import java.util.List;

// snippet: recipes-helidon-filter
/** Authenticates each request before the handlers. Each request has a virtual thread, which may wait for Clerk. */
public final class ClerkFilter implements Filter {
    private final RequestGuard guard;

    public ClerkFilter(RequestGuard guard) {
        this.guard = guard;
    }

    /** Returns the decision about a request, which knows the caller. */
    public static GuardDecision of(ServerRequest http) {
        return http.context().get(GuardDecision.class).orElseThrow();
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest http, RoutingResponse response) {
        var prologue = http.prologue();
        var raw = prologue.uriPath().rawPath();
        var query = prologue.query().isEmpty() ? "" : "?" + prologue.query().rawValue();
        var scheme = http.isSecure() ? "https://" : "http://";
        ClerkRequest request;
        RequestPath path;
        try {
            var url = scheme + http.authority() + raw + query;
            request = guard.request(
                    prologue.method().text(),
                    url,
                    name -> values(http.headers(), name),
                    http.remotePeer().host());
            path = RequestPath.of(raw);
        } catch (IllegalArgumentException malformed) {
            send(response, WebResponse.badRequest("The URL of the request is malformed."));
            return;
        }
        var decision = guard.check(request, path);
        if (decision.response() != null) {
            send(response, decision.response());
            return;
        }
        http.context().register(decision);
        response.beforeSend(() -> add(response, decision));
        try {
            chain.proceed();
        } catch (AccessRefusedException refused) {
            send(response, refused.response());
        }
    }

    private static List<String> values(ServerRequestHeaders headers, String name) {
        return headers.values(HeaderNames.create(name));
    }

    private static void send(RoutingResponse response, WebResponse refusal) {
        refusal.headers()
                .forEach((name, values) -> response.header(HeaderNames.create(name), values.toArray(String[]::new)));
        response.status(refusal.status()).send(refusal.body());
    }

    /** Adds cookies to those of the application. No cache may store what may depend on the caller. */
    private static void add(RoutingResponse response, GuardDecision decision) {
        var headers = response.headers();
        decision.headers().forEach((name, values) -> {
            var header = HeaderNames.create(name);
            if (name.equals("set-cookie")) {
                values.stream()
                        .filter(value -> !headers.values(header).contains(value))
                        .forEach(value -> headers.add(header, value));
            } else if (!name.equals("cache-control")) {
                headers.set(header, values.get(0));
            }
        });
        if (decision.setsCookies()) {
            headers.stream()
                    .map(Header::headerName)
                    .filter(name -> GuardDecision.isOfCaches(name.lowerCase()))
                    .toList()
                    .forEach(headers::remove);
        }
        if (!headers.contains(HeaderNames.CACHE_CONTROL)) {
            headers.set(HeaderNames.CACHE_CONTROL, "private, no-store");
        }
    }
}
// end
