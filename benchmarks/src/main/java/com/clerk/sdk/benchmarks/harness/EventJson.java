package com.clerk.sdk.benchmarks.harness;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Makes one of every webhook event from the contract, with a value in every field. The data comes first and the type
 * last, which is the hard order: the type tells what the data is.
 */
final class EventJson {
    private static final String REFERENCE = "#/components/schemas/";

    private final Map<String, ?> contract;
    private final Map<String, ?> schemas;
    private final Deque<String> open = new ArrayDeque<>();

    EventJson(Path contract) throws IOException {
        this.contract = map(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(contract)));
        this.schemas = map(map(this.contract.get("components")).get("schemas"));
    }

    /** An array of all events. */
    String array() {
        var events = new ArrayList<Object>();
        map(contract.get("x-clerk-events")).forEach((name, facts) -> events.add(event(name, map(facts))));
        return new Gson().toJson(events);
    }

    private Map<String, Object> event(String name, Map<String, ?> facts) {
        var event = new LinkedHashMap<String, Object>();
        event.put("data", named((String) facts.get("data")));
        event.put("instance_id", "ins_2bXkQ0000000000000000000000");
        event.put("object", "event");
        event.put("timestamp", 1_790_000_000_000L);
        event.put("type", name);
        return event;
    }

    /** A type within itself is left out. */
    private Object named(String type) {
        if (open.contains(type)) {
            return null;
        }
        open.push(type);
        var value = value(map(schemas.get(type)));
        open.pop();
        return value;
    }

    private Object value(Map<String, ?> schema) {
        if (schema.containsKey("$ref")) {
            return named(((String) schema.get("$ref")).substring(REFERENCE.length()));
        }
        for (var choice : List.of("allOf", "oneOf", "anyOf")) {
            if (schema.containsKey(choice)) {
                return value(map(list(schema.get(choice)).get(0)));
            }
        }
        if (schema.containsKey("enum")) {
            return list(schema.get("enum")).get(0);
        }
        return plain(schema);
    }

    private Object plain(Map<String, ?> schema) {
        return switch (String.valueOf(schema.get("type"))) {
            case "string" -> "date-time".equals(schema.get("x-clerk-timestamp")) ? "2026-09-21T14:13:20Z" : "some text";
            case "integer" -> "seconds".equals(schema.get("x-clerk-timestamp")) ? 1_790_000_000L : 1_790_000_000_000L;
            case "number" -> 7;
            case "boolean" -> true;
            case "array" -> array(map(schema.get("items")));
            default -> schema.containsKey("properties") ? object(map(schema.get("properties"))) : Map.of("a", "b");
        };
    }

    private List<Object> array(Map<String, ?> items) {
        var item = value(items);
        return item == null ? List.of() : List.of(item);
    }

    private Map<String, Object> object(Map<String, ?> properties) {
        var object = new LinkedHashMap<String, Object>();
        properties.forEach((name, schema) -> {
            var value = value(map(schema));
            if (value != null) {
                object.put(name, value);
            }
        });
        return object;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, ?> map(Object yaml) {
        return (Map<String, ?>) yaml;
    }

    private static List<?> list(Object yaml) {
        return (List<?>) yaml;
    }
}
