package com.clerk.sdk.testing;

import java.time.Clock;
import java.util.Objects;

/**
 * Makes session tokens as one instance of Clerk would: with its keys, its issuer and its clock. Touches no network.
 *
 * <pre>{@code
 * var keys = TestKeys.generate();
 * var token = SessionTokens.signedBy(keys).forUser("user_1").authorizedParty("https://app.test").mint();
 * }</pre>
 *
 * <p>Immutable and safe for all threads.
 */
public final class SessionTokens {
    static final String ISSUER = "https://" + ClerkServer.FRONTEND_API;

    private final TestKeys keys;
    private final String issuer;
    private final Clock clock;
    private final Ids ids = new Ids();

    SessionTokens(TestKeys keys, String issuer, Clock clock) {
        this.keys = keys;
        this.issuer = issuer;
        this.clock = clock;
    }

    /**
     * Tokens signed with given keys, of a made-up issuer under the reserved domain {@code .test}, by the system's
     * clock.
     *
     * @param keys the keys to sign with
     * @return a maker of tokens
     */
    public static SessionTokens signedBy(TestKeys keys) {
        return new SessionTokens(Objects.requireNonNull(keys, "keys"), ISSUER, Clock.systemUTC());
    }

    /**
     * The same with another issuer.
     *
     * @param issuer the claim {@code iss}, such as {@code https://clerk.example.com}
     * @return a maker of tokens
     */
    public SessionTokens issuer(String issuer) {
        return new SessionTokens(keys, Objects.requireNonNull(issuer, "issuer"), clock);
    }

    /**
     * The same with another clock.
     *
     * @param clock tells when a token is issued, unless the token says otherwise
     * @return a maker of tokens
     */
    public SessionTokens clock(Clock clock) {
        return new SessionTokens(keys, issuer, Objects.requireNonNull(clock, "clock"));
    }

    /**
     * The issuer of the tokens.
     *
     * @return the claim {@code iss}
     */
    public String issuer() {
        return issuer;
    }

    /**
     * Begins a token of a user with a random id.
     *
     * @return a builder that mints a valid token of version 2 unless told otherwise
     */
    public SessionTokenBuilder token() {
        return forUser(ids.id("user_"));
    }

    /**
     * Begins a token of a user.
     *
     * @param userId the claim {@code sub}
     * @return a builder that mints a valid token of version 2 unless told otherwise
     */
    public SessionTokenBuilder forUser(String userId) {
        return new SessionTokenBuilder(keys, clock, issuer, userId);
    }
}
