package com.clerk.sdk.auth.jwt;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A cache of tokens whose signature is valid, because a client sends the same token with every request of its minute.
 * It caches only that: the claims are checked on every call. A token is found by its exact text, while the keys are the
 * same set, and until it expires.
 *
 * <p>A table of fixed size with two slots for each token: it never grows, and never locks. Two threads can at most make
 * each other verify a signature again. Safe for use by several threads.
 */
public final class TokenCache {
    /** Longer than any cookie: such a token is not worth the memory. */
    private static final int MAX_TOKEN_LENGTH = 8192;

    private static final int HASHED = 16;

    private final AtomicReferenceArray<@Nullable Entry> entries;
    private final int mask;

    private record Entry(String token, Jwt jwt, VerificationKeys keys, long endMillis) {}

    /** Creates a cache for at least this many tokens; 0 caches none. */
    public TokenCache(int tokens) {
        int slots = tokens == 0 ? 0 : Math.max(2, Integer.highestOneBit(Math.max(1, tokens - 1)) << 1);
        this.entries = new AtomicReferenceArray<>(slots);
        this.mask = slots - 1;
    }

    /** Returns a token that was verified with these keys, or null. */
    @Nullable
    public Jwt find(@Nullable String token, @Nullable VerificationKeys keys, long nowMillis) {
        if (mask < 0 || token == null) {
            return null;
        }
        int slot = slot(token);
        var found = at(slot, token, keys, nowMillis);
        return found != null ? found : at(slot ^ 1, token, keys, nowMillis);
    }

    private @Nullable Jwt at(int slot, String token, @Nullable VerificationKeys keys, long nowMillis) {
        var entry = entries.get(slot);
        if (entry == null) {
            return null;
        }
        if (entry.keys != keys || entry.endMillis <= nowMillis) {
            entries.compareAndSet(slot, entry, null);
            return null;
        }
        return entry.token.equals(token) ? entry.jwt : null;
    }

    /** Adds a token whose signature is valid. */
    public void put(String token, Jwt jwt, VerificationKeys keys) {
        var end = jwt.claims().seconds("exp");
        if (mask < 0 || end == null || token.length() > MAX_TOKEN_LENGTH) {
            return;
        }
        int slot = slot(token);
        int free = entries.get(slot) == null ? slot : slot ^ 1;
        entries.set(free, new Entry(token, jwt, keys, (long) (end * 1000)));
    }

    /**
     * Returns the slot of a token. The last characters are enough: they are the end of the signature, which nobody can
     * choose.
     */
    private int slot(String token) {
        int hash = 0;
        for (int i = Math.max(0, token.length() - HASHED); i < token.length(); i++) {
            hash = 31 * hash + token.charAt(i);
        }
        return (hash ^ (hash >>> 16)) & mask;
    }
}
