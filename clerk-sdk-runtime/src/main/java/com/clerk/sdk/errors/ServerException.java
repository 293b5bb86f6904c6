package com.clerk.sdk.errors;

/** Clerk failed to handle the request (5xx). */
public final class ServerException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    ServerException(ApiFailure failure) {
        super(failure);
    }
}
