package com.clerk.sdk.errors;

/** The request contradicts the present state, or what it concerns is locked (409, 423). */
public final class ConflictException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    ConflictException(ApiFailure failure) {
        super(failure);
    }
}
