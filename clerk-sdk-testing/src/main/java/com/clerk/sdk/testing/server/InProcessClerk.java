package com.clerk.sdk.testing.server;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The in-process Clerk without its web server: turns requests into responses, and keeps its state in memory. Safe for
 * use by several threads; it executes one operation at a time.
 */
public final class InProcessClerk {
    /** The host that the publishable key names, under a top-level domain that never resolves (RFC 6761). */
    public static final String FRONTEND_API = "clerk.in-process.test";

    private static final String BEARER = "Bearer ";

    private final String secretKey;
    private final IdGenerator ids = new IdGenerator();
    private final Router router = new Router();
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * Makes a Clerk without any resource.
     *
     * @param secretKey the key that requests must carry
     * @param clock the clock for timestamps
     * @param signer signs the tokens
     * @param customRoles further roles of organizations, each with its permissions
     * @param templates the claims of each JWT template
     */
    public InProcessClerk(
            String secretKey,
            Clock clock,
            TokenSigner signer,
            Map<String, List<String>> customRoles,
            Map<String, JsonObject> templates) {
        this.secretKey = secretKey;
        var store = new Store(clock);
        var roles = new Roles(customRoles);
        var memberships = new Memberships(store, roles);
        var sessions = new SessionsResource(store, new SessionTokenMinter(store, signer, roles, templates));
        new UsersResource(store, sessions).registerIn(router);
        new MembershipsResource(store, memberships).registerIn(router);
        new OrganizationsResource(store, memberships).registerIn(router);
        sessions.registerIn(router);
        router.add("GET /v1/jwks", request -> signer.jwks());
        router.addPublic("GET /.well-known/jwks.json", request -> signer.jwks());
    }

    /**
     * Handles a request.
     *
     * @param request the request
     * @param authorization the header {@code Authorization}, or null
     * @return the response; an error in Clerk's form if the request is refused
     */
    public ServerResponse handle(ServerRequest request, @Nullable String authorization) {
        try {
            var route = router.find(request);
            if (route.needsSecretKey()) {
                checkSecretKey(authorization);
            }
            return handle(route, request);
        } catch (ErrorResponseException error) {
            return error.toResponse(ids.traceId());
        }
    }

    private ServerResponse handle(Router.Route route, ServerRequest request) {
        lock.lock();
        try {
            return route.handle(request);
        } finally {
            lock.unlock();
        }
    }

    private void checkSecretKey(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith(BEARER)) {
            throw new ErrorResponseException(
                    401,
                    "authentication_invalid",
                    "The request has no secret key. Send the header Authorization: Bearer, followed by the key.");
        }
        if (!authorization.substring(BEARER.length()).equals(secretKey)) {
            throw new ErrorResponseException(
                    401,
                    "clerk_key_invalid",
                    "The secret key is not that of this server. Use ClerkServer.secretKey().");
        }
    }
}
