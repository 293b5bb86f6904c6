package com.clerk.sdk.testing.server;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The resources of one kind by id, in the order they were created in. */
final class Table {
    private final String kind;
    private final Map<String, JsonObject> rows = new LinkedHashMap<>();

    Table(String kind) {
        this.kind = kind;
    }

    void put(String id, JsonObject row) {
        rows.put(id, row);
    }

    JsonObject get(String id) {
        var row = rows.get(id);
        if (row == null) {
            throw ErrorResponseException.notFound(kind, id);
        }
        return row;
    }

    @Nullable
    JsonObject find(String id) {
        return rows.get(id);
    }

    Collection<JsonObject> all() {
        return rows.values();
    }

    List<JsonObject> all(Predicate<JsonObject> matches) {
        return rows.values().stream().filter(matches).toList();
    }

    void remove(String id) {
        rows.remove(id);
    }

    void removeAll(Predicate<JsonObject> matches) {
        rows.values().removeIf(matches);
    }
}
