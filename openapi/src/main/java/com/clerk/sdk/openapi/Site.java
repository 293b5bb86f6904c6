package com.clerk.sdk.openapi;

/**
 * Where a schema stands: its location for names and messages, the name it would get, whether a caller sends it, whether
 * a caller can empty it with null, and where its prose is found.
 *
 * @param location upstream location such as {@code User.email_addresses[]} or {@code UpdateUser.body.address}
 * @param suggestion the type name that is proposed when {@code names/} has none
 * @param input whether callers send this value
 * @param clearable whether a null sent for a nullable property empties it
 * @param owner the type or operation whose prose covers it
 * @param path the path below that owner; empty for the owner itself, else ending in a dot
 * @param operation whether the owner is an operation
 */
record Site(
        String location, String suggestion, boolean input, boolean clearable, String owner, String path, boolean operation) {

    static Site ofType(String schema, String type, boolean input) {
        return new Site(schema, type, input, false, type, "", false);
    }

    Site property(String name) {
        return new Site(location + "." + name, suggestion + Words.pascal(name), input, clearable, owner, path + name + ".",
                operation);
    }

    Site items() {
        var inner = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + "[].";
        return new Site(location + "[]", Words.singular(suggestion), input, clearable, owner, inner, operation);
    }

    Site values() {
        var inner = path.isEmpty() ? "" : path.substring(0, path.length() - 1) + "{}.";
        return new Site(location + "{}", Words.singular(suggestion), input, clearable, owner, inner, operation);
    }

    Site variant(int index) {
        return new Site(location + "|" + index, suggestion + "Variant" + index, input, clearable, owner, path, operation);
    }

    /** The same place, named as a type of its own: prose of its fields may stand under the type too. */
    Site named(String type) {
        return new Site(location, type, input, clearable, owner, path, operation);
    }
}
