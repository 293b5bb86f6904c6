package com.clerk.sdk.auth;

import com.clerk.sdk.auth.jwt.KeyReport;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of the keys that verify tokens, for health checks. Keys that are neither available nor failed have not been
 * needed yet, or not for a while: the next token loads them. Immutable.
 *
 * @param configured whether the keys were configured, such as by {@code jwtKey}, so that they are never loaded
 * @param available whether tokens can be verified now without asking Clerk
 * @param age the time since the keys were last loaded from Clerk, or null if they never were
 * @param failure the reason why the last attempt to load the keys failed, as a sentence without a secret; null if it
 *     did not fail. The keys that were loaded before stay in use for up to an hour
 */
public record VerificationKeyState(
        boolean configured,
        boolean available,
        @Nullable Duration age,
        @Nullable String failure) {
    static VerificationKeyState of(KeyReport report) {
        return new VerificationKeyState(report.configured(), report.available(), report.age(), report.failure());
    }
}
