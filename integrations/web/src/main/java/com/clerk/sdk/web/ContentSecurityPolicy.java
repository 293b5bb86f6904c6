package com.clerk.sdk.web;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The content security policy of pages with Clerk's components (W3C Content Security Policy Level 3). Send it as the
 * one header {@code Content-Security-Policy}: a second one only narrows the first.
 *
 * <pre>{@code
 * var policy = ContentSecurityPolicy.builder(scripts).add("img-src", "https://cdn.example.com").build();
 * var nonce = ContentSecurityPolicy.nonce();
 * response.setHeader("Content-Security-Policy", policy.header(nonce));
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ContentSecurityPolicy {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int NONCE_BYTES = 18;
    private static final String PROTECT = "https://*.protect.clerk.com";
    private static final String TURNSTILE = "https://challenges.cloudflare.com";

    private final Map<String, Set<String>> directives;

    private ContentSecurityPolicy(Map<String, Set<String>> directives) {
        this.directives = directives;
    }

    /**
     * Returns a builder of a policy that allows what the components need: Clerk's scripts and API, the protection
     * against bots, and pictures of users.
     *
     * @param scripts the scripts of the pages
     * @return a new builder
     */
    public static Builder builder(ClerkScripts scripts) {
        return new Builder(scripts.origin());
    }

    /**
     * Makes a nonce. Each response needs its own, and no cache may store a page with one.
     *
     * @return 24 characters of base64 from a secure source
     */
    public static String nonce() {
        var bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Returns the policy of a response.
     *
     * @param nonce the nonce of its scripts, from {@link #nonce()}
     * @return the value of the header {@code Content-Security-Policy}
     * @throws IllegalArgumentException if the nonce is not at least 16 characters of base64
     */
    public String header(String nonce) {
        ClerkScripts.requireNonce(nonce);
        return directives.entrySet().stream()
                .map(directive -> directive.getKey() + " " + String.join(" ", directive.getValue())
                        + (directive.getKey().equals("script-src") ? " 'nonce-" + nonce + "'" : ""))
                .collect(Collectors.joining("; "));
    }

    /** Builds a {@link ContentSecurityPolicy}. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<String, Set<String>> directives = new LinkedHashMap<>();

        private Builder(String frontendApi) {
            add("default-src", "'self'");
            add("script-src", "'self'", frontendApi, TURNSTILE, PROTECT);
            add("connect-src", "'self'", frontendApi, "https://img.clerk.com", PROTECT + ":*");
            add("img-src", "'self'", "data:", "blob:", "https://img.clerk.com"); // icons, and pictures to upload
            add("worker-src", "'self'", "blob:");
            add("style-src", "'self'", "'unsafe-inline'");
            add("frame-src", "'self'", TURNSTILE, PROTECT);
            add("form-action", "'self'");
            add("base-uri", "'self'");
            add("object-src", "'none'");
            add("frame-ancestors", "'self'");
        }

        /**
         * Allows more sources.
         *
         * @param directive a directive such as {@code img-src}; a new one begins with these sources alone
         * @param sources sources such as {@code https://cdn.example.com} or {@code 'strict-dynamic'}
         * @return this builder
         * @throws IllegalArgumentException if one has a blank, a semicolon or a comma, and would end the directive
         */
        public Builder add(String directive, String... sources) {
            for (var part : sources) {
                requireOne(part);
            }
            requireOne(directive);
            directives.computeIfAbsent(directive, same -> new LinkedHashSet<>()).addAll(Arrays.asList(sources));
            return this;
        }

        private static void requireOne(String part) {
            if (part.isEmpty() || !part.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ';' && c != ',')) {
                throw new IllegalArgumentException(
                        "A part of a content security policy has no blanks, semicolons and commas. Add each source by itself.");
            }
        }

        /**
         * Allows what the pricing table and billing need: Stripe.
         *
         * @return this builder
         */
        public Builder billing() {
            return add("script-src", "https://*.js.stripe.com", "https://js.stripe.com")
                    .add("connect-src", "https://api.stripe.com")
                    .add("frame-src", "https://*.js.stripe.com", "https://js.stripe.com", "https://hooks.stripe.com");
        }

        /**
         * Allows the telemetry of Clerk's scripts, which only development instances send.
         *
         * @return this builder
         */
        public Builder telemetry() {
            return add("connect-src", "https://clerk-telemetry.com", "https://*.clerk-telemetry.com");
        }

        /**
         * Builds the policy.
         *
         * @return the policy
         */
        public ContentSecurityPolicy build() {
            var copy = new LinkedHashMap<String, Set<String>>();
            directives.forEach((name, sources) -> copy.put(name, new LinkedHashSet<>(sources)));
            return new ContentSecurityPolicy(copy);
        }
    }
}
