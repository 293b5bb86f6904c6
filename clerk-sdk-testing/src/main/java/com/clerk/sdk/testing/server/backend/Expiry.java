package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;

/** The end of tokens and keys: the field {@code expiration}, set by the parameter {@code seconds_until_expiration}. */
final class Expiry {
    private static final String PARAMETER = "seconds_until_expiration";

    /** A hundred years. */
    private static final long MAX_SECONDS = 3_155_760_000L;

    private Expiry() {}

    /** Sets the end as a body asks for. A body without the parameter leaves it as it is; null takes it away. */
    static void set(JsonObject row, JsonObject body, long now) {
        if (Json.value(body, PARAMETER) != null) {
            setSeconds(row, Json.number(body, PARAMETER), now);
        } else if (body.has(PARAMETER)) {
            row.add("expiration", JsonNull.INSTANCE);
        }
    }

    static void setSeconds(JsonObject row, long seconds, long now) {
        row.addProperty("expiration", end(PARAMETER, seconds, now));
    }

    /**
     * Returns the time after a number of seconds, in milliseconds since the epoch.
     *
     * @param parameter the parameter that has the number, for the message
     * @param seconds the number of seconds
     * @param now the present time in milliseconds since the epoch
     * @throws ErrorResponseException with status 422 if that is more than a hundred years from now
     */
    static long end(String parameter, long seconds, long now) {
        if (Math.abs(seconds) > MAX_SECONDS) {
            throw ErrorResponseException.invalid(parameter, MAX_SECONDS + " or less");
        }
        return now + Duration.ofSeconds(seconds).toMillis();
    }

    static boolean isOver(JsonObject row, long now) {
        return Json.value(row, "expiration") != null && Json.number(row, "expiration") <= now;
    }
}
