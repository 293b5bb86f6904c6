package com.clerk.sdk.client.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gets new session tokens from Clerk. */
@FunctionalInterface
interface TokenMint {
    /**
     * A new token.
     *
     * @param jwt the token
     * @param serverTime the time at the server, or null if the answer did not have it
     */
    record Minted(String jwt, @Nullable Instant serverTime) {
        @Override
        public String toString() {
            return "Minted(" + serverTime + ")";
        }
    }

    /**
     * Gets a token over the network.
     *
     * @param key the purpose of the token
     * @param last the last token for the same key, or null if this is the first one
     */
    Minted mint(TokenKey key, @Nullable String last);
}
