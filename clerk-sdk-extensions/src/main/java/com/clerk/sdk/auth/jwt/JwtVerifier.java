package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A verifier of one kind of token: docs/behaviour.md, section 1.2. It checks the type and category first, then the
 * algorithm and the signature, then the claims. So it looks up no key for a token that is refused anyway, and reports
 * no claim of a forged token.
 *
 * <p>It caches the tokens that passed all checks but the claims. The claims are checked every time, by rules that may
 * differ between calls. Safe for use by several threads.
 */
public final class JwtVerifier {
    private final HeaderTypes types;
    private final Consumer<Jwt> category;
    private final KeySource keys;
    private final TokenCache cache;

    /** The header of the last valid token. A token whose signature is invalid does not change it. */
    private volatile @Nullable KnownHeader knownHeader;

    public JwtVerifier(HeaderTypes types, Consumer<Jwt> category, KeySource keys, TokenCache cache) {
        this.types = types;
        this.category = category;
        this.keys = keys;
        this.cache = cache;
    }

    /**
     * A decoded token.
     *
     * @param signed whether its signature is already known to be valid
     */
    public record Decoded(String token, Jwt jwt, boolean signed) {
        /** Returns no part of the token. */
        @Override
        public String toString() {
            return "Decoded(signed=" + signed + ")";
        }
    }

    /** Decodes a token without verifying it. */
    public Decoded decode(String token, ClaimRules rules) {
        var cached = cache.find(token, keys.currentKeys(), rules.nowMillis());
        return cached == null
                ? new Decoded(token, Jwt.decode(token, knownHeader), false)
                : new Decoded(token, cached, true);
    }

    /**
     * Verifies a token.
     *
     * @throws JwtException if the token must not be trusted
     */
    public Jwt verify(String token, ClaimRules rules, ClerkLookups lookups) {
        return verify(decode(token, rules), rules, lookups);
    }

    /**
     * Verifies a decoded token.
     *
     * @throws JwtException if the token must not be trusted
     */
    public Jwt verify(Decoded decoded, ClaimRules rules, ClerkLookups lookups) {
        var jwt = decoded.signed() ? decoded.jwt() : verifySignature(decoded.token(), decoded.jwt(), lookups);
        rules.check(jwt.claims());
        return jwt;
    }

    /**
     * Verifies type, category, algorithm and signature, but not the claims.
     *
     * @throws JwtException if one of them is not accepted
     */
    public Jwt verifySignature(String token, Jwt jwt, ClerkLookups lookups) {
        types.check(jwt);
        category.accept(jwt);
        var algorithm = SignatureAlgorithm.of(jwt);
        var set = keys.keysFor(jwt.keyId(), lookups);
        set.find(jwt.keyId()).check(jwt, algorithm);
        cache.put(token, jwt, set);
        remember(jwt);
        return jwt;
    }

    private void remember(Jwt jwt) {
        var known = knownHeader;
        if (known == null || known.claims() != jwt.header()) {
            knownHeader = jwt.knownHeader();
        }
    }
}
