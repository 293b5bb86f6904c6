package com.clerk.sdk.errors;

/** Clerk rejects the request as it is (400, 413, 422): {@link #errors()} names the field at fault. */
public final class InvalidRequestException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    InvalidRequestException(ApiFailure failure) {
        super(failure);
    }
}
