package com.clerk.sdk.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns Clerk's webhook events, which stand under a key that generators do not read, into a contract of event types. */
final class Webhooks {
    private final Upstream upstream;
    private final Names names;
    private final Docs docs;
    private final Types types;

    Webhooks(Upstream upstream, Names names, Docs docs, Types types) {
        this.upstream = upstream;
        this.names = names;
        this.docs = docs;
        this.types = types;
    }

    Map<String, Object> contract() {
        var events = new LinkedHashMap<String, Object>();
        upstream.webhooks().forEach((event, item) -> events.put(event, event(event, Yaml.map(item))));
        var contract = new LinkedHashMap<String, Object>();
        contract.put("openapi", "3.0.3");
        contract.put("info", Facts.of("title", "Clerk webhook events").put("version", upstream.version()).map());
        contract.put("paths", new LinkedHashMap<>());
        contract.put("x-clerk-events", events);
        return contract;
    }

    private Map<String, Object> event(String event, Map<String, Object> item) {
        var post = Yaml.map(item.get("post"));
        var body = upstream.resolve(Yaml.map(post.get("requestBody")));
        var schema = Yaml.map(Yaml.map(Yaml.map(body.get("content")).get("application/json")).get("schema"));
        var payload = types.simplify(schema, event);
        var data = Yaml.map(Yaml.map(payload.get("properties")).get("data"));
        if (data.isEmpty()) {
            throw upstream.refuse(event, "the event has no data", "Teach the importer this shape");
        }
        var type = names.name("events", event, Words.pascal(event.replace('.', '_')));
        var resolved = types.simplify(upstream.resolve(data), event);
        var isNested = names.lists("nested", event);
        var node = types.node(isNested ? lifted(resolved) : data, Site.ofType(event + ".data", type + "Data", false));
        var dataType = Types.typeName(node);
        if (dataType == null) {
            throw upstream.refuse(event, "the event's data is no object", "Teach the importer this shape");
        }
        types.defineDirectly(type, Facts.of("type", "object")
                .put("description", docs.event(event))
                .put("x-clerk-event", Facts.of("name", event).put("data", dataType).map())
                .put("required", List.of("data"))
                .put("properties", Facts.of("data", Facts.of("allOf", List.of(Types.reference(dataType)))
                                .put("description", "What the event is about.").put("x-clerk-name", "data").map()).map())
                .map());
        return Facts.of("type", type).put("data", dataType).map();
    }

    /** Some events declare fields of their data one level too deep, under {@code data.data}; they belong beside the others. */
    private static Map<String, Object> lifted(Map<String, Object> data) {
        var properties = Yaml.map(data.get("properties"));
        var nested = Yaml.map(Yaml.map(properties.remove("data")).get("properties"));
        properties.putAll(nested);
        var result = new LinkedHashMap<>(data);
        result.put("properties", properties);
        return result;
    }
}
