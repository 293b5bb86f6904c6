package com.clerk.sdk.benchmarks.run;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How much a row may cost.
 *
 * @param ratio by which its time may exceed the limit's
 * @param target the ratio to reach; the same, unless it is missed and {@code ratio} only keeps it from growing worse
 * @param goal what is aimed at, and not held
 * @param garbage bytes beyond the limit's; none when they are not bound on this Java version
 * @param bytes bytes in all, where the limit's say nothing since its work is not done; none when they are not bound
 */
record Bound(double ratio, double target, OptionalDouble goal, OptionalDouble garbage, OptionalDouble bytes) {
    /** What a mean over some thousand operations leaves of the measuring itself. */
    private static final double ROUNDING_BYTES = 64;

    private static final double ROUNDING_SHARE = 0.002;

    /** Why a measurement is over the bound; empty when it is not. */
    String problem(Measurement measured) {
        if (measured.ratio() > ratio) {
            return text("%.3f x its limit, at most %.2f", measured.ratio(), ratio);
        }
        if (garbage.isPresent() && extraBytes(measured) > garbage.getAsDouble() + rounding(measured)) {
            return text("%.0f bytes beyond its limit, at most %.0f", extraBytes(measured), garbage.getAsDouble());
        }
        if (bytes.isPresent() && measured.bytes() > bytes.getAsDouble() + rounding(measured)) {
            return text("%.0f bytes in all, at most %.0f", measured.bytes(), bytes.getAsDouble());
        }
        return "";
    }

    boolean misses(Measurement measured) {
        return measured.ratio() > target;
    }

    private static double extraBytes(Measurement measured) {
        return measured.bytes() - measured.limitBytes();
    }

    private static double rounding(Measurement measured) {
        return ROUNDING_BYTES + ROUNDING_SHARE * measured.bytes();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
