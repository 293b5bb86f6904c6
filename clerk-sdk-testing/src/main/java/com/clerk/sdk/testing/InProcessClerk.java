package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What stands behind {@link ClerkServer}: answers one request after another from its state, without any HTTP. */
final class InProcessClerk {
    private static final String BEARER = "Bearer ";

    private final String secretKey;
    private final Ids ids = new Ids();
    private final Router router = new Router();
    private final ReentrantLock lock = new ReentrantLock();

    InProcessClerk(String secretKey, Clock clock, Signing signing, Roles roles, Map<String, JsonObject> templates) {
        this.secretKey = secretKey;
        var store = new Store(clock);
        var memberships = new Memberships(store, roles);
        var sessions = new SessionsResource(store, new SessionMint(store, signing, roles, templates));
        new UsersResource(store, sessions).addTo(router);
        new MembershipsResource(store, memberships).addTo(router);
        new OrganizationsResource(store, memberships).addTo(router);
        sessions.addTo(router);
        router.add("GET /v1/jwks", call -> signing.jwks());
        router.addPublic("GET /.well-known/jwks.json", call -> signing.jwks());
    }

    Reply answer(ReceivedRequest request, @Nullable String authorization) {
        try {
            var route = router.find(request);
            if (route.needsSecretKey()) {
                checkKey(authorization);
            }
            return answer(route, request);
        } catch (Problem problem) {
            return problem.reply(ids.traceId());
        }
    }

    private Reply answer(Router.Route route, ReceivedRequest request) {
        lock.lock();
        try {
            return route.answer(request);
        } finally {
            lock.unlock();
        }
    }

    private void checkKey(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new Problem(
                    401,
                    "authentication_invalid",
                    "The request has no secret key; send Authorization: Bearer and the key.");
        }
        if (!authorization.substring(BEARER.length()).equals(secretKey)) {
            throw new Problem(
                    401,
                    "clerk_key_invalid",
                    "The secret key is not that of this server; use ClerkServer.secretKey().");
        }
    }
}
