package com.clerk.sdk.client.steps;

import com.clerk.sdk.frontend.model.SessionReverification;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignInFactor;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The proofs of a sign-in or a reverification: those that were given, and those that are offered.
 *
 * @param answer the answer of Clerk
 * @param status its status as text
 * @param identifier the identifier of the user, or null
 * @param sessionId the session that it has led to, or null
 * @param firstFactors the offered first factors
 * @param secondFactors the offered second factors
 * @param first the verification of the first factor
 * @param second the verification of the second factor
 */
record Proofs(
        Model answer,
        String status,
        @Nullable String identifier,
        @Nullable String sessionId,
        List<SignInFactor> firstFactors,
        List<SignInFactor> secondFactors,
        VerificationView first,
        VerificationView second) {
    private static final String FIRST = "first_factor_verification";
    private static final String SECOND = "second_factor_verification";

    static Proofs of(SignIn signIn) {
        return new Proofs(
                signIn,
                status(signIn),
                signIn.identifier(),
                signIn.createdSessionId(),
                signIn.supportedFirstFactors(),
                signIn.supportedSecondFactors(),
                VerificationView.of(signIn, FIRST),
                VerificationView.of(signIn, SECOND));
    }

    static Proofs of(String sessionId, SessionReverification verification) {
        return new Proofs(
                verification,
                status(verification),
                "",
                sessionId,
                verification.supportedFirstFactors(),
                verification.supportedSecondFactors(),
                VerificationView.of(verification, FIRST),
                VerificationView.of(verification, SECOND));
    }

    /** Returns the status of an answer as text; empty if it is missing. */
    static String status(Model answer) {
        var status = VerificationView.text(JsonValue.parse(answer.toJson()), "status");
        return status == null ? "" : status;
    }
}
