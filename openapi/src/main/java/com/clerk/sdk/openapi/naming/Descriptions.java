package com.clerk.sdk.openapi.naming;

import com.clerk.sdk.openapi.upstream.SchemaShapes;
import java.util.Map;

/**
 * Chooses the prose of operations, types and fields: ours, or upstream's if ours is missing and {@code keepDocs} is
 * set.
 */
public final class Descriptions {
    private static final String INPUT = "Input";

    private final ProseFiles docs;
    private final boolean keepDocs;

    /**
     * Takes the sources of prose.
     *
     * @param docs our prose
     * @param keepDocs whether to use upstream prose where ours is missing
     */
    public Descriptions(ProseFiles docs, boolean keepDocs) {
        this.docs = docs;
        this.keepDocs = keepDocs;
    }

    /** Returns our prose. */
    public ProseFiles docs() {
        return docs;
    }

    /**
     * Returns the summary of an operation.
     *
     * @param operation the operation, as {@code group.method}
     * @param body the upstream operation
     * @return HTML, or null if absent
     */
    public String summary(String operation, Map<String, Object> body) {
        return orUpstream(docs.operation(operation, "summary"), body.get("summary"));
    }

    /**
     * Returns the details of an operation.
     *
     * @param operation the operation, as {@code group.method}
     * @param body the upstream operation
     * @return HTML, or null if absent
     */
    public String details(String operation, Map<String, Object> body) {
        return orUpstream(docs.operation(operation, "details"), body.get("description"));
    }

    /**
     * Returns the description of a type. A type of an inline schema is described at least by its field.
     *
     * @param type the type
     * @param location the place of its schema
     * @param schema its upstream schema
     * @return HTML, or null if absent
     */
    public String type(String type, SchemaLocation location, Map<String, Object> schema) {
        var own = docs.type(type);
        if (own == null && type.endsWith(INPUT)) {
            own = docs.type(type.substring(0, type.length() - INPUT.length()));
        }
        own = orUpstream(own, schema.get("description"));
        if (own != null || location.pathInOwner().isEmpty()) {
            return own;
        }
        return SchemaShapes.isString(schema)
                ? "The values of <code>" + location.field() + "</code> of <code>" + location.owner() + "</code>."
                : "The <code>" + location.field() + "</code> of <code>" + location.owner() + "</code>.";
    }

    /**
     * Returns the description of a field.
     *
     * @param type the type that has the field
     * @param name the wire name of the field
     * @param location the place of the field
     * @param schema its upstream schema
     * @return HTML, or null if absent
     */
    public String field(String type, String name, SchemaLocation location, Map<String, Object> schema) {
        var own = docs.field(type, name);
        if (own == null) {
            own = location.isOwnedByOperation()
                    ? docs.parameter(location.owner(), location.field())
                    : docs.field(location.owner(), location.field());
        }
        return orUpstream(own, schema.get("description"));
    }

    private String orUpstream(String own, Object upstream) {
        return own == null && keepDocs && upstream instanceof String text ? ProseMarkup.html(text) : own;
    }
}
