package com.clerk.sdk.errors;

/** The resource does not exist, or does not exist any more (404, 410). */
public final class NotFoundException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    NotFoundException(ApiFailure failure) {
        super(failure);
    }
}
