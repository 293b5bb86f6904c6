package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import org.jspecify.annotations.Nullable;

/** Where no key is set, because only tokens without a signature are expected. */
public enum NoKeys implements KeySource {
    INSTANCE;

    @Override
    public @Nullable VerificationKeys atHand() {
        return null;
    }

    @Override
    public VerificationKeys keysFor(@Nullable String keyId, ClerkLookups lookups) {
        throw new JwtException(
                JwtError.JWK_FAILED_TO_RESOLVE,
                "There is no key to verify the token with.",
                "Set the environment variable CLERK_JWT_KEY or CLERK_SECRET_KEY.");
    }
}
