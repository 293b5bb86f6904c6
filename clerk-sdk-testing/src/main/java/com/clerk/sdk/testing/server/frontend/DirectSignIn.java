package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Signs users in without a page, a password or a code. */
public final class DirectSignIn {
    /**
     * A client that is signed in.
     *
     * @param sessionId the id of the session
     * @param clientId the id of the client
     * @param devBrowser the id of the development browser
     * @param clientToken the client token of an app
     * @param clientUat the time of the client's last change in seconds
     * @param sessionToken mints a session token; to be called outside the lock of the instance
     */
    public record Result(
            String sessionId,
            String clientId,
            String devBrowser,
            String clientToken,
            long clientUat,
            Supplier<String> sessionToken) {}

    private final Instance instance;
    private final SessionTokenMinter minter;

    /** Makes the sign-in of an instance's users. */
    public DirectSignIn(Instance instance, SessionTokenMinter minter) {
        this.instance = instance;
        this.minter = minter;
    }

    /**
     * Signs a user in, on a new client.
     *
     * @param origin the origin of the page that the session token is for, or null
     */
    public Result signIn(String userId, @Nullable String origin) {
        var user = instance.users().get(userId);
        SignIns.requireAllowed(user);
        var client = Clients.create(instance);
        var session = new Clients(instance).signIn(client, user);
        return new Result(
                session.get("id").getAsString(),
                client.get("id").getAsString(),
                Caller.newDevBrowser(instance, client),
                Caller.newToken(instance, client),
                Json.number(client, "updated_at") / 1000,
                minter.sessionToken(session, null, origin));
    }
}
