package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Converts webhook events, which are under a key that generators do not read, to a contract of event types. */
final class WebhookContract {
    private final ImportContext context;

    WebhookContract(ImportContext context) {
        this.context = context;
    }

    Map<String, Object> contract() {
        var events = new LinkedHashMap<String, Object>();
        context.upstream().webhooks().forEach((event, item) -> events.put(event, event(event, Yaml.map(item))));
        return YamlNode.of("openapi", "3.0.3")
                .put("info", Importer.info("Clerk webhook events", context.upstream()))
                .put("servers", context.upstream().servers())
                .put("paths", Map.of())
                .put("x-clerk-events", events)
                .map();
    }

    private Map<String, Object> event(String event, Map<String, Object> item) {
        var data = data(event, item);
        var type = context.names().typeNameOrProposal("events", event, Identifiers.pascalCase(event.replace('.', '_')));
        var declared = context.names().contains("nested", event) ? withNestedFields(event, data) : data;
        var node = context.types().node(declared, SchemaLocation.ofType(event + ".data", type + "Data", false));
        var dataType = Types.typeName(node);
        if (dataType == null) {
            throw context.upstream()
                    .refuse(
                            event,
                            "the data of the event is not an object",
                            "Add support for this shape to the importer");
        }
        context.types()
                .defineDirectly(
                        type,
                        YamlNode.of("type", "object")
                                .put(
                                        "description",
                                        context.descriptions().docs().event(event))
                                .put(
                                        "x-clerk-event",
                                        YamlNode.of("name", event)
                                                .put("data", dataType)
                                                .map())
                                .put("required", List.of("data"))
                                .put(
                                        "properties",
                                        YamlNode.of("data", dataProperty(dataType))
                                                .map())
                                .map());
        return YamlNode.of("type", type).put("data", dataType).map();
    }

    private Map<String, Object> data(String event, Map<String, Object> item) {
        var body =
                context.upstream().resolve(Yaml.map(Yaml.map(item.get("post")).get("requestBody")));
        var json = Yaml.map(Yaml.map(body.get("content")).get("application/json"));
        var payload = context.shapes().resolved(Yaml.map(json.get("schema")), event);
        var data = Yaml.map(Yaml.map(payload.get("properties")).get("data"));
        if (data.isEmpty()) {
            throw context.upstream()
                    .refuse(event, "the event has no data", "Add support for this shape to the importer");
        }
        return data;
    }

    private static Map<String, Object> dataProperty(String type) {
        return YamlNode.of("allOf", List.of(Types.reference(type)))
                .put("description", ResponseMapping.nounPhrase("data of the event"))
                .put("x-clerk-name", "data")
                .map();
    }

    /** Moves fields that upstream declares one level too deep, under {@code data.data}, beside the others. */
    private Map<String, Object> withNestedFields(String event, Map<String, Object> data) {
        var result = new LinkedHashMap<>(context.shapes().resolved(data, event));
        var properties = Yaml.map(result.get("properties"));
        var nested = Yaml.map(properties.remove("data"));
        properties.putAll(Yaml.map(nested.get("properties")));
        result.put("properties", properties);
        return result;
    }
}
