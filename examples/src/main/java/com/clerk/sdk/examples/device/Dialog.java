package com.clerk.sdk.examples.device;

import com.clerk.sdk.client.steps.AlreadySignedIn;
import com.clerk.sdk.client.steps.Complete;
import com.clerk.sdk.client.steps.NeedsFields;
import com.clerk.sdk.client.steps.NeedsFirstFactor;
import com.clerk.sdk.client.steps.NeedsNewPassword;
import com.clerk.sdk.client.steps.NeedsSecondFactor;
import com.clerk.sdk.client.steps.NeedsTasks;
import com.clerk.sdk.client.steps.NeedsVerification;
import com.clerk.sdk.client.steps.Step;
import com.clerk.sdk.client.steps.StepException;
import com.clerk.sdk.client.steps.StepReason;
import java.io.PrintStream;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Goes through the steps of a sign-in or sign-up with the user, whatever they are. */
final class Dialog {
    private static final int PATIENCE = 20;
    private static final Set<StepReason> ASK_AGAIN = Set.of(
            StepReason.CODE_INCORRECT,
            StepReason.PASSWORD_INCORRECT,
            StepReason.EXPIRED,
            StepReason.IDENTIFIER_NOT_FOUND,
            StepReason.IDENTIFIER_TAKEN,
            StepReason.PASSWORD_COMPROMISED,
            StepReason.FIELD_INVALID);

    private final UnaryOperator<String> ask;
    private final PrintStream out;

    /**
     * Creates a dialog.
     *
     * @param ask asks the user, and returns the answer
     * @param out shows each step
     */
    Dialog(UnaryOperator<String> ask, PrintStream out) {
        this.ask = ask;
        this.out = out;
    }

    /**
     * Goes on until there is a session. A refused answer of the user is asked for again.
     *
     * @param begin returns the first step
     * @return the id of the session
     * @throws StepException if Clerk refuses something that another answer of the user does not change
     */
    String complete(Supplier<Step> begin) {
        var action = begin;
        for (int i = 0; i < PATIENCE; i++) {
            try {
                var step = action.get();
                out.println("   step: " + step.getClass().getSimpleName());
                if (step instanceof Complete complete) {
                    complete.activate();
                    return complete.sessionId();
                }
                if (step instanceof AlreadySignedIn in && in.sessionId() != null) {
                    return in.sessionId();
                }
                action = () -> take(step);
            } catch (StepException e) {
                if (!ASK_AGAIN.contains(e.reason())) {
                    throw e;
                }
                out.println("   " + e.reason()); // the same step can be taken again
            }
        }
        throw new IllegalStateException("There is no session after " + PATIENCE + " steps");
    }

    private Step take(Step step) {
        if (step instanceof NeedsFirstFactor factor) {
            return factor.factor("password") == null ? byCode(factor) : factor.password(ask.apply("password"));
        } else if (step instanceof NeedsSecondFactor factor) {
            return second(factor);
        } else if (step instanceof NeedsNewPassword password) {
            return password.newPassword(ask.apply("new password"), true);
        } else if (step instanceof NeedsFields fields) {
            return fields.update(user -> fields.missingFields().forEach(name -> user.extra(name, ask.apply(name))));
        } else if (step instanceof NeedsVerification verification) {
            return verify(verification);
        } else if (step instanceof NeedsTasks tasks) {
            return tasks.chooseOrganization(ask.apply("id of an organization"));
        }
        return step.requireComplete();
    }

    private Step byCode(NeedsFirstFactor factor) {
        var sent = factor.sendCode("email_code");
        return sent instanceof NeedsFirstFactor same ? same.code(ask.apply("email code")) : sent;
    }

    private Step second(NeedsSecondFactor factor) {
        if (factor.factor("totp") != null) {
            return factor.totp(ask.apply("code of your authenticator app"));
        }
        var strategy = factor.factor("phone_code") == null ? "email_code" : "phone_code";
        var sent = factor.sendCode(strategy);
        return sent instanceof NeedsSecondFactor same ? same.code(ask.apply(strategy.replace('_', ' '))) : sent;
    }

    private Step verify(NeedsVerification verification) {
        var email = verification.unverifiedFields().contains("email_address");
        var strategy = email ? "email_code" : "phone_code";
        var sent = verification.sendCode(strategy);
        return sent instanceof NeedsVerification same
                ? same.code(strategy, ask.apply(strategy.replace('_', ' ')))
                : sent;
    }
}
