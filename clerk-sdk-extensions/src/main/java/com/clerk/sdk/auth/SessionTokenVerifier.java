package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.http.ApiClient;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Verifies session tokens. With a key at hand this never touches the network:
 *
 * <pre>{@code
 * var verifier = SessionTokenVerifier.builder()
 *         .jwtKey(System.getenv("CLERK_JWT_KEY"))
 *         .publishableKey(System.getenv("CLERK_PUBLISHABLE_KEY"))
 *         .authorizedParties("https://app.example.com")
 *         .build();
 * SessionClaims claims = verifier.verify(token);
 * }</pre>
 *
 * <p>Immutable and safe for all threads; make one and keep it. Checked are, in this order: form, type ({@code typ}),
 * category, algorithm, key, signature, {@code sub}, {@code aud}, {@code azp}, {@code iss}, {@code exp}, {@code nbf},
 * {@code iat}. The first that fails is the one reported. A key that a token brings along is never looked at.
 *
 * <p>With a secret key instead of a key, the instance's public keys are loaded from Clerk and kept for five minutes; so
 * nearly all calls touch no network either. A token that was verified before costs no signature again.
 */
public final class SessionTokenVerifier implements AutoCloseable {
    private final JwtVerifier verifier;
    private final ClaimRules rules;
    private final @Nullable ApiClient api;

    private SessionTokenVerifier(JwtVerifier verifier, ClaimRules rules, @Nullable ApiClient api) {
        this.verifier = verifier;
        this.rules = rules;
        this.api = api;
    }

    /**
     * Starts without a key, and with the usual settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a token. With a key at hand it touches no network; with a secret key it may have to wait for Clerk's
     * keys, 5 seconds at most.
     *
     * @param token the token alone, without {@code Bearer}; at most 65536 characters
     * @return what it says
     * @throws TokenVerificationException if the token must not be trusted, whatever is wrong with it
     */
    public SessionClaims verify(String token) {
        return verify(token, Network.WAITING);
    }

    /**
     * Verifies a token without ever blocking the thread.
     *
     * @param token the token alone, without {@code Bearer}; at most 65536 characters
     * @return what it says, at once if the keys are at hand; or the {@link TokenVerificationException} that
     *     {@link #verify} would throw
     */
    public CompletableFuture<SessionClaims> verifyAsync(String token) {
        return Network.withoutWaiting(network -> verify(token, network));
    }

    private SessionClaims verify(String token, Network network) {
        return verifier.verify(token, rules, network).session();
    }

    /** Closes the connections to Clerk, unless they belong to an {@code OkHttpClient} that was handed in. */
    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
    }

    /** Sets up a {@link SessionTokenVerifier}. Not safe for several threads. Touches no network. */
    public static final class Builder extends VerificationBuilder<Builder> {
        private HeaderTypes types = HeaderTypes.JWT;

        private Builder() {}

        /**
         * The types of token to accept, in place of {@code JWT} or none.
         *
         * @param types values of the header {@code typ}, upper and lower case told apart; a token must then have one
         * @return this builder
         * @throws IllegalArgumentException if there is none
         */
        public Builder headerTypes(String... types) {
            if (types.length == 0) {
                throw new IllegalArgumentException("Give at least one header type, or leave the usual ones");
            }
            this.types = HeaderTypes.only(List.of(types));
            return this;
        }

        /**
         * Ends the building. Touches no network.
         *
         * @return the verifier
         * @throws IllegalArgumentException when there is no key, or what was set does not go together
         */
        public SessionTokenVerifier build() {
            var api = hasKeys() ? null : api();
            return build(keySource(api), api);
        }

        SessionTokenVerifier build(@Nullable KeySource keys) {
            return build(keys, null);
        }

        private SessionTokenVerifier build(@Nullable KeySource keys, @Nullable ApiClient api) {
            if (keys == null) {
                throw new IllegalArgumentException("No key to verify with: set jwtKey(…), jwk(…), jwks(…) or "
                        + "secretKey(…). The environment variable CLERK_JWT_KEY holds the first by custom.");
            }
            var verifier = new JwtVerifier(types, TokenCategory::requireSession, keys, cache());
            return new SessionTokenVerifier(verifier, rules(), api);
        }
    }
}
