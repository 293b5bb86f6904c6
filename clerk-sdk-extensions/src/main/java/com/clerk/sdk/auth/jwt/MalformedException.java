package com.clerk.sdk.auth.jwt;

/** Text that is not what it should be. Checked, so that no caller forgets to make its own kind of failure of it. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedException(String problem) {
        // Without a stack trace: anybody can send malformed tokens, and the place in the parser helps nobody.
        super(problem, null, false, false);
    }
}
