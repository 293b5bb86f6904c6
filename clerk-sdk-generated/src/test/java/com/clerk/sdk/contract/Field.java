package com.clerk.sdk.contract;

/** A property of a type of the contract. */
record Field(Schema owner, String wire, Schema schema, boolean required) {
    String javaName() {
        return schema.node().text("x-clerk-name");
    }

    /** Where a parameter goes: query, header, items, map, or else the body. */
    String place() {
        var place = schema.node().text("x-clerk-in");
        return place.isEmpty() ? "body" : place;
    }

    boolean isClearable() {
        return schema.node().flag("x-clerk-clearable");
    }

    boolean isDeprecated() {
        return schema.node().flag("deprecated");
    }

    /** Whether the accessor gives null for a field that is missing. The required fields of events are not reliable. */
    boolean isUnset() {
        return !required || schema.isNullable() || (owner.contract() == Contract.WEBHOOKS && !owner.isShared());
    }

    @Override
    public String toString() {
        return owner.name() + "." + wire;
    }
}
