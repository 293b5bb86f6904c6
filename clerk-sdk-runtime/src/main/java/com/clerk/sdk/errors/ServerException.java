package com.clerk.sdk.errors;

/** Something failed on the side of Clerk (5xx). */
public final class ServerException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    ServerException(ApiFailure failure) {
        super(failure);
    }
}
