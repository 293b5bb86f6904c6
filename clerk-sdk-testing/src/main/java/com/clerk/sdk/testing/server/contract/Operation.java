package com.clerk.sdk.testing.server.contract;

/**
 * An operation of the contract. Immutable.
 *
 * @param method the HTTP method
 * @param path the path template without the version, such as {@code /users/{user_id}}
 * @param name the name of the operation in clients, such as {@code users.get}
 * @param parameters the name of the type of its parameters; empty if it has none
 * @param result the name of the type of its result, of its elements for a list; empty if it has none
 * @param listField the field of a page that holds the list; empty for {@code data}
 * @param flagged whether it responds with a bare array unless the query has {@code paginated=true}: its result in the
 *     contract is an array
 * @param status the HTTP status of success
 */
public record Operation(
        String method,
        String path,
        String name,
        String parameters,
        String result,
        String listField,
        boolean flagged,
        int status) {
    static Operation parse(String line) {
        var parts = line.split("\\|", -1);
        var words = parts[0].split(" ", -1);
        return new Operation(
                words[0],
                words[1],
                words[2],
                words[3],
                parts[1],
                parts[2],
                !parts[3].isEmpty(),
                Integer.parseInt(parts[4]));
    }

    /** Returns the method and the path with the version, as it is routed. */
    public String route() {
        return method + " /v1" + path;
    }

    /** Returns the part of the name before the dot. */
    public String group() {
        return name.substring(0, name.indexOf('.'));
    }
}
