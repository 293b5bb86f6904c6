package com.clerk.sdk.auth;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one instance, by their ids. Protocol: RFC 7517 section 5. Immutable. */
final class KeySet implements KeySource {
    /** Clerk's sets hold one key, or two while they change. */
    private static final int MAX_KEYS = 100;

    private static final int MAX_LENGTH = 1 << 18;

    private final Map<String, VerificationKey> keys;
    private final @Nullable VerificationKey only;

    private KeySet(Map<String, VerificationKey> keys, @Nullable VerificationKey only) {
        this.keys = Map.copyOf(keys);
        this.only = only;
    }

    /** One key, whatever a token calls it. */
    static KeySet of(VerificationKey only) {
        return new KeySet(Map.of(), only);
    }

    /** The same keys for another provider to work with. */
    KeySet with(SignatureProvider provider) {
        var adopted = new LinkedHashMap<String, VerificationKey>();
        keys.forEach((id, key) -> adopted.put(id, key.with(provider)));
        return new KeySet(adopted, only == null ? null : only.with(provider));
    }

    /**
     * Reads a set. Keys that sign nothing we accept are left out, as are those without an id.
     *
     * @throws IllegalArgumentException if it is no set, or holds no key to verify with
     */
    static KeySet parse(String json) {
        if (json.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "The JWKS is longer than " + MAX_LENGTH + " characters. " + JsonKeys.WHERE_SET);
        }
        if (!(JsonKeys.read(json).get("keys") instanceof List<?> entries)) {
            throw new IllegalArgumentException(
                    "The JWKS has no list \"keys\"; a single key is no set. " + JsonKeys.WHERE_SET);
        }
        if (entries.size() > MAX_KEYS) {
            throw new IllegalArgumentException("The JWKS has more than " + MAX_KEYS + " keys. " + JsonKeys.WHERE_SET);
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
        return new KeySet(keys, null);
    }

    @Override
    public KeySet atHand() {
        return this;
    }

    @Override
    public KeySet keysFor(@Nullable String keyId, Network network) {
        return this;
    }

    boolean has(@Nullable String keyId) {
        return only != null || (keyId != null && keys.containsKey(keyId));
    }

    /** Gives the key that a token names, or fails with {@code jwk-kid-mismatch}. */
    VerificationKey find(@Nullable String keyId) {
        if (only != null) {
            return only;
        }
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
