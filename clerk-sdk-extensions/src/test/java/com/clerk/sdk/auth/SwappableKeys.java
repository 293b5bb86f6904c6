package com.clerk.sdk.auth;

import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.auth.jwt.KeySource;
import com.clerk.sdk.auth.jwt.VerificationKeys;
import org.jspecify.annotations.Nullable;

/** Keys that a test replaces, without any waiting. */
final class SwappableKeys implements KeySource {
    private volatile @Nullable VerificationKeys keys;

    SwappableKeys(VerificationKeys keys) {
        this.keys = keys;
    }

    void become(@Nullable VerificationKeys other) {
        keys = other;
    }

    @Override
    public @Nullable VerificationKeys atHand() {
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
