package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.frontend.DirectSignIn;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A browser or an app in which a user of a {@link ClerkServer} is signed in, for tests that are not about signing in.
 * Give the cookies to a browser, or the client token to an app. Immutable.
 */
public final class SignedInClient {
    private final DirectSignIn.Result result;
    private final String sessionToken;
    private final HandshakeCookies cookies;

    SignedInClient(DirectSignIn.Result result, HandshakeCookies cookies) {
        this.result = result;
        this.sessionToken = result.sessionToken().get();
        this.cookies = cookies;
    }

    /**
     * Returns the id of the session.
     *
     * @return the id, {@code sess_…}
     */
    public String sessionId() {
        return result.sessionId();
    }

    /**
     * Returns the id of the client.
     *
     * @return the id, {@code client_…}
     */
    public String clientId() {
        return result.clientId();
    }

    /**
     * Returns a session token of the session.
     *
     * @return the token in compact form; it was minted when the user was signed in
     */
    public String sessionToken() {
        return sessionToken;
    }

    /**
     * Returns the cookies of the application's site, which a page's script would have set: the development browser, the
     * time of the last change, and the session token, each with and without the suffix of the instance.
     *
     * @return the values by name
     */
    public Map<String, String> cookies() {
        var all = new LinkedHashMap<String, String>();
        var values = Map.of(
                "__clerk_db_jwt", result.devBrowser(),
                "__client_uat", Long.toString(result.clientUat()),
                "__session", sessionToken);
        values.forEach((name, value) -> {
            all.put(name, value);
            all.put(name + "_" + cookies.suffix(), value);
        });
        return Map.copyOf(all);
    }

    /**
     * Returns the cookies as a request sends them.
     *
     * @return the value of the header {@code Cookie}
     */
    public String cookieHeader() {
        return cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    /**
     * Returns the token by which an app names the client to the Frontend API.
     *
     * @return the value of the header {@code Authorization}
     */
    public String clientToken() {
        return result.clientToken();
    }

    /** Shows the id of the session, and no token. */
    @Override
    public String toString() {
        return "SignedInClient[" + result.sessionId() + "]";
    }
}
