package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.ClerkLookups;
import org.jspecify.annotations.Nullable;

/** Where the keys come from that tokens are checked with. Safe for all threads. */
public interface KeySource {
    /** The keys that may be used at once, or null if they have to be got first. Never touches the network. */
    @Nullable
    VerificationKeys atHand();

    /**
     * The keys to check a token with. Called only for tokens whose type and algorithm are acceptable.
     *
     * @param keyId what the token says ({@code kid}), which may be anything, or null if it says nothing
     * @param network to ask Clerk with, if that must be
     * @return the keys, without a promise that this one is among them
     * @throws JwtException if there are none
     */
    VerificationKeys keysFor(@Nullable String keyId, ClerkLookups lookups);
}
