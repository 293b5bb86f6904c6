package com.clerk.sdk.client.steps;

import com.google.gson.annotations.JsonAdapter;

/**
 * The state of a sign-in, a sign-up or a reverification, and with it the next thing to do. A program finds out which
 * one it is, acts, and gets the next step:
 *
 * <pre>{@code
 * Step step = clerk.steps().signIn("ada@example.com");
 * if (step instanceof NeedsFirstFactor factor) {
 *     step = factor.password("…");
 * }
 * if (step instanceof NeedsSecondFactor factor) {
 *     step = factor.totp("123456");
 * }
 * String sessionId = step.requireComplete().sessionId();
 * }</pre>
 *
 * <p>The offered factors choose the step, and Clerk's status is only a hint: a status that this version does not know
 * leads to a usable step if Clerk offers a known factor, else to {@link UnknownStep}. A refused input throws a
 * {@link StepException}, and the same step can be used again. A step is immutable and thread-safe, and belongs to one
 * sign-in, sign-up or session. It sends one request at a time, and waits for one browser at a time: a second call
 * meanwhile is refused with an {@link IllegalStateException}, so that a double click sends one code. A request may be
 * sent while the browser is open, such as when the user types the password instead. JSON mappers write a step as its
 * status.
 */
@JsonAdapter(StepTypeAdapter.class)
public sealed interface Step
        permits Abandoned,
                AlreadySignedIn,
                Cancelled,
                Complete,
                NeedsFields,
                NeedsFirstFactor,
                NeedsIdentifier,
                NeedsNewPassword,
                NeedsSecondFactor,
                NeedsSignIn,
                NeedsSignUp,
                NeedsTasks,
                NeedsVerification,
                UnknownStep {
    /**
     * Returns the status as Clerk sent it, for logs.
     *
     * @return the status, such as {@code needs_first_factor}
     */
    @com.fasterxml.jackson.annotation.JsonValue
    String status();

    /**
     * Returns this step if it is complete.
     *
     * @return this
     * @throws IllegalStateException if it is another step; the message names it and its status
     */
    default Complete requireComplete() {
        throw new IllegalStateException("The sign-in or sign-up is not complete: its step is "
                + getClass().getSimpleName() + " and its status " + SafeText.of(status()));
    }
}
