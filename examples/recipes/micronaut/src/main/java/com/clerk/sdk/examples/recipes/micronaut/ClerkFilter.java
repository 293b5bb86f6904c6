package com.clerk.sdk.examples.recipes.micronaut;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

// snippet: recipes-micronaut-filter
/** Authenticates each request before the controllers. The event loop never waits for Clerk. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ClerkFilter {
    private final RequestGuard guard;
    private final ExecutorService executor;

    ClerkFilter(RequestGuard guard, @Named(TaskExecutors.BLOCKING) ExecutorService executor) {
        this.guard = guard;
        this.executor = executor;
    }

    /** Returns the decision about a request, which knows the caller. */
    static GuardDecision of(HttpRequest<?> http) {
        return http.getAttribute("clerk", GuardDecision.class).orElseThrow();
    }

    @RequestFilter
    CompletableFuture<HttpResponse<?>> authenticate(HttpRequest<?> http) {
        var uri = http.getUri();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        var host =
                (http.isSecure() ? "https://" : "http://") + http.getHeaders().get("Host");
        var peer = http.getRemoteAddress().getAddress().getHostAddress();
        ClerkRequest request;
        RequestPath path;
        try {
            var url = host + uri.getRawPath() + query;
            request = guard.request(http.getMethodName(), url, http.getHeaders()::getAll, peer);
            path = RequestPath.of(uri.getRawPath());
        } catch (IllegalArgumentException malformed) {
            var refusal = WebResponse.badRequest("The URL of the request is malformed.");
            return CompletableFuture.completedFuture(response(refusal));
        }
        return guard.checkAsync(request, path, executor).thenApply(decision -> {
            http.setAttribute("clerk", decision);
            return decision.response() == null ? null : response(decision.response());
        });
    }

    /** Adds cookies to those of the application. No cache may store what may depend on the caller. */
    @ResponseFilter
    void addHeaders(HttpRequest<?> http, MutableHttpResponse<?> response) {
        http.getAttribute("clerk", GuardDecision.class)
                .filter(decision -> decision.response() == null)
                .ifPresent(decision -> add(response.getHeaders(), decision));
    }

    private static void add(MutableHttpHeaders headers, GuardDecision decision) {
        decision.headers().forEach((name, values) -> {
            if (name.equals("set-cookie")) {
                values.stream()
                        .filter(value -> !headers.getAll(name).contains(value))
                        .forEach(value -> headers.add(name, value));
            } else if (!name.equals("cache-control")) {
                headers.set(name, values.get(0));
            }
        });
        if (decision.setsCookies()) {
            headers.names().stream().filter(GuardDecision::isOfCaches).toList().forEach(headers::remove);
        }
        if (!headers.contains("cache-control")) {
            headers.set("cache-control", "private, no-store");
        }
    }

    static HttpResponse<?> response(WebResponse refusal) {
        var response = HttpResponse.status(HttpStatus.valueOf(refusal.status())).body(refusal.body());
        refusal.headers().forEach((name, values) -> values.forEach(value -> response.header(name, value)));
        return response;
    }

    /** Sends the response of a refusal, thrown by a controller that requires more than the caller has. */
    @Singleton
    static final class Refusals implements ExceptionHandler<AccessRefusedException, HttpResponse<?>> {
        @Override
        @SuppressWarnings("rawtypes")
        public HttpResponse<?> handle(HttpRequest http, AccessRefusedException refused) {
            return response(refused.response());
        }
    }
}
// end
