package com.clerk.sdk.client.internal;

import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session token with the life that it had when it arrived, by the clock of Clerk's server: a wrong clock of this
 * machine does not matter. Immutable.
 */
final class CachedToken {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double MOST_SECONDS = TimeUnit.DAYS.toSeconds(3650);

    final SessionJwt jwt;
    private final long lifeNanos;
    private final long arrivedNanos;
    private final long arrivedMillis;

    private CachedToken(SessionJwt jwt, double lifeSeconds, TokenClock clock) {
        this.jwt = jwt;
        this.lifeNanos = (long) (Math.max(0, Math.min(lifeSeconds, MOST_SECONDS)) * NANOS);
        this.arrivedNanos = clock.nanos();
        this.arrivedMillis = clock.millis();
    }

    /**
     * Returns a token that has just arrived. It never lives longer than from its issue to its end, whatever the clock
     * of the server says.
     *
     * @param jwt the token
     * @param serverTime the time at the server ({@code Date}); null if the answer did not have it, and then the token
     *     counts as just issued
     */
    static CachedToken arrived(SessionJwt jwt, @Nullable Instant serverTime, TokenClock clock) {
        double issued = jwt.issuedAt();
        double now = serverTime == null ? issued : Math.max(issued, (double) serverTime.getEpochSecond());
        // The header has whole seconds: the second that it names may be almost over.
        return new CachedToken(jwt, jwt.expiresAt() - now - 1, clock);
    }

    /**
     * Returns a token that was made for this client. It counts as just issued if it has expired by the clock of the
     * server: Clerk makes no such token, so that the clock is wrong, such as the one of a proxy.
     *
     * @param jwt the token
     * @param serverTime the time at the server, or null
     */
    static CachedToken minted(SessionJwt jwt, @Nullable Instant serverTime, TokenClock clock) {
        boolean expired = serverTime != null && serverTime.getEpochSecond() >= jwt.expiresAt();
        return arrived(jwt, expired ? null : serverTime, clock);
    }

    /** Returns how long the token is still valid, in nanoseconds: zero or less if it has expired. Allocates nothing. */
    long nanosLeft(TokenClock clock) {
        // A monotonic clock stands still during sleep, and a wall clock can be set back: the larger one counts.
        long monotonic = clock.nanos() - arrivedNanos;
        long wall = TimeUnit.MILLISECONDS.toNanos(clock.millis() - arrivedMillis);
        return lifeNanos - Math.max(monotonic, wall);
    }

    /**
     * Returns which of two tokens of one key is kept: a live one before an expired one, else the fresher one. A token
     * that was made for another organization than the present one always replaces it.
     *
     * @param present the token in the cache, or null
     * @param minted whether the other token was made for this client, and did not ride on an answer; it wins ties
     */
    static CachedToken fresher(@Nullable CachedToken present, CachedToken other, boolean minted, TokenClock clock) {
        if (present == null) {
            return other;
        }
        boolean presentLives = present.nanosLeft(clock) > 0;
        boolean otherLives = other.nanosLeft(clock) > 0;
        if (presentLives != otherLives) {
            return otherLives ? other : present;
        }
        if (minted && !Objects.equals(present.jwt.organizationId(), other.jwt.organizationId())) {
            return other;
        }
        int order = present.jwt.compareFreshness(other.jwt);
        boolean replace = minted ? order <= 0 : order < 0;
        return replace ? other : present;
    }
}
