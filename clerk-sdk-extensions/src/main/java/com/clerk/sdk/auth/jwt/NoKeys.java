package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import org.jspecify.annotations.Nullable;

/** The source of keys of an authenticator that has none, because it accepts only opaque tokens. */
public enum NoKeys implements KeySource {
    INSTANCE;

    @Override
    public @Nullable VerificationKeys currentKeys() {
        return null;
    }

    @Override
    public VerificationKeys keysFor(@Nullable String keyId, ClerkLookups lookups) {
        throw new JwtException(
                JwtError.JWK_FAILED_TO_RESOLVE,
                "No key is set to verify the token with.",
                "Set jwtKey(...) (CLERK_JWT_KEY) or secretKey(...) (CLERK_SECRET_KEY).");
    }

    @Override
    public KeyReport report() {
        return new KeyReport(true, false, null, null);
    }
}
