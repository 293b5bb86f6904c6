package com.clerk.sdk.auth;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How lately a user must have proved who they are, before they do something sensitive. Immutable. */
public final class Reverification {
    /** Both factors within 10 minutes; the first alone for a user who has no second. */
    public static final Reverification STRICT_MFA = new Reverification(Level.MULTI_FACTOR, Duration.ofMinutes(10));

    /** The second factor within 10 minutes; the first for a user who has no second. */
    public static final Reverification STRICT = new Reverification(Level.SECOND_FACTOR, Duration.ofMinutes(10));

    /** The second factor within an hour; the first for a user who has no second. */
    public static final Reverification MODERATE = new Reverification(Level.SECOND_FACTOR, Duration.ofHours(1));

    /** The second factor within a day; the first for a user who has no second. */
    public static final Reverification LAX = new Reverification(Level.SECOND_FACTOR, Duration.ofDays(1));

    /** Which factors must be fresh. */
    public enum Level {
        /** The first factor. */
        FIRST_FACTOR,

        /** The second factor; the first for a user who has no second. */
        SECOND_FACTOR,

        /** Both factors; the first alone for a user who has no second. */
        MULTI_FACTOR
    }

    private final Level level;
    private final Duration within;

    private Reverification(Level level, Duration within) {
        this.level = level;
        this.within = within;
    }

    /**
     * A demand of your own. No network.
     *
     * @param level which factors must be fresh
     * @param within how fresh: their last use must be less than this ago, counted from when the token was issued
     * @return the demand
     * @throws IllegalArgumentException when {@code within} is not more than zero
     */
    public static Reverification of(Level level, Duration within) {
        if (within.isZero() || within.isNegative()) {
            throw new IllegalArgumentException(
                    "A factor cannot be used less than " + within + " ago: give more than zero");
        }
        return new Reverification(level, within);
    }

    /**
     * Which factors must be fresh. No network.
     *
     * @return the level
     */
    public Level level() {
        return level;
    }

    /**
     * How fresh. No network.
     *
     * @return the time, more than zero
     */
    public Duration within() {
        return within;
    }

    /** Whether these ages are young enough. */
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
