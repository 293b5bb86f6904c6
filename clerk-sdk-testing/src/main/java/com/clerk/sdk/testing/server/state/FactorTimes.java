package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.time.Duration;

/** When the user of a session last proved the first and the second factor. */
public final class FactorTimes {
    private final Instance instance;

    /** Makes the factor times of the sessions of an instance. */
    public FactorTimes(Instance instance) {
        this.instance = instance;
    }

    private JsonObject of(JsonObject session) {
        var row = instance.table("factor times").find(session.get("id").getAsString());
        return row == null ? new JsonObject() : row;
    }

    /** Records that the first factor was proved now. */
    public void proveFirst(JsonObject session) {
        prove(session, "first");
    }

    /** Records that the second factor was proved now. */
    public void proveSecond(JsonObject session) {
        prove(session, "second");
    }

    private void prove(JsonObject session, String factor) {
        var row = of(session);
        row.addProperty(factor, instance.now());
        instance.table("factor times").put(session.get("id").getAsString(), row);
    }

    /** Returns the age of the first factor in minutes: since the sign-in, unless it was proved again. */
    public int minutesSinceFirst(JsonObject session) {
        var first = Json.value(of(session), "first");
        return minutesSince(first == null ? Json.number(session, "created_at") : first.getAsLong());
    }

    /** Returns the age of the second factor in minutes; -1 if it was never proved. */
    public int minutesSinceSecond(JsonObject session) {
        var second = Json.value(of(session), "second");
        return second == null ? -1 : minutesSince(second.getAsLong());
    }

    /** Returns both ages, as in the claim {@code fva}. */
    public JsonArray ages(JsonObject session) {
        var ages = new JsonArray();
        ages.add(minutesSinceFirst(session));
        ages.add(minutesSinceSecond(session));
        return ages;
    }

    private int minutesSince(long millis) {
        return (int) Math.max(0, Duration.ofMillis(instance.now() - millis).toMinutes());
    }
}
