package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Timestamps that a body gives as RFC 3339 text, and resources hold in milliseconds. */
final class Timestamps {
    private Timestamps() {}

    static @Nullable Long millis(JsonObject body, String name) {
        var text = Json.text(body, name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw Problem.malformed(name, "a timestamp such as 2026-01-31T12:00:00Z");
        }
    }
}
