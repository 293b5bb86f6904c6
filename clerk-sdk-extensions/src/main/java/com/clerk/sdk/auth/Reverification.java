package com.clerk.sdk.auth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A recent verification of the user's factors, required before a sensitive action; for {@link Has#reverification}.
 * Immutable.
 */
public final class Reverification {
    /** Both factors within 10 minutes; only the first for a user without a second. */
    public static final Reverification STRICT_MFA = new Reverification(Level.MULTI_FACTOR, Duration.ofMinutes(10));

    /** The second factor within 10 minutes; the first for a user without a second. */
    public static final Reverification STRICT = new Reverification(Level.SECOND_FACTOR, Duration.ofMinutes(10));

    /** The second factor within an hour; the first for a user without a second. */
    public static final Reverification MODERATE = new Reverification(Level.SECOND_FACTOR, Duration.ofHours(1));

    /** The second factor within a day; the first for a user without a second. */
    public static final Reverification LAX = new Reverification(Level.SECOND_FACTOR, Duration.ofDays(1));

    /** The factors that must have been verified. */
    public enum Level {
        /** The first factor. */
        FIRST_FACTOR,

        /** The second factor; the first for a user without a second. */
        SECOND_FACTOR,

        /** Both factors; only the first for a user without a second. */
        MULTI_FACTOR
    }

    private final Level level;
    private final Duration within;

    private Reverification(Level level, Duration within) {
        this.level = level;
        this.within = within;
    }

    /**
     * Returns a requirement with your own level and time.
     *
     * @param level the factors that must have been verified
     * @param within maximum time between that verification and the issue of the token, exclusive
     * @return the requirement
     * @throws IllegalArgumentException if {@code within} is zero or negative
     */
    public static Reverification of(Level level, Duration within) {
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException("A reverification must allow more than zero time, not " + within);
        }
        return new Reverification(level, within);
    }

    /**
     * Returns the factors that must have been verified.
     *
     * @return the level
     */
    public Level level() {
        return level;
    }

    /**
     * Returns the maximum time since that verification.
     *
     * @return the time, more than zero
     */
    public Duration within() {
        return within;
    }

    /** Tells whether the factors were verified recently enough. */
    boolean isMetBy(@Nullable FactorVerificationAge ages) {
        if (ages == null) {
            return false;
        }
        var first = ages.firstFactor();
        var second = ages.secondFactor();
        return switch (level) {
            case FIRST_FACTOR -> isFresh(first);
            case SECOND_FACTOR -> isFresh(second == null ? first : second);
            case MULTI_FACTOR -> isFresh(first) && (second == null || isFresh(second));
        };
    }

    private boolean isFresh(@Nullable Duration age) {
        return age != null && age.compareTo(within) < 0;
    }

    @Override
    public String toString() {
        return level + " within " + within;
    }
}
