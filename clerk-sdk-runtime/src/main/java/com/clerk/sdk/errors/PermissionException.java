package com.clerk.sdk.errors;

/** The key is valid, but it may not do this (403). */
public final class PermissionException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    PermissionException(ApiFailure failure) {
        super(failure);
    }
}
