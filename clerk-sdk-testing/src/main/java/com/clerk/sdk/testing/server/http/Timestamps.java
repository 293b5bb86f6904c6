package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonObject;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads timestamps, which request bodies have as RFC 3339 text and resources have in milliseconds. */
public final class Timestamps {
    private Timestamps() {}

    /**
     * Returns a timestamp in milliseconds since the epoch, or null if the field is absent or null.
     *
     * @throws ErrorResponseException if the text is not an RFC 3339 timestamp
     */
    public static @Nullable Long millis(JsonObject body, String name) {
        var text = Json.text(body, name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            // The second: Java reads years beyond those that milliseconds can count.
            throw ErrorResponseException.malformed(name, "a timestamp such as 2026-01-31T12:00:00Z");
        }
    }
}
