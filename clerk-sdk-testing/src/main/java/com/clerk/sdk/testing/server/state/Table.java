package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.google.gson.JsonObject;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The resources of one kind by id, in the order they were added in. Indexes find rows by other values than the id.
 * Callers hold the lock of the {@link Instance}, and call {@link #changed} after they changed a value that is indexed.
 */
public final class Table {
    private final String kind;
    private final Map<String, JsonObject> rows = new LinkedHashMap<>();
    private final Map<String, Index> indexes = new HashMap<>();
    private @Nullable CreationOrder order;

    /**
     * Makes an empty table.
     *
     * @param kind the noun for a row in messages, such as {@code user}
     */
    public Table(String kind) {
        this.kind = kind;
    }

    /** Returns what a row is. */
    public String kind() {
        return kind;
    }

    /** Adds an index, which has the rows that exist already too. An index of that name is replaced. */
    public Table index(String name, Function<JsonObject, List<String>> keys) {
        var index = new Index(keys);
        rows.forEach(index::add);
        indexes.put(name, index);
        return this;
    }

    /** Returns the rows that have a key in an index, in the order they were added to it. */
    public List<JsonObject> by(String index, String key) {
        return Objects.requireNonNull(indexes.get(index), index).get(key).stream()
                .map(rows::get)
                .toList();
    }

    /** Returns the first row that has a key in an index, or null. */
    public @Nullable JsonObject firstBy(String index, String key) {
        var ids = Objects.requireNonNull(indexes.get(index), index).get(key);
        return ids.isEmpty() ? null : rows.get(ids.get(0));
    }

    /** Adds a row, or replaces the one that has the id. */
    public void put(String id, JsonObject row) {
        rows.put(id, row);
        place(id, row);
    }

    private void place(String id, JsonObject row) {
        indexes.values().forEach(index -> index.add(id, row));
        if (order != null) {
            order.add(id, row);
        }
    }

    /** Renews the indexes for a row that was changed in place. Does nothing if the table does not have the id. */
    public void changed(String id) {
        var row = rows.get(id);
        if (row != null) {
            place(id, row);
        }
    }

    /**
     * Returns a row.
     *
     * @throws ErrorResponseException with status 404 if the table does not have the id
     */
    public JsonObject get(String id) {
        var row = rows.get(id);
        if (row == null) {
            throw ErrorResponseException.notFound(kind, id);
        }
        return row;
    }

    /** Returns a row, or null if the table does not have the id. */
    public @Nullable JsonObject find(String id) {
        return rows.get(id);
    }

    /**
     * Returns all rows by their field {@code created_at}, which is a number. Rows of the same time stand in the order
     * in which they were added. The list is a view, which changes with the table. Reading a part of it reads no other
     * row.
     *
     * @param descending whether the newest row comes first
     */
    public List<JsonObject> byCreation(boolean descending) {
        var placed = order();
        return new AbstractList<>() {
            @Override
            public JsonObject get(int index) {
                return Table.this.get(placed.idAt(descending ? size() - 1 - index : index));
            }

            @Override
            public int size() {
                return rows.size();
            }
        };
    }

    /** Returns the position of a row in {@link #byCreation}, or -1 if the table does not have the id. */
    public int positionByCreation(String id, boolean descending) {
        var position = order().positionOf(id);
        return descending && position >= 0 ? size() - 1 - position : position;
    }

    private CreationOrder order() {
        var present = order;
        if (present == null) {
            present = new CreationOrder();
            rows.forEach(present::add);
            order = present;
        }
        return present;
    }

    /** Returns the number of rows. */
    public int size() {
        return rows.size();
    }

    /** Returns all rows in the order they were created in: a view, which changes with the table. */
    public Collection<JsonObject> all() {
        return Collections.unmodifiableCollection(rows.values());
    }

    /** Returns all rows by id: a view, which changes with the table. */
    public Map<String, JsonObject> byId() {
        return Collections.unmodifiableMap(rows);
    }

    /** Returns the rows that meet a condition. */
    public List<JsonObject> all(Predicate<JsonObject> matches) {
        return rows.values().stream().filter(matches).toList();
    }

    /** Removes a row. Does nothing if the table does not have the id. */
    public void remove(String id) {
        rows.remove(id);
        indexes.values().forEach(index -> index.remove(id));
        if (order != null) {
            order.remove(id);
        }
    }

    /** Removes the rows that meet a condition. */
    public void removeAll(Predicate<JsonObject> matches) {
        var ids = rows.entrySet().stream()
                .filter(row -> matches.test(row.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        ids.forEach(this::remove);
    }

    /** Removes the rows that have a key in an index. */
    public void removeBy(String index, String key) {
        List.copyOf(Objects.requireNonNull(indexes.get(index), index).get(key)).forEach(this::remove);
    }

    /** Removes the rows that have a key in an index, except those added last. */
    public void keepLast(String index, String key, int count) {
        var ids = Objects.requireNonNull(indexes.get(index), index).get(key);
        List.copyOf(ids.subList(0, Math.max(0, ids.size() - count))).forEach(this::remove);
    }

    /** Removes all rows except those added last. */
    public void keepLast(int count) {
        while (rows.size() > count) {
            remove(rows.keySet().iterator().next());
        }
    }

    /** Removes all rows. */
    public void clear() {
        rows.clear();
        indexes.values().forEach(Index::clear);
        order = null;
    }

    /** The ids of the rows by one of their values. */
    private static final class Index {
        private final Function<JsonObject, List<String>> reader;
        private final Map<String, List<String>> idsByKey = new HashMap<>();
        private final Map<String, List<String>> keysById = new HashMap<>();

        private Index(Function<JsonObject, List<String>> reader) {
            this.reader = reader;
        }

        private List<String> get(String key) {
            return idsByKey.getOrDefault(key, List.of());
        }

        private void add(String id, JsonObject row) {
            var keys = reader.apply(row);
            if (keys.equals(keysById.get(id))) {
                return;
            }
            remove(id);
            keysById.put(id, List.copyOf(keys));
            keys.forEach(key ->
                    idsByKey.computeIfAbsent(key, absent -> new ArrayList<>(1)).add(id));
        }

        private void remove(String id) {
            var keys = keysById.remove(id);
            if (keys == null) {
                return;
            }
            for (var key : keys) {
                idsByKey.computeIfPresent(key, (same, ids) -> {
                    ids.remove(id);
                    return ids.isEmpty() ? null : ids;
                });
            }
        }

        private void clear() {
            idsByKey.clear();
            keysById.clear();
        }
    }
}
