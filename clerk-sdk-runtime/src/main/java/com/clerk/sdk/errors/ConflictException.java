package com.clerk.sdk.errors;

/** The request conflicts with the current state of the resource, or the resource is locked (409, 423). */
public final class ConflictException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    ConflictException(ApiFailure failure) {
        super(failure);
    }
}
