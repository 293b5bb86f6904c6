package com.clerk.sdk.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one instance, by their ids. Protocol: RFC 7517 section 5. Immutable. */
final class KeySet implements KeySource {
    private final Map<String, VerificationKey> keys;

    private KeySet(Map<String, VerificationKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * Reads a set. Keys that sign nothing we accept are left out, as are those without an id.
     *
     * @throws IllegalArgumentException if it is no set, or holds no key to verify with
     */
    static KeySet parse(String json) {
        if (!(JsonKeys.read(json).get("keys") instanceof List<?> entries)) {
            throw new IllegalArgumentException(
                    "The JWKS has no list \"keys\". For a single key use jwk(…). " + JsonKeys.WHERE_SET);
        }
        var keys = new LinkedHashMap<String, VerificationKey>();
        for (var entry : entries) {
            var jwk = JsonKeys.entry(entry);
            var id = jwk.text("kid");
            if (id != null && JsonKeys.mayVerify(jwk)) {
                keys.putIfAbsent(id, JsonKeys.key(jwk));
            }
        }
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "The JWKS has no RSA signature key with an id (kid). " + JsonKeys.WHERE_SET);
        }
        return new KeySet(keys);
    }

    @Override
    public VerificationKey find(@Nullable String keyId) {
        var key = keyId == null ? null : keys.get(keyId);
        if (key == null) {
            throw new TokenVerificationException(
                    TokenVerificationReason.JWK_KID_MISMATCH,
                    "The token's key id (kid) is " + Shown.value(keyId) + ", which the key set does not have.",
                    "Make sure that the token and the keys are of the same Clerk instance.");
        }
        return key;
    }
}
