package com.clerk.sdk.errors;

/** The plan of the instance does not cover what was asked for (402). */
public final class PlanLimitException extends ClerkApiException {
    private static final long serialVersionUID = 1L;

    PlanLimitException(ApiFailure failure) {
        super(failure);
    }
}
