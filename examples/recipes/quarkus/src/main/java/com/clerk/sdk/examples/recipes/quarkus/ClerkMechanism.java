package com.clerk.sdk.examples.recipes.quarkus;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

// snippet: recipes-quarkus-mechanism
/** Authenticates each request. The event loop never waits for Clerk. */
@ApplicationScoped
public class ClerkMechanism implements HttpAuthenticationMechanism {
    private final RequestGuard guard;

    ClerkMechanism(
            RequestGuard guard,
            @ConfigProperty(name = "quarkus.http.auth.proactive", defaultValue = "true") boolean proactive) {
        if (!proactive) { // Quarkus would ask only where an annotation or a policy needs it
            throw new IllegalStateException("The rules of the guard need quarkus.http.auth.proactive=true.");
        }
        this.guard = guard;
    }

    /** Returns the decision about a request, which knows the caller. */
    public static GuardDecision of(RoutingContext ctx) {
        return ctx.get("clerk");
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext ctx, IdentityProviderManager ignored) {
        var http = ctx.request();
        var peer = http.remoteAddress().hostAddress();
        ClerkRequest request;
        RequestPath path;
        try {
            request = guard.request(http.method().name(), http.absoluteURI(), http.headers()::getAll, peer);
            path = RequestPath.of(http.path());
        } catch (IllegalArgumentException malformed) {
            return refuse(ctx, WebResponse.badRequest("The URL of the request is malformed."));
        }
        var context = ctx.vertx().getOrCreateContext();
        return Uni.createFrom()
                .completionStage(() -> guard.checkAsync(request, path, task -> context.runOnContext(go -> task.run())))
                .flatMap(decision -> decision.response() != null
                        ? refuse(ctx, decision.response())
                        : Uni.createFrom().item(accept(ctx, decision)));
    }

    private static Uni<SecurityIdentity> refuse(RoutingContext ctx, WebResponse refusal) {
        ctx.put("refusal", refusal);
        return Uni.createFrom().failure(new AuthenticationFailedException());
    }

    private static SecurityIdentity accept(RoutingContext ctx, GuardDecision decision) {
        ctx.put("clerk", decision);
        ctx.addHeadersEndHandler(end -> add(ctx.response().headers(), decision));
        var auth = decision.auth();
        if (auth == null) {
            return null;
        }
        var identity = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(auth.subject()));
        if (auth instanceof SessionAuth session && session.orgRole() != null) {
            identity.addRole(session.orgRole()); // for @RolesAllowed("org:admin")
        }
        return identity.build();
    }

    private static WebResponse refusal(RoutingContext ctx) {
        WebResponse refusal = ctx.get("refusal");
        return refusal != null ? refusal : of(ctx).unauthorized();
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext ctx) {
        var refusal = refusal(ctx);
        refusal.headers().forEach(ctx.response().headers()::set);
        ctx.response().setStatusCode(refusal.status()).end(Buffer.buffer(refusal.body()));
        return Uni.createFrom().item(true);
    }

    /** Returns status and headers for an annotation such as @Authenticated. Quarkus sends them without a body. */
    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext ctx) {
        var refusal = refusal(ctx);
        var headers = new HashMap<String, String>();
        refusal.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        headers.remove("content-type");
        headers.remove("set-cookie");
        return Uni.createFrom().item(new ChallengeData(refusal.status(), Map.<CharSequence, String>copyOf(headers)));
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
