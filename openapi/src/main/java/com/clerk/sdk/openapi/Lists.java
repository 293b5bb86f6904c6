package com.clerk.sdk.openapi;

import java.util.List;
import java.util.Map;

/** An operation's result when it is a list: bare, as a page with its total, or either. */
final class Lists {
    private static final String DATA = "data";

    private final Upstream.Operation source;
    private final String operation;
    private final String location;
    private final String paging;
    private final Facts extensions;
    private final Workbench bench;

    /**
     * @param query the names of the operation's query parameters, which show how it is paged
     * @param extensions where {@code x-clerk-result} and {@code x-clerk-paging} are noted
     */
    Lists(Upstream.Operation source, String operation, List<String> query, Facts extensions, Workbench bench) {
        this.source = source;
        this.operation = operation;
        this.location = source.id() + ".result";
        this.paging = paging(query);
        this.extensions = extensions;
        this.bench = bench;
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

    /** The contract's node for the result, or null when it is no list. */
    Map<String, Object> node(Map<String, Object> schema) {
        var resolved = bench.shapes().resolved(schema, location);
        var itemsField = bench.names().find("pages", source.id());
        if (itemsField != null || bench.shapes().isPage(resolved)) {
            return page(resolved, itemsField == null ? DATA : itemsField);
        }
        if (bench.shapes().isListOrPage(resolved)) {
            return listOrPage(resolved);
        }
        return "array".equals(resolved.get("type")) ? array(resolved, schema) : null;
    }

    private Map<String, Object> array(Map<String, Object> resolved, Map<String, Object> schema) {
        var name = Upstream.schemaName(schema);
        var site = name == null
                ? Site.ofType(location, Operations.typePrefix(operation) + "Item", false)
                : Site.ofType(name, bench.names().newType("types", name, Words.pascal(name)), false);
        var items = bench.types().node(bench.shapes().items(resolved, location), site.items());
        note("none".equals(paging) ? "list" : "page", Types.typeName(items), null);
        return Facts.of("type", "array").put("items", items).map();
    }

    private Map<String, Object> page(Map<String, Object> resolved, String itemsField) {
        var items = items(resolved, itemsField);
        var type = Types.typeName(items);
        var page = (type == null ? Operations.typePrefix(operation) : type)
                + (itemsField.equals(DATA) ? "Page" : "NamedPage");
        bench.types()
                .defineDirectly(
                        page,
                        Facts.of("type", "object")
                                .put("description", "A page of results with the number of all.")
                                .put("x-clerk-page", true)
                                .put(
                                        "properties",
                                        Facts.of(
                                                        itemsField,
                                                        Facts.of("type", "array")
                                                                .put("items", items)
                                                                .map())
                                                .put(
                                                        "total_count",
                                                        Facts.of("type", "integer")
                                                                .put("format", "int64")
                                                                .map())
                                                .map())
                                .map());
        note("page", type, itemsField.equals(DATA) ? null : itemsField);
        return Types.reference(page);
    }

    /** A list that the server sends bare or as a page, depending on the {@code paginated} flag. */
    private Map<String, Object> listOrPage(Map<String, Object> schema) {
        var page = Shapes.variants(schema).stream()
                .map(bench.upstream()::resolve)
                .filter(bench.shapes()::isPage)
                .findFirst()
                .orElseThrow();
        var pageNode = page(page, DATA);
        var items = items(page, DATA);
        var type = Types.typeName(items) + "ListOrPage";
        bench.types()
                .defineDirectly(
                        type,
                        Facts.of("description", "A bare list, or a page when asked for.")
                                .put("x-clerk-page", true)
                                .put(
                                        "oneOf",
                                        List.of(
                                                pageNode,
                                                Facts.of("type", "array")
                                                        .put("items", items)
                                                        .map()))
                                .map());
        return Types.reference(type);
    }

    private Map<String, Object> items(Map<String, Object> page, String itemsField) {
        var array = bench.upstream()
                .resolve(Yaml.map(Yaml.map(page.get("properties")).get(itemsField)));
        if (!"array".equals(array.get("type"))) {
            throw bench.upstream()
                    .refuse(location, "its field " + itemsField + " is no list", "Correct it under pages in names/");
        }
        var site = Site.ofType(location + ".data", Operations.typePrefix(operation) + "Item", false);
        return bench.types().node(bench.shapes().items(array, location), site.items());
    }

    private void note(String kind, String type, String itemsField) {
        extensions.put(
                "x-clerk-result",
                Facts.of(kind, true).put("of", type).put("field", itemsField).map());
        if (kind.equals("page")) {
            extensions.put("x-clerk-paging", Map.of(paging, true));
        }
        if (paging.startsWith("cursor")) {
            markCursor(type);
        }
    }

    /** Lists that go on behind an element need its id, so the element's type has to give it. */
    private void markCursor(String type) {
        var element = type == null ? null : bench.types().all().get(type);
        if (element == null || !Yaml.map(element.get("properties")).containsKey("id")) {
            throw bench.upstream()
                    .refuse(
                            source.location(),
                            "it goes on behind an element, but elements have no id",
                            "Teach the importer by what they are found");
        }
        element.put("x-clerk-cursor", true);
    }
}
