package com.clerk.sdk.errors;

/** Too many requests (429): {@link #retryAfter()} says how long to wait, where Clerk tells. */
public final class RateLimitException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    RateLimitException(ApiFailure failure) {
        super(failure);
    }
}
