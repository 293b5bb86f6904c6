package com.clerk.sdk.openapi;

import java.util.List;

/** An upstream document that cannot become a contract: what is wrong, where, and what to do about it. */
public final class ImportException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param file the document at fault
     * @param location where in it, as dotted path or {@code METHOD /path}
     * @param problem what was found
     * @param remedy what to do
     */
    public ImportException(String file, String location, String problem, String remedy) {
        super(file + ", " + location + ": " + problem + ". " + remedy);
    }

    /**
     * Several problems of one document, a line each.
     *
     * @param file the document at fault
     * @param problems what was found, each with its location and remedy
     */
    public ImportException(String file, List<String> problems) {
        super(file + ":\n  " + String.join("\n  ", problems));
    }
}
