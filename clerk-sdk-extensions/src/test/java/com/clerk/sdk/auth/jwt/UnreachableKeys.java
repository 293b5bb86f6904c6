package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import org.jspecify.annotations.Nullable;

/** A source of keys that fails the test if it is asked. */
public enum UnreachableKeys implements KeySource {
    INSTANCE;

    @Override
    public @Nullable VerificationKeys currentKeys() {
        return null;
    }

    @Override
    public VerificationKeys keysFor(@Nullable String keyId, ClerkLookups network) {
        throw new AssertionError("a key was asked for");
    }
}
