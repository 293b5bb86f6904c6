package com.clerk.sdk.openapi;

import java.util.Map;

/** The prose of operations, types and fields: our own, or upstream's where that is asked for and ours is missing. */
final class Descriptions {
    private static final String INPUT = "Input";

    private final Docs docs;
    private final boolean keepDocs;

    Descriptions(Docs docs, boolean keepDocs) {
        this.docs = docs;
        this.keepDocs = keepDocs;
    }

    Docs docs() {
        return docs;
    }

    String summary(String operation, Map<String, Object> body) {
        return orUpstream(docs.operation(operation, "summary"), body.get("summary"));
    }

    String details(String operation, Map<String, Object> body) {
        return orUpstream(docs.operation(operation, "details"), body.get("description"));
    }

    /** The prose of a type; for one that was inline, at least which field it belongs to. */
    String type(String type, Site site, Map<String, Object> schema) {
        var own = docs.type(type);
        if (own == null && type.endsWith(INPUT)) {
            own = docs.type(type.substring(0, type.length() - INPUT.length()));
        }
        own = orUpstream(own, schema.get("description"));
        if (own != null || site.path().isEmpty()) {
            return own;
        }
        return Shapes.isString(schema)
                ? "What <code>" + site.field() + "</code> of <code>" + site.owner() + "</code> can be."
                : "The <code>" + site.field() + "</code> of <code>" + site.owner() + "</code>.";
    }

    String field(String type, String name, Site site, Map<String, Object> schema) {
        var own = docs.field(type, name);
        if (own == null) {
            own = site.operation()
                    ? docs.parameter(site.owner(), site.field())
                    : docs.field(site.owner(), site.field());
        }
        return orUpstream(own, schema.get("description"));
    }

    private String orUpstream(String own, Object upstream) {
        return own == null && keepDocs && upstream instanceof String text ? Prose.html(text) : own;
    }
}
