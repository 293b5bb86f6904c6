package com.clerk.sdk.errors;

/** The plan of the instance does not include the request (402). */
public final class PlanLimitException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    PlanLimitException(ApiFailure failure) {
        super(failure);
    }
}
