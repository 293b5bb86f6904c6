package com.clerk.sdk.runtime;

/** The limits of JSON, the same when it is read, made and written. */
final class Limits {
    /** How deep values may be nested. Deeper values of free form are kept as text; none is made. */
    static final int DEPTH = 200;

    /** How many characters a number may have. A longer number of free form is kept as text; none is made. */
    static final int NUMBER_LENGTH = 1000;

    /** How deep a document may be nested at all. The reader needs a few bytes for each level, and no stack. */
    static final int READER_DEPTH = 100_000;

    /** How deep a document may be nested that gson makes an object of; gson needs stack for each level. */
    static final int BINDING_DEPTH = 1000;

    private Limits() {}
}
