package com.clerk.sdk.auth;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Verifies session tokens with a key that it was given, without the network:
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
 */
public final class SessionTokenVerifier {
    private final JwtVerifier verifier;

    private SessionTokenVerifier(JwtVerifier verifier) {
        this.verifier = verifier;
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
     * Verifies a token. No network.
     *
     * @param token the token alone, without {@code Bearer}; at most 65536 characters
     * @return what it says
     * @throws TokenVerificationException if the token must not be trusted, whatever is wrong with it
     */
    public SessionClaims verify(String token) {
        return verify(Jwt.decode(token));
    }

    SessionClaims verify(Jwt jwt) {
        return new SessionClaims(verifier.verify(jwt));
    }

    /** Sets up a {@link SessionTokenVerifier}. Not safe for several threads. Touches no network. */
    public static final class Builder {
        private static final Duration USUAL_SKEW = Duration.ofSeconds(5);
        private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?");

        private @Nullable KeySource keys;
        private HeaderTypes types = HeaderTypes.JWT;
        private Set<String> audiences = Set.of();
        private Set<String> authorizedParties = Set.of();
        private final Set<String> derivedIssuers = new LinkedHashSet<>();
        private @Nullable Set<String> issuers;
        private Duration clockSkew = USUAL_SKEW;
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * The instance's public key, which {@code CLERK_JWT_KEY} holds by custom. The id of the key that a token names
         * is not looked at. Replaces a key set before.
         *
         * @param key the "JWKS Public Key" of the Clerk Dashboard: RSA, at least 2048 bits; PEM ({@code PUBLIC KEY} or
         *     {@code RSA PUBLIC KEY}) or the base64 inside it, with or without line breaks
         * @return this builder
         * @throws IllegalArgumentException if it is something else; the message says what, and never holds it
         */
        public Builder jwtKey(String key) {
            var parsed = new VerificationKey(PemKeys.parse(key), null);
            return keys(id -> parsed);
        }

        /**
         * The instance's public key as JSON (RFC 7517). The id of the key that a token names is not looked at. Replaces
         * a key set before.
         *
         * @param json an RSA key of at least 2048 bits; if it names an algorithm, tokens must be signed with that one
         * @return this builder
         * @throws IllegalArgumentException if it is something else; the message says what, and never holds it
         */
        public Builder jwk(String json) {
            var parsed = JsonKeys.parse(json);
            return keys(id -> parsed);
        }

        /**
         * The instance's public keys as JSON (RFC 7517), from which a token names one by its id. Keys for other
         * purposes are left out. Replaces a key set before.
         *
         * @param json an object with {@code keys}
         * @return this builder
         * @throws IllegalArgumentException if it is something else, holds no RSA signature key, or a private or weak
         *     one
         */
        public Builder jwks(String json) {
            return keys(KeySet.parse(json));
        }

        Builder keys(KeySource keys) {
            this.keys = keys;
            return this;
        }

        /**
         * The origins that may use this server: a token issued to another, or to none, is refused. Set this wherever
         * cookies are accepted, or a page of another subdomain can act for your user.
         *
         * @param parties origins such as {@code https://app.example.com}, compared exactly; none accepts every origin
         * @return this builder
         */
        public Builder authorizedParties(String... parties) {
            return authorizedParties(List.of(parties));
        }

        /**
         * The origins that may use this server, as {@link #authorizedParties(String...)} says.
         *
         * @param parties origins; none accepts every origin
         * @return this builder
         */
        public Builder authorizedParties(Collection<String> parties) {
            this.authorizedParties = inOrder(parties);
            return this;
        }

        /**
         * Whom tokens may be meant for: one that names others alone is refused. A session token names nobody unless it
         * was customised, and is then accepted.
         *
         * @param audiences values of the claim {@code aud}; empty ones are left out; none accepts every audience
         * @return this builder
         */
        public Builder audiences(String... audiences) {
            return audiences(List.of(audiences));
        }

        /**
         * Whom tokens may be meant for, as {@link #audiences(String...)} says.
         *
         * @param audiences values of the claim {@code aud}
         * @return this builder
         */
        public Builder audiences(Collection<String> audiences) {
            this.audiences =
                    inOrder(audiences.stream().filter(name -> !name.isEmpty()).toList());
            return this;
        }

        /**
         * The instance, whose Frontend API is then the issuer that tokens must have.
         *
         * @param key its publishable key
         * @return this builder
         * @throws IllegalArgumentException if it is none; the message never holds it
         */
        public Builder publishableKey(String key) {
            derivedIssuers.add(PublishableKey.parse(key).issuer());
            return this;
        }

        /**
         * A proxy before the Frontend API, which is then accepted as an issuer beside those of the other settings.
         *
         * @param url an absolute URL such as {@code https://app.example.com/__clerk}
         * @return this builder
         * @throws IllegalArgumentException if it is no absolute URL
         */
        public Builder proxyUrl(String url) {
            if (!isAbsolute(url)) {
                throw new IllegalArgumentException("The proxy URL must be absolute: https://…");
            }
            int end = url.length();
            while (url.charAt(end - 1) == '/') {
                end--;
            }
            derivedIssuers.add(url.substring(0, end));
            derivedIssuers.add(url);
            return this;
        }

        private static boolean isAbsolute(String url) {
            try {
                return (url.startsWith("https://") || url.startsWith("http://"))
                        && URI.create(url).getHost() != null;
            } catch (IllegalArgumentException e) {
                return false;
            }
        }

        /**
         * The domain of a satellite application: {@code https://clerk.{domain}} is then accepted as an issuer beside
         * those of the other settings.
         *
         * @param domain a domain such as {@code example.com}, without scheme
         * @return this builder
         * @throws IllegalArgumentException if it is no domain
         */
        public Builder domain(String domain) {
            if (!DOMAIN.matcher(domain).matches()) {
                throw new IllegalArgumentException("The domain must be a bare name such as example.com");
            }
            derivedIssuers.add("https://clerk." + domain);
            return this;
        }

        /**
         * The issuers that tokens must have one of, in place of those that the other settings name.
         *
         * @param issuers values of the claim {@code iss}, compared exactly; at least one
         * @return this builder
         * @throws IllegalArgumentException if there is none, or an empty one
         */
        public Builder issuer(String... issuers) {
            if (issuers.length == 0 || List.of(issuers).contains("")) {
                throw new IllegalArgumentException("Give at least one issuer, none of them empty; or use anyIssuer()");
            }
            this.issuers = inOrder(List.of(issuers));
            return this;
        }

        /**
         * Switches the check of the issuer off. The signature still tells the instance, as long as the key is its own.
         *
         * @return this builder
         */
        public Builder anyIssuer() {
            this.issuers = Set.of();
            return this;
        }

        /**
         * By how much Clerk's clock and this server's may differ.
         *
         * @param skew zero or more; 5 seconds when not set
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder clockSkew(Duration skew) {
            if (skew.isNegative()) {
                throw new IllegalArgumentException("The clock skew must not be negative");
            }
            this.clockSkew = skew;
            return this;
        }

        /**
         * What the time is, for tests.
         *
         * @param clock the clock; the system's when not set
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

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
         * @throws IllegalArgumentException when there is no key
         */
        public SessionTokenVerifier build() {
            if (keys == null) {
                throw new IllegalArgumentException("No key to verify with: set jwtKey(…), jwk(…) or jwks(…). "
                        + "The environment variable CLERK_JWT_KEY holds the first by custom.");
            }
            return new SessionTokenVerifier(new JwtVerifier(types, TokenCategory::requireSession, keys, rules()));
        }

        /** A copy that keeps the order, for messages that read the same every time. */
        private static Set<String> inOrder(Collection<String> values) {
            return Collections.unmodifiableSet(new LinkedHashSet<>(List.copyOf(values)));
        }

        private ClaimRules rules() {
            var accepted = issuers == null ? inOrder(derivedIssuers) : issuers;
            return new ClaimRules(audiences, authorizedParties, accepted, clockSkew, clock);
        }
    }
}
