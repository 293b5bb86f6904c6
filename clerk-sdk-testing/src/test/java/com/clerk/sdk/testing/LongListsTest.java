package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of a list without conditions costs a page, however long the list is, and wherever the page is. */
class LongListsTest {
    private static final int ROWS = 100_000;
    private static final int LIMIT = 10;

    /** How often the time of any row was read or written. Who sorts a list reads the times of all of its rows. */
    private final AtomicLong reads = new AtomicLong();

    private final ClerkServer server = ClerkServer.start();
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    /** A time that notes that it is used. */
    @SuppressWarnings("serial") // never leaves the server
    private final class CountingTime extends Number {
        private final long millis;

        private CountingTime(long millis) {
            this.millis = millis;
        }

        @Override
        public int intValue() {
            return (int) longValue();
        }

        @Override
        public long longValue() {
            reads.incrementAndGet();
            return millis;
        }

        @Override
        public float floatValue() {
            return longValue();
        }

        @Override
        public double doubleValue() {
            return longValue();
        }

        @Override
        public String toString() {
            return Long.toString(longValue());
        }
    }

    private JsonObject row(String id, long createdAt) {
        var row = new JsonObject();
        row.addProperty("id", id);
        row.add("created_at", new JsonPrimitive(new CountingTime(createdAt)));
        return row;
    }

    private void fill(String kind, int rows) {
        var instance = server.instance();
        instance.locked(() -> {
            // Two rows of each time: equal ones keep their order.
            IntStream.range(0, rows)
                    .forEach(i -> instance.table(kind).put("id_" + i, row("id_" + i, 1_000_000 + i / 2)));
            return instance;
        });
    }

    private static ArrayList<String> idsOf(JsonElement list) {
        var rows = list.isJsonArray() ? list : list.getAsJsonObject().get("data");
        var ids = new ArrayList<String>();
        rows.getAsJsonArray()
                .forEach(row -> ids.add(row.getAsJsonObject().get("id").getAsString()));
        return ids;
    }

    @ParameterizedTest
    @CsvSource({
        "user, /v1/users",
        "organization, /v1/organizations",
        "session, /v1/sessions",
        "machine, /v1/machines",
        "client, /v1/clients",
    })
    void aPageOfALongListReadsThePageOnly(String kind, String path) {
        fill(kind, ROWS);
        client.get(path); // puts the rows in order, once
        for (var offset : new int[] {0, ROWS / 2, ROWS - LIMIT, ROWS - 3, ROWS + 1}) {
            reads.set(0);
            var ids = idsOf(
                    client.get(path + "?limit=" + LIMIT + "&offset=" + offset).body());
            var expected = IntStream.range(offset, Math.min(ROWS, offset + LIMIT))
                    .mapToObj(i -> "id_" + (ROWS - 1 - i))
                    .toList();
            assertThat(ids).isEqualTo(expected);
            assertThat(reads).hasValueLessThan(5L * LIMIT);
        }
    }

    @Test
    void aPageAfterAUserReadsThePageOnly() {
        fill("user", ROWS);
        client.get("/v1/users");
        reads.set(0);

        assertThat(idsOf(client.get("/v1/users?limit=2&starting_after=id_500").body()))
                .containsExactly("id_499", "id_498");
        assertThat(idsOf(client.get("/v1/users?limit=2&order_by=%2Bcreated_at&starting_after=id_500")
                        .body()))
                .containsExactly("id_501", "id_502");
        assertThat(client.get("/v1/users/count").object().get("total_count").getAsInt())
                .isEqualTo(ROWS);
        assertThat(reads).hasValueLessThan(5L * LIMIT);
    }

    /** Rows that come, go and change their time after the order was made stand where they belong. */
    @Test
    void theOrderFollowsEveryChange() {
        fill("user", 6);
        assertThat(idsOf(client.get("/v1/users").body())).startsWith("id_5", "id_4");
        var instance = server.instance();
        instance.locked(() -> {
            var users = instance.users();
            users.remove("id_4");
            users.put("id_new", row("id_new", 1_000_001));
            users.get("id_0").addProperty("created_at", 2_000_000);
            users.changed("id_0");
            users.put("id_none", new JsonObject());
            users.get("id_none").addProperty("id", "id_none");
            return users;
        });

        assertThat(idsOf(client.get("/v1/users").body()))
                .containsExactly("id_none", "id_0", "id_5", "id_new", "id_3", "id_2", "id_1");
        assertThat(idsOf(client.get("/v1/users?order_by=%2Bcreated_at").body()))
                .containsExactly("id_1", "id_2", "id_3", "id_new", "id_5", "id_0", "id_none");
        server.reset();
        assertThat(idsOf(client.get("/v1/users").body())).isEmpty();
    }
}
