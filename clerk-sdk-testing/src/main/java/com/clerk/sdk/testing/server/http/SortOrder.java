package com.clerk.sdk.testing.server.http;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The order that a request asks for with {@code order_by}.
 *
 * @param field the name of the sort key
 * @param descending whether the largest value comes first
 */
public record SortOrder(String field, boolean descending) {
    /**
     * The sort keys of a kind of resource.
     *
     * @param readers how to read each key from a resource, by the name that {@code order_by} gives it
     */
    public record Keys(Map<String, Function<JsonObject, @Nullable Object>> readers) {}

    /** The sort key that every list has. */
    public static final String CREATED_AT = "created_at";

    /** The order of a list whose request does not ask for another. */
    public static final SortOrder NEWEST_FIRST = new SortOrder(CREATED_AT, true);

    /** The sort keys of a list that is always ordered by creation. */
    public static final Keys BY_CREATION = new Keys(Map.of(CREATED_AT, number(CREATED_AT)));

    /**
     * Reads the order from a query.
     *
     * @throws ErrorResponseException if {@code order_by} names an unknown key
     */
    public static SortOrder of(Query query, Keys keys) {
        return of(query, keys, "");
    }

    /**
     * Reads the order from a query.
     *
     * @param fallback the order of a request that has none, in the form of {@code order_by}; empty for newest first
     * @throws ErrorResponseException if {@code order_by} names an unknown key
     */
    public static SortOrder of(Query query, Keys keys, String fallback) {
        var given = query.first("order_by");
        var text = given == null || given.isEmpty() ? fallback : given;
        if (text.isEmpty()) {
            return NEWEST_FIRST;
        }
        var order = parse(text);
        if (!keys.readers().containsKey(order.field())) {
            var names = keys.readers().keySet().stream().sorted().toList();
            throw ErrorResponseException.invalid(
                    "order_by", "one of " + String.join(", ", names) + ", optionally after + or -");
        }
        return order;
    }

    private static SortOrder parse(String text) {
        // A plus that was not percent-encoded arrives as a space.
        var signed = text.charAt(0) == '+' || text.charAt(0) == '-' || text.charAt(0) == ' ';
        return new SortOrder(signed ? text.substring(1) : text, text.charAt(0) == '-');
    }

    /** Returns whether this is the order of creation, in which tables keep their rows. */
    public boolean isByCreation() {
        return field.equals(CREATED_AT);
    }

    /** Sorts entries. Equal ones stay in the order they were created in; a descending order reverses that too. */
    public List<JsonObject> sort(Collection<JsonObject> entries, Keys keys) {
        var reader = keys.readers().getOrDefault(field, entry -> null);
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(reader, Comparator.nullsLast(SortOrder::compare)));
        if (descending) {
            Collections.reverse(sorted);
        }
        return sorted;
    }

    private static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        return left.toString()
                .toLowerCase(Locale.ROOT)
                .compareTo(right.toString().toLowerCase(Locale.ROOT));
    }

    /** Returns a reader of a numeric field. */
    public static Function<JsonObject, @Nullable Object> number(String name) {
        return entry -> {
            var value = Json.value(entry, name);
            return value == null ? null : (Object) value.getAsLong();
        };
    }

    /** Returns a reader of a text field. */
    public static Function<JsonObject, @Nullable Object> text(String name) {
        return entry -> Json.text(entry, name);
    }
}
