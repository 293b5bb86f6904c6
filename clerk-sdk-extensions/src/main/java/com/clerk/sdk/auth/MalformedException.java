package com.clerk.sdk.auth;

/** Text that is not what it should be. Checked, so that no caller forgets to make its own kind of failure of it. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String problem) {
        // Without a stack trace: anybody can send malformed tokens, and the place in the parser helps nobody.
        super(problem, null, false, false);
    }
}
