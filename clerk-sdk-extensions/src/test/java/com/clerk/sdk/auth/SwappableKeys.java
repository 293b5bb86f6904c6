package com.clerk.sdk.auth;

import org.jspecify.annotations.Nullable;

/** Keys that a test replaces, without any waiting. */
final class SwappableKeys implements KeySource {
    private volatile @Nullable KeySet keys;

    SwappableKeys(KeySet keys) {
        this.keys = keys;
    }

    void become(@Nullable KeySet other) {
        keys = other;
    }

    @Override
    public @Nullable KeySet atHand() {
        return keys;
    }

    @Override
    public KeySet keysFor(@Nullable String keyId, Network network) {
        var set = keys;
        if (set == null) {
            throw new TokenVerificationException(TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD, "none");
        }
        return set;
    }
}
