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
        String location,
        String suggestion,
        boolean input,
        boolean clearable,
        String owner,
        String path,
        boolean operation) {

    static Site ofType(String schema, String type, boolean input) {
        return new Site(schema, type, input, false, type, "", false);
    }

    /** The path below the owner without the dot at its end. */
    String field() {
        return path.isEmpty() ? "" : path.substring(0, path.length() - 1);
    }

    Site property(String name) {
        return at("." + name, suggestion + Words.pascal(name), path + name + ".");
    }

    Site items() {
        return at("[]", Words.singular(suggestion), path.isEmpty() ? "" : field() + "[].");
    }

    Site values() {
        return at("{}", Words.singular(suggestion), path.isEmpty() ? "" : field() + "{}.");
    }

    Site variant(int index) {
        return at("|" + index, suggestion + "Variant" + index, path);
    }

    /** The same place, named as a type of its own: prose of its fields may stand under the type too. */
    Site named(String type) {
        return at("", type, path);
    }

    private Site at(String step, String type, String below) {
        return new Site(location + step, type, input, clearable, owner, below, operation);
    }
}
