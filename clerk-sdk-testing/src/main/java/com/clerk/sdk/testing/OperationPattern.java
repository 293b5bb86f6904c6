package com.clerk.sdk.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A method and a path template, such as {@code GET /users/{user_id}}. */
record OperationPattern(String method, List<String> segments) {
    static OperationPattern parse(String operation) {
        var space = operation.indexOf(' ');
        if (space <= 0 || space + 1 >= operation.length() || operation.charAt(space + 1) != '/') {
            throw new IllegalArgumentException(
                    "'" + operation + "' is not a method and a path; write it as in \"GET /users/{user_id}\"");
        }
        var path = operation.substring(space + 2);
        return new OperationPattern(operation.substring(0, space), List.of(path.split("/", -1)));
    }

    boolean isOf(String otherMethod) {
        return method.equals(otherMethod);
    }

    /** Whether the request is of this operation; the path's version may be left out of the pattern. */
    boolean matches(ReceivedRequest request) {
        return isOf(request.method())
                && (match(request.segments()).isPresent()
                        || match(afterVersion(request.segments())).isPresent());
    }

    /** What the variables of the template stand for, or empty where the path is another one. */
    Optional<Map<String, String>> match(List<String> path) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        var variables = new HashMap<String, String>();
        for (var i = 0; i < path.size(); i++) {
            var expected = segments.get(i);
            if (expected.startsWith("{")
                    && expected.endsWith("}")
                    && !path.get(i).isEmpty()) {
                variables.put(expected.substring(1, expected.length() - 1), path.get(i));
            } else if (!expected.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }

    private static List<String> afterVersion(List<String> path) {
        return path.get(0).equals(Router.VERSION) ? new ArrayList<>(path.subList(1, path.size())) : List.of();
    }
}
