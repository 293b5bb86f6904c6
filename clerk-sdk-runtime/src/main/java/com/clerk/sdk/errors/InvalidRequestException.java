package com.clerk.sdk.errors;

/** Clerk cannot accept the request as it is (400, 413, 422): {@link #errors()} says which field is at fault. */
public final class InvalidRequestException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(ApiFailure failure) {
        super(failure);
    }
}
