package com.clerk.sdk.auth.jwt;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which tokens bore a good signature, since one comes with every request of its minute. It holds nothing but
 * that: claims are checked on every call. A token is found again only by its exact text, only while the keys are the
 * very set that it was checked with, and not beyond its own end.
 *
 * <p>A table of fixed size with two places for each token, so it never grows, and never locks: the worst that two
 * threads can do to each other is to check a signature once more.
 */
public final class TokenCache {
    /** A token that is longer than any cookie is not worth its memory. */
    private static final int MAX_TOKEN_LENGTH = 8192;

    private static final int HASHED = 16;

    private final AtomicReferenceArray<@Nullable Entry> entries;
    private final int mask;

    private record Entry(String token, Jwt jwt, VerificationKeys keys, long endMillis) {}

    /** Makes room for at least so many tokens; with 0 nothing is ever remembered. */
    public TokenCache(int tokens) {
        int places = tokens == 0 ? 0 : Math.max(2, Integer.highestOneBit(Math.max(1, tokens - 1)) << 1);
        this.entries = new AtomicReferenceArray<>(places);
        this.mask = places - 1;
    }

    /** Gives a token that was checked with these keys, or null. */
    @Nullable
    public Jwt find(@Nullable String token, @Nullable VerificationKeys keys, long nowMillis) {
        if (mask < 0 || token == null) {
            return null;
        }
        int place = place(token);
        var found = at(place, token, keys, nowMillis);
        return found != null ? found : at(place ^ 1, token, keys, nowMillis);
    }

    private @Nullable Jwt at(int place, String token, @Nullable VerificationKeys keys, long nowMillis) {
        var entry = entries.get(place);
        if (entry == null) {
            return null;
        }
        if (entry.keys != keys || entry.endMillis <= nowMillis) {
            entries.compareAndSet(place, entry, null);
            return null;
        }
        return entry.token.equals(token) ? entry.jwt : null;
    }

    /** Remembers a token whose signature was good. */
    public void put(String token, Jwt jwt, VerificationKeys keys) {
        var end = jwt.claims().seconds("exp");
        if (mask < 0 || end == null || token.length() > MAX_TOKEN_LENGTH) {
            return;
        }
        int place = place(token);
        int free = entries.get(place) == null ? place : place ^ 1;
        entries.set(free, new Entry(token, jwt, keys, (long) (end * 1000)));
    }

    /** The end of a token is the end of its signature, which nobody chooses: no use in hashing all of it. */
    private int place(String token) {
        int hash = 0;
        for (int i = Math.max(0, token.length() - HASHED); i < token.length(); i++) {
            hash = 31 * hash + token.charAt(i);
        }
        return (hash ^ (hash >>> 16)) & mask;
    }
}
