package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The elements of a list or map whose value does not hold their JSON, or that have no value, while it is read. */
final class OddElements {
    private final Map<Object, JsonValue> elements = new HashMap<>();
    private final Set<Object> withValue = new HashSet<>();
    private @Nullable ClerkDecodingException problem;

    /** Adds an element at an index or a name, beside the value that was made of it. */
    void addBesideValue(Object place, JsonValue element) {
        elements.put(place, element);
        withValue.add(place);
    }

    /** Adds an element without a value, at an index or a name. */
    void add(Object place, JsonValue element, @Nullable ClerkDecodingException cause) {
        elements.put(place, element);
        if (problem == null) {
            problem = cause;
        }
    }

    /** Returns the first failure; null if all elements are null. */
    @Nullable
    ClerkDecodingException problem() {
        return problem;
    }

    /** Returns the list as it was read, of these elements and the values. */
    <T> JsonValue joined(List<T> others, Codec<T> codec) {
        int size = others.size() + elements.size() - withValue.size();
        var all = new ArrayList<JsonValue>(size);
        var next = others.iterator();
        for (int i = 0; i < size; i++) {
            var odd = elements.get(i);
            if (odd == null) {
                all.add(json(codec, next.next()));
                continue;
            }
            if (withValue.contains(i)) {
                next.next();
            }
            all.add(odd);
        }
        return JsonValue.ofList(all);
    }

    /** Returns the map as it was read, of these elements and the values. */
    <T> JsonValue joined(Map<String, T> others, Codec<T> codec) {
        var all = new LinkedHashMap<String, JsonValue>();
        others.forEach((name, value) -> all.put(name, json(codec, value)));
        elements.forEach((name, value) -> all.put((String) name, value));
        return JsonValue.ofMap(all);
    }

    private static <T> JsonValue json(Codec<T> codec, T value) {
        return JsonValue.parse(codec.toJson(value));
    }
}
