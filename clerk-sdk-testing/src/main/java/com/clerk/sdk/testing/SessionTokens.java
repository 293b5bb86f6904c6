package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.state.IdGenerator;
import com.clerk.sdk.testing.server.state.InstanceSettings;
import java.time.Clock;
import java.util.Objects;

/**
 * Mints session tokens as one Clerk instance does: with its keys, its issuer and its clock.
 *
 * <pre>{@code
 * var keys = TestKeys.generate();
 * var token = SessionTokens.signedBy(keys).forUser("user_1").authorizedParty("https://app.test").mint();
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class SessionTokens {
    static final String ISSUER = "https://" + InstanceSettings.FRONTEND_API;

    private final TestKeys keys;
    private final String issuer;
    private final Clock clock;
    private final IdGenerator ids = new IdGenerator();

    SessionTokens(TestKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Returns a factory of tokens signed with the given keys. The issuer is that of a {@link ClerkServer} with the
     * default settings; the clock is the system clock.
     *
     * @param keys the keys to sign with
     * @return the factory
     */
    public static SessionTokens signedBy(TestKeys keys) {
        return new SessionTokens(Objects.requireNonNull(keys, "keys"), ISSUER, Clock.systemUTC());
    }

    /**
     * Returns a copy with another issuer.
     *
     * @param issuer the claim {@code iss}, such as {@code https://clerk.example.com}
     * @return the copy
     */
    public SessionTokens issuer(String issuer) {
        return new SessionTokens(keys, Objects.requireNonNull(issuer, "issuer"), clock);
    }

    /**
     * Returns a copy with another clock.
     *
     * @param clock the clock for the time of issue, unless the token sets it
     * @return the copy
     */
    public SessionTokens clock(Clock clock) {
        return new SessionTokens(keys, issuer, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * Returns the issuer of the tokens.
     *
     * @return the claim {@code iss}
     */
    public String issuer() {
        return issuer;
    }

    /**
     * Starts a token for a user with a random id.
     *
     * @return a builder, which mints a valid token of version 2 if nothing is set
     */
    public SessionTokenBuilder token() {
        return forUser(ids.id("user_"));
    }

    /**
     * Starts a token for a user.
     *
     * @param userId the claim {@code sub}
     * @return a builder, which mints a valid token of version 2 if nothing is set
     */
    public SessionTokenBuilder forUser(String userId) {
        return new SessionTokenBuilder(keys, clock, issuer, userId);
    }
}
