package com.clerk.sdk.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns Clerk's webhook events, which stand under a key that generators do not read, into a contract of event types.
 */
final class Webhooks {
    private final Workbench bench;

    Webhooks(Workbench bench) {
        this.bench = bench;
    }

    Map<String, Object> contract() {
        var events = new LinkedHashMap<String, Object>();
        bench.upstream().webhooks().forEach((event, item) -> events.put(event, event(event, Yaml.map(item))));
        return Facts.of("openapi", "3.0.3")
                .put("info", Importer.info("Clerk webhook events", bench.upstream()))
                .put("paths", Map.of())
                .put("x-clerk-events", events)
                .map();
    }

    private Map<String, Object> event(String event, Map<String, Object> item) {
        var data = data(event, item);
        var type = bench.names().newType("events", event, Words.pascal(event.replace('.', '_')));
        var declared = bench.names().lists("nested", event) ? lifted(event, data) : data;
        var node = bench.types().node(declared, Site.ofType(event + ".data", type + "Data", false));
        var dataType = Types.typeName(node);
        if (dataType == null) {
            throw bench.upstream().refuse(event, "the event's data is no object", "Teach the importer this shape");
        }
        bench.types()
                .defineDirectly(
                        type,
                        Facts.of("type", "object")
                                .put("description", bench.descriptions().docs().event(event))
                                .put(
                                        "x-clerk-event",
                                        Facts.of("name", event)
                                                .put("data", dataType)
                                                .map())
                                .put("required", List.of("data"))
                                .put(
                                        "properties",
                                        Facts.of("data", dataProperty(dataType)).map())
                                .map());
        return Facts.of("type", type).put("data", dataType).map();
    }

    private Map<String, Object> data(String event, Map<String, Object> item) {
        var body = bench.upstream().resolve(Yaml.map(Yaml.map(item.get("post")).get("requestBody")));
        var json = Yaml.map(Yaml.map(body.get("content")).get("application/json"));
        var payload = bench.shapes().resolved(Yaml.map(json.get("schema")), event);
        var data = Yaml.map(Yaml.map(payload.get("properties")).get("data"));
        if (data.isEmpty()) {
            throw bench.upstream().refuse(event, "the event has no data", "Teach the importer this shape");
        }
        return data;
    }

    private static Map<String, Object> dataProperty(String type) {
        return Facts.of("allOf", List.of(Types.reference(type)))
                .put("description", "What the event is about.")
                .put("x-clerk-name", "data")
                .map();
    }

    /**
     * Some events declare fields of their data one level too deep, under {@code data.data}; they belong beside the
     * others.
     */
    private Map<String, Object> lifted(String event, Map<String, Object> data) {
        var result = new LinkedHashMap<>(bench.shapes().resolved(data, event));
        var properties = Yaml.map(result.get("properties"));
        var nested = Yaml.map(properties.remove("data"));
        properties.putAll(Yaml.map(nested.get("properties")));
        result.put("properties", properties);
        return result;
    }
}
