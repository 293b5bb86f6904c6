package com.clerk.sdk.testing.server;

import com.clerk.sdk.testing.server.backend.BackendApi;
import com.clerk.sdk.testing.server.frontend.DirectSignIn;
import com.clerk.sdk.testing.server.frontend.FrontendApi;
import com.clerk.sdk.testing.server.frontend.wire.Redirects;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.ServerRequest;
import com.clerk.sdk.testing.server.http.ServerResponse;
import com.clerk.sdk.testing.server.state.IdGenerator;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.clerk.sdk.testing.server.tokens.TokenSigner;
import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The in-process Clerk without its web server: turns requests into responses. Safe for use by several threads; it
 * executes one operation at a time, and signs and writes responses outside of that.
 */
public final class InProcessClerk {
    private final IdGenerator traceIds = new IdGenerator();
    private final Instance instance;
    private final RateLimits limits;
    private final BackendApi backend;
    private final FrontendApi frontend;
    private final DirectSignIn signIns;

    /**
     * Makes a Clerk.
     *
     * @param instance the state
     * @param secretKey the key that requests to the Backend API must carry
     * @param signer signs the tokens
     * @param templates the claims of each JWT template
     * @param cookies the cookies of the instance
     * @param limits the rate limits
     * @param redirects the URLs to which browsers may be sent
     */
    public InProcessClerk(
            Instance instance,
            String secretKey,
            TokenSigner signer,
            Map<String, JsonObject> templates,
            HandshakeCookies cookies,
            RateLimits limits,
            Redirects redirects) {
        this.instance = instance;
        this.limits = limits;
        var minter = new SessionTokenMinter(instance, signer);
        this.backend = new BackendApi(instance, secretKey, signer, minter, cookies, templates);
        this.frontend = new FrontendApi(instance, signer, minter, cookies, redirects);
        this.signIns = new DirectSignIn(instance, minter);
    }

    /** Returns the Backend API. Callers hold the lock of the instance. */
    public BackendApi backend() {
        return backend;
    }

    /**
     * Handles a request.
     *
     * @return the response; an error in Clerk's form if the request is refused
     */
    public ServerResponse handle(ServerRequest request) {
        var wait = limits.secondsToWait(request);
        if (wait.isPresent()) {
            return tooMany(wait.getAsLong());
        }
        try {
            if (frontend.handles(request, backend.hasPath(request))) {
                return instance.locked(() -> frontend.handle(request)).get();
            }
            return instance.locked(() -> backend.handle(request)).get();
        } catch (ErrorResponseException error) {
            return error.toResponse(traceIds.traceId());
        }
    }

    private ServerResponse tooMany(long seconds) {
        var error = new ErrorResponseException(
                429, "too_many_requests", "There were too many requests. Try again in " + seconds + " seconds.");
        return error.toResponse(traceIds.traceId()).withHeader("Retry-After", Long.toString(seconds));
    }

    /**
     * Signs a user in on a new client, without a page.
     *
     * @param origin the origin of the page that the session token is for, or null
     * @throws IllegalArgumentException if there is no such user, or the user may not sign in
     */
    public DirectSignIn.Result signIn(String userId, @Nullable String origin) {
        try {
            return instance.locked(() -> signIns.signIn(userId, origin));
        } catch (ErrorResponseException refused) {
            throw new IllegalArgumentException(refused.getMessage(), refused);
        }
    }
}
