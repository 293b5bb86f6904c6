package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import java.util.function.Consumer;

/**
 * The checks that all kinds of token share, in their order: first what the token says it is, then its signature, then
 * what it claims. So no key is looked for on behalf of a token that would be refused anyway, and no claim of a forged
 * token is reported on. Safe for all threads.
 *
 * <p>It remembers the tokens that passed the first two; the third is asked every time, by rules that may differ from
 * call to call.
 */
public final class JwtVerifier {
    private final HeaderTypes types;
    private final Consumer<Jwt> category;
    private final KeySource keys;
    private final TokenCache seen;

    public JwtVerifier(HeaderTypes types, Consumer<Jwt> category, KeySource keys, TokenCache seen) {
        this.types = types;
        this.category = category;
        this.keys = keys;
        this.seen = seen;
    }

    /**
     * A token taken apart.
     *
     * @param signed whether its signature is known to be good already
     */
    public record Decoded(String token, Jwt jwt, boolean signed) {}

    /** Takes a token apart, without a word on whether to trust it. */
    public Decoded decode(String token, ClaimRules rules) {
        var known = seen.find(token, keys.atHand(), rules.nowMillis());
        return known == null ? new Decoded(token, Jwt.decode(token), false) : new Decoded(token, known, true);
    }

    /** Gives the token if all is well. */
    public Jwt verify(String token, ClaimRules rules, ClerkLookups lookups) {
        return verify(decode(token, rules), rules, lookups);
    }

    /** Gives the token if all is well. */
    public Jwt verify(Decoded decoded, ClaimRules rules, ClerkLookups lookups) {
        var jwt = decoded.signed() ? decoded.jwt() : verifySignature(decoded.token(), decoded.jwt(), lookups);
        rules.check(jwt.claims());
        return jwt;
    }

    /** Gives the token if its signature is good, whatever it claims. */
    public Jwt verifySignature(String token, Jwt jwt, ClerkLookups lookups) {
        types.check(jwt);
        category.accept(jwt);
        var algorithm = SignatureAlgorithm.of(jwt);
        var set = keys.keysFor(jwt.keyId(), lookups);
        set.find(jwt.keyId()).check(jwt, algorithm);
        seen.put(token, jwt, set);
        return jwt;
    }
}
