package com.clerk.sdk.testing.server.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP method and a path template, such as {@code GET /users/{user_id}}. Immutable. */
public final class OperationPattern {
    private final String method;
    private final List<String> segments;

    private OperationPattern(String method, List<String> segments) {
        this.method = method;
        this.segments = segments;
    }

    /**
     * Parses a pattern.
     *
     * @throws IllegalArgumentException if the text is not a method, a space, and a path that begins with a slash
     */
    public static OperationPattern parse(String operation) {
        var space = operation.indexOf(' ');
        if (space <= 0 || space + 1 >= operation.length() || operation.charAt(space + 1) != '/') {
            throw new IllegalArgumentException(
                    "'" + operation + "' is not a method and a path. Write it like \"GET /users/{user_id}\".");
        }
        var path = operation.substring(space + 2);
        return new OperationPattern(operation.substring(0, space), List.of(path.split("/", -1)));
    }

    String method() {
        return method;
    }

    boolean hasMethod(String otherMethod) {
        return method.equals(otherMethod);
    }

    /** Returns whether a request is for this operation. The pattern may omit the version that the path begins with. */
    public boolean matches(ServerRequest request) {
        return hasMethod(request.method())
                && (matchPath(request.segments()).isPresent()
                        || matchPath(withoutVersion(request.segments())).isPresent());
    }

    /** Returns the values of the template's variables, or empty if the path does not match. */
    Optional<Map<String, String>> matchPath(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            var expected = segments.get(i);
            if (isVariable(expected) && !path.get(i).isEmpty()) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    List<String> segments() {
        return segments;
    }

    static boolean isVariable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> withoutVersion(List<String> path) {
        return path.get(0).equals(Router.VERSION) ? path.subList(1, path.size()) : List.of();
    }
}
