package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import java.util.function.Supplier;

/** The Backend API of one instance. To add an operation, write a class like {@code UsersResource}, registered here. */
public final class BackendApi {
    private static final String BEARER = "Bearer ";

    private final String secretKey;
    private final Router router = new Router();

    /**
     * Makes the API.
     *
     * @param instance the state
     * @param secretKey the key that requests must carry
     * @param signer publishes the keys
     * @param minter mints the tokens of sessions
     * @param cookies the cookies of the instance
     */
    public BackendApi(
            Instance instance,
            String secretKey,
            TokenSigner signer,
            SessionTokenMinter minter,
            HandshakeCookies cookies) {
        this.secretKey = secretKey;
        var memberships = new Memberships(instance);
        new UsersResource(instance).registerIn(router);
        new MembershipsResource(instance, memberships).registerIn(router);
        new OrganizationsResource(instance, memberships).registerIn(router);
        new SessionsResource(instance, minter).registerIn(router);
        new HandshakeResource(instance, minter, cookies).registerIn(router);
        router.add("GET /v1/jwks", request -> signer.jwks());
        router.addPublic("GET /.well-known/jwks.json", request -> signer.jwks());
    }

    /** Returns whether the API has an operation at the path of a request, of any method. */
    public boolean hasPath(ServerRequest request) {
        return router.hasPath(request);
    }

    /**
     * Executes an operation, under the lock of the instance.
     *
     * @return the response, which is written outside the lock
     * @throws ErrorResponseException if the request is refused
     */
    public Supplier<ServerResponse> handle(ServerRequest request) {
        var route = router.find(request);
        if (route.needsSecretKey()) {
            checkSecretKey(request);
        }
        return route.handle(request);
    }

    private void checkSecretKey(ServerRequest request) {
        var authorization = request.header("authorization");
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
