package com.clerk.sdk.auth;

import org.jspecify.annotations.Nullable;

/** Where the keys come from that tokens are checked with. Safe for all threads. */
interface KeySource {
    /**
     * Finds the key that a token names. It is called only for tokens whose type and algorithm are acceptable.
     *
     * @param keyId what the token says ({@code kid}), which may be anything, or null if it says nothing
     * @return the key
     * @throws TokenVerificationException if there is no such key, or no way to get it
     */
    VerificationKey find(@Nullable String keyId);
}
