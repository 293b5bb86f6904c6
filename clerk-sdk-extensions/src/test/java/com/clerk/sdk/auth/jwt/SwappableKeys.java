package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import org.jspecify.annotations.Nullable;

/** Keys that a test replaces, without any waiting. */
public final class SwappableKeys implements KeySource {
    private volatile @Nullable VerificationKeys keys;

    public SwappableKeys(VerificationKeys keys) {
        this.keys = keys;
    }

    public void become(@Nullable VerificationKeys other) {
        keys = other;
    }

    @Override
    public @Nullable VerificationKeys currentKeys() {
        return keys;
    }

    @Override
    public VerificationKeys keysFor(@Nullable String keyId, ClerkLookups network) {
        var set = keys;
        if (set == null) {
            throw new JwtException(JwtError.JWK_REMOTE_FAILED_TO_LOAD, "none");
        }
        return set;
    }
}
