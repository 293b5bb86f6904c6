package com.clerk.sdk.errors;

/** The secret key, or the token sent in its place, is missing, wrong or revoked (401). */
public final class AuthenticationException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    AuthenticationException(ApiFailure failure) {
        super(failure);
    }
}
