package com.clerk.sdk.auth;

import org.jspecify.annotations.Nullable;

/** Keys that nobody may ask for. */
enum UnreachableKeys implements KeySource {
    INSTANCE;

    @Override
    public @Nullable KeySet atHand() {
        return null;
    }

    @Override
    public KeySet keysFor(@Nullable String keyId, Network network) {
        throw new AssertionError("a key was asked for");
    }
}
