package com.clerk.sdk.auth;

import java.util.function.Consumer;

/**
 * The checks that all kinds of token share, in their order: first what the token says it is, then its signature, then
 * what it claims. So no key is looked for on behalf of a token that would be refused anyway, and no claim of a forged
 * token is reported on. Safe for all threads.
 *
 * <p>It remembers the tokens that passed the first two; the third is asked every time, by rules that may differ from
 * call to call.
 */
final class JwtVerifier {
    private final HeaderTypes types;
    private final Consumer<Jwt> category;
    private final KeySource keys;
    private final TokenCache seen;

    JwtVerifier(HeaderTypes types, Consumer<Jwt> category, KeySource keys, TokenCache seen) {
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
    record Decoded(String token, Jwt jwt, boolean signed) {}

    /** Takes a token apart, without a word on whether to trust it. */
    Decoded decode(String token, ClaimRules rules) {
        var known = seen.find(token, keys.atHand(), rules.nowMillis());
        return known == null ? new Decoded(token, Jwt.decode(token), false) : new Decoded(token, known, true);
    }

    /** Gives the token if all is well. */
    Jwt verify(String token, ClaimRules rules, Network network) {
        return verify(decode(token, rules), rules, network);
    }

    /** Gives the token if all is well. */
    Jwt verify(Decoded decoded, ClaimRules rules, Network network) {
        var jwt = decoded.signed() ? decoded.jwt() : signed(decoded.token(), decoded.jwt(), network);
        rules.check(jwt.claims());
        return jwt;
    }

    /** Gives the token if its signature is good, whatever it claims. */
    Jwt signed(String token, Jwt jwt, Network network) {
        types.check(jwt);
        category.accept(jwt);
        var algorithm = SignatureAlgorithm.of(jwt);
        var set = keys.keysFor(jwt.keyId(), network);
        set.find(jwt.keyId()).check(jwt, algorithm);
        seen.put(token, jwt, set);
        return jwt;
    }
}
