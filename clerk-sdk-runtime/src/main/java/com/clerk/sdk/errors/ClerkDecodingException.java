package com.clerk.sdk.errors;

import org.jspecify.annotations.Nullable;

/**
 * A failure to read JSON: it is malformed, incomplete, of another shape, or lacks a field whose accessor was called.
 * The message says where, and never quotes the JSON.
 */
public final class ClerkDecodingException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** The problem, without content of the JSON. */
    private final String problem;
    /** The place in the JSON. */
    private final String jsonPath;
    /** Id of the operation, or null. */
    private final @Nullable String operation;

    /**
     * Creates an exception for JSON that does not come from a call.
     *
     * @param problem what is wrong, without content of the JSON
     * @param jsonPath the place in the JSON, starting with {@code $}
     */
    public ClerkDecodingException(String problem, String jsonPath) {
        this(problem, jsonPath, null);
    }

    /**
     * Creates an exception.
     *
     * @param problem what is wrong, without content of the JSON
     * @param jsonPath the place in the JSON, starting with {@code $}
     * @param operation id of the operation that returned the JSON, or null
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
     * Returns the id of the operation that returned the JSON.
     *
     * @return the id, such as {@code users.list}, or null if the JSON did not come from a call
     */
    public @Nullable String operation() {
        return operation;
    }

    /**
     * Returns the place in the JSON.
     *
     * @return a path, such as {@code $.data[3].email_addresses}; {@code $} for the whole document
     */
    public String jsonPath() {
        return jsonPath;
    }
}
