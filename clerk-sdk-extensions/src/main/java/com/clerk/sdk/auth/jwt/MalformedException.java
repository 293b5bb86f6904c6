package com.clerk.sdk.auth.jwt;

/**
 * Thrown if a text has the wrong syntax. It is checked, so that every caller translates it into its own failure. The
 * message is a clause that says what is wrong.
 */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String problem) {
        // Without a stack trace: any client can cause it, and the place in the parser does not help.
        super(problem, null, false, false);
    }
}
