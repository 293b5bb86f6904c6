package com.clerk.sdk.errors;

/** Clerk received too many requests (429): {@link #retryAfter()} says how long to wait, if Clerk tells. */
public final class RateLimitException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    RateLimitException(ApiFailure failure) {
        super(failure);
    }
}
