package com.clerk.sdk.openapi.contract;

import com.clerk.sdk.openapi.naming.Identifiers;
import com.clerk.sdk.openapi.naming.SchemaLocation;
import com.clerk.sdk.openapi.upstream.SchemaShapes;
import com.clerk.sdk.openapi.upstream.UpstreamDocument;
import com.clerk.sdk.openapi.upstream.Yaml;
import com.clerk.sdk.openapi.upstream.YamlNode;
import java.util.List;
import java.util.Map;

/** Maps a result that is a list: a bare list, a page with its total, or either. */
final class ListResult {
    private static final String DATA = "data";

    private final UpstreamDocument.Operation source;
    private final String operation;
    private final String path;
    private final String paging;
    private final YamlNode extensions;
    private final ImportContext context;

    /**
     * Takes an operation.
     *
     * @param query the names of its query parameters, from which the kind of paging follows
     * @param extensions receives {@code x-clerk-result} and {@code x-clerk-paging}
     */
    ListResult(
            UpstreamDocument.Operation source,
            String operation,
            List<String> query,
            YamlNode extensions,
            ImportContext context) {
        this.source = source;
        this.operation = operation;
        this.path = source.id() + ".result";
        this.paging = paging(query);
        this.extensions = extensions;
        this.context = context;
    }

    private static String paging(List<String> query) {
        var hasOffset = query.contains("offset");
        if (query.contains("starting_after")) {
            return hasOffset ? "cursorOrOffset" : "cursor";
        }
        if (query.contains("paginated")) {
            return hasOffset ? "flagged" : "flaggedWhole";
        }
        return hasOffset ? "offset" : "none";
    }

    /** Returns the schema of the result in the contract, or null if it is not a list. */
    Map<String, Object> node(Map<String, Object> schema) {
        var resolved = context.shapes().resolved(schema, path);
        var itemsField = context.names().find("pages", source.id());
        if (itemsField != null || context.shapes().isPage(resolved)) {
            return page(resolved, itemsField == null ? DATA : itemsField);
        }
        if (context.shapes().isListOrPage(resolved)) {
            return listOrPage(resolved);
        }
        return "array".equals(resolved.get("type")) ? array(resolved, schema) : null;
    }

    private Map<String, Object> array(Map<String, Object> resolved, Map<String, Object> schema) {
        var name = UpstreamDocument.schemaName(schema);
        var location = name == null
                ? SchemaLocation.ofType(path, Operations.typePrefix(operation) + "Item", false)
                : SchemaLocation.ofType(
                        name, context.names().typeNameOrProposal("types", name, Identifiers.pascalCase(name)), false);
        var items = context.types().node(context.shapes().items(resolved, path), location.items());
        recordResult("none".equals(paging) ? "list" : "page", Types.typeName(items), null);
        return YamlNode.of("type", "array").put("items", items).map();
    }

    private Map<String, Object> page(Map<String, Object> resolved, String itemsField) {
        var items = items(resolved, itemsField);
        var type = Types.typeName(items);
        var prefix = type == null ? Operations.typePrefix(operation) : type;
        var page = prefix + (itemsField.equals(DATA) ? "Page" : "NamedPage");
        context.types()
                .defineDirectly(
                        page,
                        YamlNode.of("type", "object")
                                .put("description", "A page of results with their total number.")
                                .put("x-clerk-page", true)
                                .put(
                                        "properties",
                                        YamlNode.of(
                                                        itemsField,
                                                        YamlNode.of("type", "array")
                                                                .put("items", items)
                                                                .map())
                                                .put(
                                                        "total_count",
                                                        YamlNode.of("type", "integer")
                                                                .put("format", "int64")
                                                                .map())
                                                .map())
                                .map());
        recordResult("page", type, itemsField.equals(DATA) ? null : itemsField);
        return Types.reference(page);
    }

    /** Returns a union of a bare list and a page; the {@code paginated} flag decides which of them the server sends. */
    private Map<String, Object> listOrPage(Map<String, Object> schema) {
        var page = SchemaShapes.variants(schema).stream()
                .map(context.upstream()::resolve)
                .filter(context.shapes()::isPage)
                .findFirst()
                .orElseThrow();
        var pageNode = page(page, DATA);
        var items = items(page, DATA);
        var type = Types.typeName(items) + "ListOrPage";
        context.types()
                .defineDirectly(
                        type,
                        YamlNode.of("description", "A bare list, or a page if requested.")
                                .put("x-clerk-page", true)
                                .put(
                                        "oneOf",
                                        List.of(
                                                pageNode,
                                                YamlNode.of("type", "array")
                                                        .put("items", items)
                                                        .map()))
                                .map());
        return Types.reference(type);
    }

    private Map<String, Object> items(Map<String, Object> page, String itemsField) {
        var array = context.upstream()
                .resolve(Yaml.map(Yaml.map(page.get("properties")).get(itemsField)));
        if (!"array".equals(array.get("type"))) {
            throw context.upstream()
                    .refuse(path, "its field " + itemsField + " is not a list", "Correct it under pages in names/");
        }
        var location = SchemaLocation.ofType(path + ".data", Operations.typePrefix(operation) + "Item", false);
        return context.types().node(context.shapes().items(array, path), location.items());
    }

    private void recordResult(String kind, String type, String itemsField) {
        extensions.put(
                "x-clerk-result",
                YamlNode.of(kind, true).put("of", type).put("field", itemsField).map());
        if (kind.equals("page")) {
            extensions.put("x-clerk-paging", Map.of(paging, true));
        }
        if (paging.startsWith("cursor")) {
            markCursor(type);
        }
    }

    /**
     * Marks the type of the elements. Cursor paging continues after the id of an element, so the type must have one.
     */
    private void markCursor(String type) {
        var element = type == null ? null : context.types().all().get(type);
        if (element == null || !Yaml.map(element.get("properties")).containsKey("id")) {
            throw context.upstream()
                    .refuse(
                            source.location(),
                            "it is paged by cursor, but its elements have no id",
                            "Add support for another cursor to the importer");
        }
        element.put("x-clerk-cursor", true);
    }
}
