package com.clerk.sdk.auth;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The time between the last verification of each factor and the issue of the token (claim {@code fva}). Immutable.
 *
 * @param firstFactor age of the first factor, such as a password, in whole milliseconds; null if it was not used or the
 *     user has none
 * @param secondFactor age of the second factor, such as a code from a device, in whole milliseconds; null if it was not
 *     used or the user has none
 */
public record FactorVerificationAge(
        @Nullable Duration firstFactor, @Nullable Duration secondFactor) {
    private static final double MILLIS_PER_MINUTE = 60_000.0;
    private static final double MAX_MINUTES = 1e9;

    /** Parses the claim: two numbers of minutes, each -1 or not negative. Returns null for anything else. */
    static @Nullable FactorVerificationAge parse(@Nullable Object claim) {
        if (!(claim instanceof List<?> ages) || ages.size() != 2 || !isAge(ages.get(0)) || !isAge(ages.get(1))) {
            return null;
        }
        return new FactorVerificationAge(duration(ages.get(0)), duration(ages.get(1)));
    }

    private static boolean isAge(@Nullable Object age) {
        return age instanceof Number minutes
                && (minutes.doubleValue() == -1 || minutes.doubleValue() >= 0)
                && Double.isFinite(minutes.doubleValue());
    }

    private static @Nullable Duration duration(@Nullable Object age) {
        if (!(age instanceof Number minutes) || minutes.doubleValue() < 0) {
            return null;
        }
        // Rounded up, so that a factor never looks fresher than it is.
        double bounded = Math.min(minutes.doubleValue(), MAX_MINUTES);
        return Duration.ofMillis((long) Math.ceil(bounded * MILLIS_PER_MINUTE));
    }
}
