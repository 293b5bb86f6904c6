package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import org.jspecify.annotations.Nullable;

/** A source of the keys that verify tokens. Safe for use by several threads. */
public interface KeySource {
    /**
     * Returns the keys that may be used now, or null if they have to be loaded first. Does not wait for the network.
     */
    @Nullable
    VerificationKeys currentKeys();

    /**
     * Returns the keys to verify a token with. Called only for tokens whose type and algorithm are accepted.
     *
     * @param keyId the key id ({@code kid}) in the token, which may be any text, or null if the token has none
     * @param lookups asks Clerk if the keys have to be loaded
     * @return the keys, which may lack the one with this id
     * @throws JwtException if there are no keys
     */
    VerificationKeys keysFor(@Nullable String keyId, ClerkLookups lookups);

    /** Returns the state of the keys, without loading them. */
    default KeyReport report() {
        return new KeyReport(true, true, null, null);
    }
}
