package com.clerk.sdk.client.steps;

import com.clerk.sdk.frontend.model.SignInFactor;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the step that an answer leads to. The offered factors decide, and the status is a hint: Clerk has added
 * statuses, such as {@code needs_client_trust}, whose factors were known before.
 */
final class StepChoice {
    private StepChoice() {}

    static Step of(FactorCalls calls, Proofs proofs, @Nullable SignInFactor sentTo) {
        if (proofs.first().isTransferable()) {
            return new NeedsSignUp(calls, proofs.status());
        }
        return switch (proofs.status()) {
            case "complete" -> complete(calls, proofs);
            case "abandoned" -> new Abandoned();
            case "needs_new_password" -> new NeedsNewPassword(calls);
            case "needs_second_factor", "needs_client_trust" -> second(calls, proofs, sentTo);
            default -> byFactors(calls, proofs, sentTo);
        };
    }

    private static Step complete(FactorCalls calls, Proofs proofs) {
        var sessionId = proofs.sessionId();
        return sessionId == null
                ? new UnknownStep(proofs.status(), proofs.answer())
                : calls.steps().afterSignIn(sessionId);
    }

    private static Step second(FactorCalls calls, Proofs proofs, @Nullable SignInFactor sentTo) {
        return proofs.secondFactors().isEmpty()
                ? new UnknownStep(proofs.status(), proofs.answer())
                : new NeedsSecondFactor(calls, proofs, sentTo);
    }

    private static Step byFactors(FactorCalls calls, Proofs proofs, @Nullable SignInFactor sentTo) {
        if (proofs.first().isVerified() && !proofs.secondFactors().isEmpty()) {
            return new NeedsSecondFactor(calls, proofs, sentTo);
        }
        boolean needsFirst = !proofs.first().isVerified() || proofs.status().equals("needs_first_factor");
        if (needsFirst && proofs.identifier() != null && !proofs.firstFactors().isEmpty()) {
            return new NeedsFirstFactor(calls, proofs, sentTo);
        }
        return proofs.status().equals("needs_identifier")
                ? new NeedsIdentifier(calls.steps())
                : new UnknownStep(proofs.status(), proofs.answer());
    }

    static Step of(SignUpCalls calls) {
        var signUp = calls.signUp();
        var sessionId = signUp.createdSessionId();
        var status = Proofs.status(signUp);
        if (status.equals("abandoned")) {
            return new Abandoned();
        }
        if (status.equals("complete")) {
            return sessionId == null
                    ? new UnknownStep(status, signUp)
                    : calls.steps().afterSignIn(sessionId);
        }
        if (calls.externalAccount().isTransferable()) {
            return new NeedsSignIn(calls, status);
        }
        if (!signUp.missingFields().isEmpty()) {
            return new NeedsFields(calls, status);
        }
        return signUp.unverifiedFields().isEmpty()
                ? new UnknownStep(status, signUp)
                : new NeedsVerification(calls, status);
    }
}
