package com.clerk.sdk.testing;

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

/** An {@code order_by}: a field, and whether the list runs downwards. */
record Order(String field, boolean descending) {
    /** What entries are ordered by: for each name that {@code order_by} may give, how to read it from an entry. */
    record Keys(Map<String, Function<JsonObject, @Nullable Object>> readers) {}

    static final String CREATED_AT = "created_at";
    static final Order NEWEST_FIRST = new Order(CREATED_AT, true);
    static final Keys BY_CREATION = new Keys(Map.of(CREATED_AT, number(CREATED_AT)));

    static Order of(Query query, Keys keys) {
        var text = query.first("order_by");
        if (text == null || text.isEmpty()) {
            return NEWEST_FIRST;
        }
        // A plus that was not percent-encoded arrives as a space.
        var signed = text.charAt(0) == '+' || text.charAt(0) == '-' || text.charAt(0) == ' ';
        var order = new Order(signed ? text.substring(1) : text, text.charAt(0) == '-');
        if (!keys.readers().containsKey(order.field())) {
            var names = keys.readers().keySet().stream().sorted().toList();
            throw Problem.invalid(
                    "order_by", "one of " + String.join(", ", names) + ", with + or - before it or without");
        }
        return order;
    }

    /** Entries that are equal keep the order they were made in, and downwards the reverse of it. */
    List<JsonObject> sort(Collection<JsonObject> entries, Keys keys) {
        var reader = keys.readers().getOrDefault(field, entry -> null);
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing(reader, Comparator.nullsLast(Order::compare)));
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

    static Function<JsonObject, @Nullable Object> number(String name) {
        return entry -> {
            var value = Json.value(entry, name);
            return value == null ? null : (Object) value.getAsLong();
        };
    }

    static Function<JsonObject, @Nullable Object> text(String name) {
        return entry -> Json.text(entry, name);
    }
}
