package com.clerk.sdk.testing;

import com.clerk.sdk.testing.server.contract.Field;
import com.clerk.sdk.testing.server.contract.Operation;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Odd requests get Clerk's error or a success, and a request that is refused has changed nothing. */
@Timeout(120)
class HostileRequestsTest extends RandomRequestsTestBase {
    private static final int ROUNDS = 12;
    private static final List<String> BODIES =
            List.of("{", "[]", "[1]", "[null]", "null", "1", "\"text\"", "{}", "{\"a\":1}", "\u0000", "[".repeat(5000));
    private static final List<String> QUERIES = List.of(
            "limit=-1&offset=-1",
            "limit=abc",
            "limit=99999999999999999999",
            "offset=9223372036854775807",
            "order_by=nothing",
            "order_by=-",
            "order_by=%2Bcreated_at&paginated=maybe",
            "query=%00&status=odd&user_id=-&email_address=&created_at_before=x",
            "subject=user_1&include_invalid=2");

    private JsonObject state;

    @Test
    void noBodyIsTooOdd() {
        for (var operation : operations()) {
            for (var body : BODIES) {
                check(operation, path(operation, true), body);
            }
            check(operation, path(operation, false), "{}");
        }
    }

    @Test
    void noQueryIsTooOdd() {
        for (var operation : operations()) {
            for (var query : QUERIES) {
                check(
                        operation,
                        path(operation, true) + "?" + query,
                        operation.method().equals("GET") ? null : "{}");
            }
        }
    }

    @Test
    void noValueIsTooOddAndNoRefusalChangesAnything() {
        for (var operation : operations()) {
            for (var round = 0; round < ROUNDS && !parameters(operation).isEmpty(); round++) {
                var body = bodyOf(operation, field -> random.nextBoolean());
                check(operation, path(operation, true), body.toString());
            }
        }
    }

    @Override
    JsonElement value(Field field) {
        return random.nextInt(4) == 0 ? odd() : super.value(field);
    }

    private JsonElement odd() {
        return switch (random.nextInt(6)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(-1.5e300);
            case 2 -> new JsonArray();
            case 3 -> new JsonObject();
            case 4 -> new JsonPrimitive(true);
            default -> text();
        };
    }

    private void check(Operation operation, String path, String body) {
        var before = state == null ? tables() : state;
        var result = send(operation, path, body);
        state = result.status() < 400 ? null : tables();
        if (state != null && !state.equals(before)) {
            failures.add(operation.name() + " was refused with " + result.code() + ", and has changed "
                    + changed(before, state) + ", for " + body);
        }
    }

    /** Returns all resources. A table is made on first use, so an empty one means nothing. */
    private JsonObject tables() {
        var instance = server.instance();
        var tables = instance.locked(instance::snapshot);
        tables.asMap().values().removeIf(rows -> rows.getAsJsonArray().isEmpty());
        return tables;
    }

    private static List<String> changed(JsonObject before, JsonObject after) {
        return after.keySet().stream()
                .filter(kind -> !after.get(kind).equals(before.get(kind)))
                .toList();
    }
}
