package com.clerk.sdk.auth.lookup;

import java.util.concurrent.CompletableFuture;

/**
 * Thrown to stop a decision whose next answer is pending. It never leaves this package. It is an {@link Error}, so that
 * a decision that catches exceptions does not catch it.
 */
final class PendingLookup extends Error {
    private static final long serialVersionUID = 1L;

    /** The answer that the decision needs next. */
    private final transient CompletableFuture<?> answer;

    PendingLookup(CompletableFuture<?> answer) {
        super("An answer from Clerk is pending", null, false, false);
        this.answer = answer;
    }

    CompletableFuture<?> answer() {
        return answer;
    }
}
