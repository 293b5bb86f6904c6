package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one instance by their ids (RFC 7517 section 5), or a single key for all ids. Immutable and safe for use
 * by several threads.
 */
public final class VerificationKeys implements KeySource {
    private final Map<String, VerificationKey> keys;
    private final @Nullable VerificationKey only;

    private VerificationKeys(Map<String, VerificationKey> keys, @Nullable VerificationKey only) {
        this.keys = Map.copyOf(keys);
        this.only = only;
    }

    /** Returns a single key, which verifies tokens with any key id. */
    public static VerificationKeys of(VerificationKey only) {
        return new VerificationKeys(Map.of(), only);
    }

    /**
     * Reads a key in PEM or base64, which verifies tokens with any key id.
     *
     * @throws IllegalArgumentException if it is not an RSA public key of at least 2048 bits
     */
    public static VerificationKeys ofPem(String text) {
        return of(new VerificationKey(PemReader.parse(text), null));
    }

    /** Returns the same keys for another provider. */
    public VerificationKeys with(SignatureProvider provider) {
        var adopted = new LinkedHashMap<String, VerificationKey>();
        keys.forEach((id, key) -> adopted.put(id, key.with(provider)));
        return new VerificationKeys(adopted, only == null ? null : only.with(provider));
    }

    /**
     * Reads a JWK (RFC 7517 section 4), which verifies tokens with any key id.
     *
     * @throws IllegalArgumentException if it is not a key that tokens can be verified with
     */
    public static VerificationKeys ofJwk(String json) {
        return configured(() -> of(JwkReader.readKey(json)));
    }

    /**
     * Reads a JWKS (RFC 7517 section 5) that somebody configured. Keys that cannot be used are ignored.
     *
     * @throws IllegalArgumentException if it is not a JWKS, has no usable key, or has a private one
     */
    public static VerificationKeys ofConfiguredJwks(String json) {
        return configured(() -> {
            JwkReader.refusePrivateKeys(json);
            return ofJwks(json);
        });
    }

    /**
     * Reads a JWKS (RFC 7517 section 5). Keys that cannot be used are ignored.
     *
     * @throws IllegalArgumentException if it is not a JWKS, or has no usable key
     */
    public static VerificationKeys ofJwks(String json) {
        return new VerificationKeys(JwkReader.readSet(json), null);
    }

    private static VerificationKeys configured(Supplier<VerificationKeys> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    e.getMessage() + " Find the JWKS at /.well-known/jwks.json of the instance's Frontend API URL.");
        }
    }

    @Override
    public VerificationKeys currentKeys() {
        return this;
    }

    @Override
    public VerificationKeys keysFor(@Nullable String keyId, ClerkLookups lookups) {
        return this;
    }

    public boolean has(@Nullable String keyId) {
        return only != null || (keyId != null && keys.containsKey(keyId));
    }

    /**
     * Returns the key with this id.
     *
     * @throws JwtException with {@code jwk-kid-mismatch} if there is none
     */
    public VerificationKey find(@Nullable String keyId) {
        if (only != null) {
            return only;
        }
        var key = keyId == null ? null : keys.get(keyId);
        if (key == null) {
            throw new JwtException(
                    JwtError.JWK_KID_MISMATCH,
                    "The token's key id (kid) is " + LogSafe.value(keyId) + ". The key set has no key with that id.",
                    "Check that the token and the keys belong to the same Clerk instance.");
        }
        return key;
    }
}
