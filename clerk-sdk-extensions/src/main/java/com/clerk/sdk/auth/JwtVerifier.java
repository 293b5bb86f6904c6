package com.clerk.sdk.auth;

import java.util.function.Consumer;

/**
 * The checks that all kinds of token share, in their order: first what the token says it is, then its signature, then
 * what it claims. So no key is looked for on behalf of a token that would be refused anyway, and no claim of a forged
 * token is reported on. Immutable and safe for all threads.
 */
final class JwtVerifier {
    private final HeaderTypes types;
    private final Consumer<Jwt> category;
    private final KeySource keys;
    private final ClaimRules rules;

    JwtVerifier(HeaderTypes types, Consumer<Jwt> category, KeySource keys, ClaimRules rules) {
        this.types = types;
        this.category = category;
        this.keys = keys;
        this.rules = rules;
    }

    /** Gives the claims if all is well. */
    Claims verify(Jwt jwt) {
        types.check(jwt);
        category.accept(jwt);
        var algorithm = SignatureAlgorithm.of(jwt);
        keys.find(jwt.keyId()).check(jwt, algorithm);
        rules.check(jwt.claims());
        return jwt.claims();
    }
}
