package com.clerk.sdk.auth;

import org.jspecify.annotations.Nullable;

/** Where no key is set, because only tokens without a signature are expected. */
enum NoKeys implements KeySource {
    INSTANCE;

    @Override
    public @Nullable KeySet atHand() {
        return null;
    }

    @Override
    public KeySet keysFor(@Nullable String keyId, Network network) {
        throw new TokenVerificationException(
                TokenVerificationReason.JWK_FAILED_TO_RESOLVE,
                "There is no key to verify the token with.",
                "Set the environment variable CLERK_JWT_KEY or CLERK_SECRET_KEY.");
    }
}
