package com.clerk.sdk.client;

import com.clerk.sdk.errors.ClerkException;
import org.jspecify.annotations.Nullable;

/**
 * A failure of a {@link TokenStore}. The store was not changed: its content is what it was before. The message names
 * the file and never its content.
 */
public final class TokenStoreException extends ClerkException {
    private static final long serialVersionUID = 1L;

    /** The kind of the failure. */
    private final Reason reason;

    /** The kinds of failures. */
    public enum Reason {
        /** The store cannot be read or written at present, such as on a full disk. Try again later. */
        UNAVAILABLE,
        /** The content is damaged or was not written by this SDK. Move it away, and sign in again. */
        DAMAGED,
        /** Other users of the machine can read the content. Sign out everywhere if one of them may have done so. */
        EXPOSED,
        /** The content belongs to another instance. Use another file, or the publishable key of that instance. */
        OTHER_INSTANCE,
        /** The content was written by a newer version of the SDK. Use that version. */
        NEWER_VERSION
    }

    /**
     * Creates an exception. Stores of your own can use this.
     *
     * @param reason the kind of the failure
     * @param message the message, in one line without secrets
     * @param cause the cause, or null
     */
    public TokenStoreException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /**
     * Returns the kind of the failure, for programs.
     *
     * @return the kind
     */
    public Reason reason() {
        return reason;
    }
}
