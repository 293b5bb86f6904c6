package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.MachineToken;
import com.clerk.sdk.auth.jwt.Jwt;
import com.clerk.sdk.runtime.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Factory of callers and states for the tests of an application, which need neither Clerk nor a key:
 *
 * <pre>{@code
 * Auth admin = TestAuth.session(Map.of("sub", "user_1", "org_id", "org_1", "org_role", "org:admin"));
 * Auth job = TestAuth.m2m("mch_1", "mch_2");
 * RequestState state = TestAuth.signedIn(job);
 * }</pre>
 *
 * <p>No authenticator accepts the tokens of these callers. Safe for use by several threads.
 */
public final class TestAuth {
    private static final String NO_SIGNATURE = "AA";

    private TestAuth() {}

    /**
     * Returns a user without an organization.
     *
     * @param userId the id of the user
     * @return the user, with a session
     */
    public static SessionAuth session(String userId) {
        return session(Map.of("sub", userId, "sid", "sess_test"));
    }

    /**
     * Returns a user whose session token has these claims.
     *
     * @param claims the claims of a session token of version 1 or 2, by their names in the token
     * @return the user
     * @throws IllegalArgumentException if a claim cannot be written as JSON
     */
    public static SessionAuth session(Map<String, ?> claims) {
        var token = part(Map.of("alg", "none", "typ", "JWT")) + "." + part(claims) + "." + NO_SIGNATURE;
        var parsed = Jwt.decode(token).view(SessionClaims.class, SessionClaims::new);
        return new SessionAuth(token, parsed, null);
    }

    private static String part(Map<String, ?> values) {
        var json = JsonValue.of(values).toJson().getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    /**
     * Returns a program with an API key.
     *
     * @param subject the user or the organization that the key belongs to: {@code user_…} or {@code org_…}
     * @param scopes the scopes of the key
     * @return the program
     */
    public static ApiKeyAuth apiKey(String subject, String... scopes) {
        return new ApiKeyAuth(machine("ak_test", "ak_test_id", subject, "test", null, scopes));
    }

    /**
     * Returns a machine with an M2M token.
     *
     * @param machineId the id of the machine
     * @param scopes the machines that the token may be used with
     * @return the machine
     */
    public static M2mAuth m2m(String machineId, String... scopes) {
        return new M2mAuth(machine("mt_test", "mt_test_id", machineId, null, null, scopes));
    }

    /**
     * Returns an application with an OAuth access token.
     *
     * @param userId the user that the application acts for
     * @param scopes the scopes that the user granted
     * @return the application
     */
    public static OAuthAuth oauth(String userId, String... scopes) {
        return new OAuthAuth(machine("oat_test", "oat_test_id", userId, null, "client_test", scopes));
    }

    private static MachineToken machine(
            String text,
            String id,
            String subject,
            @Nullable String name,
            @Nullable String clientId,
            String... scopes) {
        return new MachineToken(text, id, subject, name, clientId, List.of(scopes), JsonValue.NULL);
    }

    /**
     * Returns the state of a request of a caller, whose token came in the {@code Authorization} header.
     *
     * @param auth the caller
     * @return the state, without headers
     */
    public static SignedIn signedIn(Auth auth) {
        return new SignedIn(auth, TokenCarrier.HEADER, Map.of());
    }

    /**
     * Returns the state of a request without a valid token.
     *
     * @param reason the reason why it is not signed in
     * @return the state, without headers
     */
    public static SignedOut signedOut(AuthErrorReason reason) {
        return new SignedOut(null, null, reason, reason.value(), Map.of(), null, null);
    }
}
