package com.clerk.sdk.errors;

/** What the request names does not exist, or no longer does (404, 410). */
public final class NotFoundException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    NotFoundException(ApiFailure failure) {
        super(failure);
    }
}
