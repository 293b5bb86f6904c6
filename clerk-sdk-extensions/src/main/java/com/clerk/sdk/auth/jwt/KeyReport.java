package com.clerk.sdk.auth.jwt;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The state of a source of keys at one moment. Immutable.
 *
 * @param configured whether the keys were configured, so that they are never loaded
 * @param available whether there are keys that may be used now
 * @param age the time since the keys were last loaded, or null if they never were
 * @param failure the reason why the last fetch failed, or null if it did not fail
 */
public record KeyReport(
        boolean configured,
        boolean available,
        @Nullable Duration age,
        @Nullable String failure) {}
