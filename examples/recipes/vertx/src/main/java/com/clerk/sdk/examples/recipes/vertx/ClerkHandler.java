package com.clerk.sdk.examples.recipes.vertx;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

// snippet: recipes-vertx-handler
/** Authenticates each request before the handlers behind it. The event loop never waits for Clerk. */
public final class ClerkHandler implements Handler<RoutingContext> {
    private final RequestGuard guard;

    public ClerkHandler(RequestGuard guard) {
        this.guard = guard;
    }

    /** Returns the decision about a request, which knows the caller. */
    public static GuardDecision of(RoutingContext ctx) {
        return ctx.get("clerk");
    }

    @Override
    public void handle(RoutingContext ctx) {
        var http = ctx.request();
        var peer = http.remoteAddress().hostAddress();
        ClerkRequest request;
        RequestPath path;
        try {
            request = guard.request(http.method().name(), http.absoluteURI(), http.headers()::getAll, peer);
            path = RequestPath.of(http.path());
        } catch (IllegalArgumentException malformed) {
            send(ctx, WebResponse.badRequest("The URL of the request is malformed."));
            return;
        }
        http.pause(); // so that the body is still there for a handler that reads it later
        var context = ctx.vertx().getOrCreateContext();
        guard.checkAsync(request, path, task -> context.runOnContext(go -> task.run()))
                .whenComplete((decision, failure) -> {
                    http.resume();
                    if (failure != null) {
                        ctx.fail(failure);
                    } else if (decision.response() != null) {
                        send(ctx, decision.response());
                    } else {
                        ctx.put("clerk", decision);
                        ctx.addHeadersEndHandler(end -> add(ctx.response().headers(), decision));
                        ctx.next();
                    }
                });
    }

    /** Sends the response of a refusal, thrown by a handler that requires more than the caller has. */
    public static void sendRefusal(RoutingContext ctx) {
        if (ctx.failure() instanceof AccessRefusedException refused) {
            send(ctx, refused.response());
        } else {
            ctx.next();
        }
    }

    private static void send(RoutingContext ctx, WebResponse response) {
        response.headers().forEach(ctx.response().headers()::set);
        ctx.response().setStatusCode(response.status()).end(Buffer.buffer(response.body()));
    }

    /** Adds cookies to those of the application. No cache may store what may depend on the caller. */
    private static void add(MultiMap headers, GuardDecision decision) {
        decision.headers().forEach((name, values) -> {
            if (!name.equals("set-cookie") && !name.equals("cache-control")) {
                headers.set(name, values);
            } else if (name.equals("set-cookie") && !headers.contains(name, values.get(0), false)) {
                headers.add(name, values);
            }
        });
        if (decision.setsCookies()) {
            headers.names().stream().filter(GuardDecision::isOfCaches).toList().forEach(headers::remove);
        }
        if (!headers.contains("cache-control")) {
            headers.set("cache-control", "private, no-store");
        }
    }
}
// end
