package com.clerk.sdk.errors;

import org.jspecify.annotations.Nullable;

/**
 * JSON that cannot be read as what it should be: malformed, cut off, of another shape, or without a field that was
 * asked for. The message says where, never what stood there.
 */
public final class ClerkDecodingException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** What is wrong, without content. */
    private final String problem;
    /** Where in the JSON. */
    private final String jsonPath;
    /** Id of the operation, or null. */
    private final @Nullable String operation;

    /**
     * Makes an exception for JSON that does not come from a call.
     *
     * @param problem what is wrong, without content
     * @param jsonPath where, from {@code $} on
     */
    public ClerkDecodingException(String problem, String jsonPath) {
        this(problem, jsonPath, null);
    }

    /**
     * Makes an exception.
     *
     * @param problem what is wrong, without content
     * @param jsonPath where, from {@code $} on
     * @param operation id of the operation that was answered so, or null
     */
    public ClerkDecodingException(String problem, String jsonPath, @Nullable String operation) {
        super(message(problem, jsonPath, operation), null);
        this.problem = problem;
        this.jsonPath = jsonPath;
        this.operation = operation;
    }

    private static String message(String problem, String jsonPath, @Nullable String operation) {
        var at = jsonPath.equals("$") ? problem : problem + " at " + jsonPath;
        return operation == null ? at : operation + ": " + at;
    }

    /**
     * Returns what is wrong, without the operation and the place.
     *
     * @return a phrase such as {@code expected text, found a number}; never content of the JSON
     */
    public String problem() {
        return problem;
    }

    /**
     * Which operation was answered so. No network.
     *
     * @return its id, such as {@code users.list}, or null if the JSON did not come from a call
     */
    public @Nullable String operation() {
        return operation;
    }

    /**
     * Where in the JSON. No network.
     *
     * @return a path such as {@code $.data[3].email_addresses}; {@code $} for the whole
     */
    public String jsonPath() {
        return jsonPath;
    }
}
