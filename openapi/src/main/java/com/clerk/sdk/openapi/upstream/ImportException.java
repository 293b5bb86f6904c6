package com.clerk.sdk.openapi.upstream;

import java.util.List;

/**
 * Thrown when an upstream document cannot be imported. The message says what is wrong, where, and what to do. It has no
 * stack trace: Maven would print it, and it says nothing about the document.
 */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Reports a problem outside a document.
     *
     * @param message the problem and its remedy
     */
    public ImportException(String message) {
        super(message, null, false, false);
    }

    /**
     * Reports one problem.
     *
     * @param file the faulty document
     * @param location the place in it, as dotted path or {@code METHOD /path}
     * @param problem the problem
     * @param remedy the action that solves it
     */
    public ImportException(String file, String location, String problem, String remedy) {
        this(file + ", " + location + ": " + problem + ". " + remedy);
    }

    /**
     * Reports several problems of one document, one on each line.
     *
     * @param file the faulty document
     * @param problems the problems, each with its location and remedy
     */
    public ImportException(String file, List<String> problems) {
        this(file + ":\n  " + String.join("\n  ", problems));
    }
}
