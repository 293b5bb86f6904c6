package com.clerk.sdk.errors;

/**
 * The resource does not exist, or does not exist any more (404, 410). If an earlier try of the same DELETE may have
 * deleted it, the failure of that try is a suppressed exception.
 */
public final class NotFoundException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    NotFoundException(ApiFailure failure) {
        super(failure);
    }
}
