package com.clerk.sdk.contract;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A type of the contract, or the use of one: by a field, as an element, as a parameter. */
record Schema(Contract contract, @Nullable String name, Node node) {
    private static final String REFERENCE = "#/components/schemas/";

    /** The kind of a type, as callers see it. */
    enum Kind {
        TEXT,
        BOOL,
        INTEGER,
        DECIMAL,
        TIME,
        ANY,
        OBJECT,
        MAP,
        LIST,
        ENUM,
        UNION,
        MODEL,
        PARAMS,
        FILE,
        EVENT,
        PAGE,
        ENVELOPE
    }

    Kind kind() {
        if (node.has("x-clerk-timestamp")) {
            return Kind.TIME;
        }
        if (node.flag("x-clerk-boolean")) {
            return Kind.BOOL;
        }
        if (isReference()) {
            return target().kind();
        }
        if (node.has("x-clerk-union")) {
            return Kind.UNION;
        }
        if (node.flag("x-clerk-page")) {
            return Kind.PAGE;
        }
        return ofJsonType();
    }

    private Kind ofJsonType() {
        return switch (node.text("type")) {
            case "string" -> ofText();
            case "boolean" -> Kind.BOOL;
            case "integer" -> Kind.INTEGER;
            case "number" -> Kind.DECIMAL;
            case "array" -> Kind.LIST;
            case "object" -> ofObject();
            case "" -> Kind.ANY;
            default -> throw new IllegalStateException("no such type: " + node);
        };
    }

    private Kind ofText() {
        if (node.text("format").equals("binary")) {
            return Kind.FILE;
        }
        return node.has("enum") && !node.flag("x-clerk-const") ? Kind.ENUM : Kind.TEXT;
    }

    private Kind ofObject() {
        if (node.flag("x-clerk-envelope")) {
            return Kind.ENVELOPE;
        }
        if (node.has("x-clerk-event")) {
            return Kind.EVENT;
        }
        if (node.has("x-clerk-params") || node.flag("x-clerk-input")) {
            return Kind.PARAMS;
        }
        if (name != null || node.has("properties")) {
            return Kind.MODEL;
        }
        return node.node("additionalProperties").content().isEmpty() ? Kind.OBJECT : Kind.MAP;
    }

    boolean isReference() {
        return node.has("$ref")
                || (node.has("allOf") && node.nodes("allOf").get(0).has("$ref"));
    }

    /** The type that this use means. */
    Schema target() {
        if (!isReference()) {
            return this;
        }
        var reference = node.has("$ref")
                ? node.text("$ref")
                : node.nodes("allOf").get(0).text("$ref");
        if (!reference.startsWith(REFERENCE)) {
            throw new IllegalStateException("no such reference: " + reference);
        }
        return contract.schema(reference.substring(REFERENCE.length()));
    }

    String typeName() {
        var type = target().name();
        if (type == null) {
            throw new IllegalStateException("this type has no name: " + node);
        }
        return type;
    }

    Schema items() {
        return new Schema(contract, null, node.node("items"));
    }

    Schema mapValues() {
        return new Schema(contract, null, node.node("additionalProperties"));
    }

    boolean isNullable() {
        return node.flag("nullable");
    }

    List<Field> fields() {
        var fields = new ArrayList<Field>();
        var required = node.texts("required");
        node.node("properties")
                .children()
                .forEach((wire, property) -> fields.add(
                        new Field(this, wire, new Schema(contract, null, property), required.contains(wire))));
        return fields;
    }

    /** The members that are computed from the fields. */
    List<Node> computedMembers() {
        return node.nodes("x-clerk-computed");
    }

    Field field(String wire) {
        return fields().stream()
                .filter(field -> field.wire().equals(wire))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " has no field " + wire));
    }

    List<String> enumValues() {
        return target().node().texts("enum");
    }

    /** Whether a caller gets the Backend's type for this one. */
    boolean isShared() {
        return node.text("x-clerk-shared").equals("backend");
    }

    /** Whether this one is written by hand, as part of the runtime. */
    boolean isWrittenByHand() {
        return node.text("x-clerk-shared").equals("runtime");
    }

    String javaName() {
        var type = target();
        if (type.isWrittenByHand()) {
            return "com.clerk.sdk.errors." + type.typeName();
        }
        var home = type.isShared() ? Contract.BACKEND : type.contract();
        return home.modelPackage() + "." + type.typeName();
    }

    Class<?> javaType() {
        return Java.type(javaName());
    }

    @Override
    public String toString() {
        return contract.name() + "." + (name == null ? node.text("type") : name);
    }
}
