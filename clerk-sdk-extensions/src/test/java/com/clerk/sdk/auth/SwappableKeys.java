package com.clerk.sdk.auth;

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
            throw new TokenVerificationException(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD, "none");
        }
        return set;
    }
}
