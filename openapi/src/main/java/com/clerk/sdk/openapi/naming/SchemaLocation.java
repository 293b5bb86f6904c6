package com.clerk.sdk.openapi.naming;

/**
 * The place of a schema, and the properties that follow from it.
 *
 * @param path the place in the upstream document, such as {@code User.email_addresses[]} or
 *     {@code UpdateUser.body.address}
 * @param suggestedType the type name to propose if {@code names/} has none
 * @param isInput whether callers send this value
 * @param isClearable whether null clears a nullable property
 * @param owner the type or operation whose prose describes it
 * @param pathInOwner the path from that owner, ending in a dot; empty for the owner itself
 * @param isOwnedByOperation whether the owner is an operation
 */
public record SchemaLocation(
        String path,
        String suggestedType,
        boolean isInput,
        boolean isClearable,
        String owner,
        String pathInOwner,
        boolean isOwnedByOperation) {

    /**
     * Returns the place of a schema that is a type of its own.
     *
     * @param schema the upstream name
     * @param type the type name to propose
     * @param isInput whether callers send it
     */
    public static SchemaLocation ofType(String schema, String type, boolean isInput) {
        return new SchemaLocation(schema, type, isInput, false, type, "", false);
    }

    /** Returns the path from the owner, without a dot at its end. */
    public String field() {
        return pathInOwner.isEmpty() ? "" : pathInOwner.substring(0, pathInOwner.length() - 1);
    }

    /**
     * Returns the place of a property.
     *
     * @param name its wire name
     */
    public SchemaLocation property(String name) {
        return at("." + name, suggestedType + Identifiers.pascalCase(name), pathInOwner + name + ".");
    }

    /** Returns the place of the elements of a list. */
    public SchemaLocation items() {
        return at("[]", Identifiers.singular(suggestedType), pathInOwner.isEmpty() ? "" : field() + "[].");
    }

    /** Returns the place of the values of a map. */
    public SchemaLocation values() {
        return at("{}", Identifiers.singular(suggestedType), pathInOwner.isEmpty() ? "" : field() + "{}.");
    }

    /**
     * Returns the place of a branch of a union.
     *
     * @param index its number, from 1
     */
    public SchemaLocation variant(int index) {
        return at("|" + index, suggestedType + "Variant" + index, pathInOwner);
    }

    /**
     * Returns the same place with the name of the type that its schema becomes.
     *
     * @param type the type name
     */
    public SchemaLocation named(String type) {
        return at("", type, pathInOwner);
    }

    private SchemaLocation at(String step, String type, String inOwner) {
        return new SchemaLocation(path + step, type, isInput, isClearable, owner, inOwner, isOwnedByOperation);
    }
}
