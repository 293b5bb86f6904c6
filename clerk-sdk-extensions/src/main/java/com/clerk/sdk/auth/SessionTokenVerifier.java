package com.clerk.sdk.auth;

import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.HeaderTypes;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.jwt.KeySource;
import com.clerk.sdk.auth.jwt.TokenCategory;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A verifier of session tokens that come without a request. To authenticate requests, use {@link RequestAuthenticator}.
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
 * <p>Build one and keep it, because it caches keys and verified tokens. It checks in this order: form, type
 * ({@code typ}), category, algorithm, key, signature, {@code sub}, {@code aud}, {@code azp}, {@code iss}, {@code exp},
 * {@code nbf}, {@code iat}. The first failure is reported. A key inside a token is never used.
 *
 * <p>With {@code jwtKey}, {@code jwk} or {@code jwks}, verifying never touches the network. With {@code secretKey}, the
 * keys of the instance are loaded from Clerk and kept for 5 minutes. The signature of a token in the cache is not
 * verified again.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(GsonAdapter.class)
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
     * Returns a builder without a key and with the default settings.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Verifies a token. With {@code secretKey} it may call Clerk for the keys, and waits at most 5 seconds.
     *
     * @param token the token without {@code Bearer}; at most 65536 characters
     * @return the claims of the token
     * @throws TokenVerificationException if the token must not be trusted, for any reason
     */
    public SessionClaims verify(String token) {
        return verify(token, ClerkLookups.BLOCKING);
    }

    /**
     * Verifies a token without blocking the thread, even if Clerk has to be called.
     *
     * @param token the token without {@code Bearer}; at most 65536 characters
     * @return a future of the claims, which fails with the {@link TokenVerificationException} that {@link #verify}
     *     would throw; it is already complete if the keys are loaded
     */
    public CompletableFuture<SessionClaims> verifyAsync(String token) {
        return ClerkLookups.replay(lookups -> verify(token, lookups));
    }

    private SessionClaims verify(String token, ClerkLookups lookups) {
        try {
            return verifier.verify(token, rules, lookups).view(SessionClaims.class, SessionClaims::new);
        } catch (JwtException e) {
            throw TokenVerificationException.of(e);
        }
    }

    /** Closes the connections to Clerk, unless they belong to an {@code OkHttpClient} that was passed in. */
    @Override
    public void close() {
        if (api != null) {
            api.close();
        }
    }

    /** Builds a {@link SessionTokenVerifier}. Not safe for use by several threads. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder extends VerificationBuilder<Builder> {
        private HeaderTypes types = HeaderTypes.JWT;

        private Builder() {}

        /**
         * Sets the accepted types of token. By default these are {@code JWT} and a missing type.
         *
         * @param types values of the header {@code typ}, case-sensitive; a token without a type is then refused
         * @return this builder
         * @throws IllegalArgumentException if no type is given
         */
        public Builder headerTypes(String... types) {
            if (types.length == 0) {
                throw new IllegalArgumentException(
                        "Give at least one header type, or do not call headerTypes for the usual ones");
            }
            this.types = HeaderTypes.only(List.of(types));
            return this;
        }

        /**
         * Builds the verifier.
         *
         * @return the verifier
         * @throws IllegalArgumentException if there is no key, or the settings contradict each other
         */
        public SessionTokenVerifier build() {
            requireKeysOfOneKind();
            var api = hasKeys() ? null : api();
            return build(keySource(api), api);
        }

        SessionTokenVerifier build(@Nullable KeySource keys) {
            return build(keys, null);
        }

        private SessionTokenVerifier build(@Nullable KeySource keys, @Nullable ApiClient api) {
            if (keys == null) {
                throw new IllegalArgumentException("No key to verify with: set jwtKey(…), jwk(…), jwks(…) or "
                        + "secretKey(…). By convention the environment variable CLERK_JWT_KEY has the JWT key.");
            }
            var verifier = new JwtVerifier(types, TokenCategory::requireSession, keys, cache());
            return new SessionTokenVerifier(verifier, rules(), api);
        }
    }
}
