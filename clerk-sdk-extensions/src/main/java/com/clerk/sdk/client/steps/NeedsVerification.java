package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.frontend.model.SignUpUpdateParams;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.function.Consumer;

/**
 * A sign-up with an email address or a phone number that is not verified. The methods that touch the network throw a
 * {@link StepException} if the input is refused, a {@link ClerkApiException} if Clerk refuses the request for another
 * reason, and a {@link ClerkConnectionException} if Clerk cannot be reached.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsVerification implements Step {
    private static final List<String> STRATEGIES = List.of("email_code", "phone_code");

    private final SignUpCalls calls;
    private final String status;

    NeedsVerification(SignUpCalls calls, String status) {
        this.calls = calls;
        this.status = status;
    }

    /**
     * Returns the names of the fields that are not verified.
     *
     * @return {@code email_address}, {@code phone_number} or both
     */
    public List<String> unverifiedFields() {
        return calls.signUp().unverifiedFields();
    }

    /**
     * Returns the sign-up, with all that is known about it.
     *
     * @return the sign-up as Clerk sent it
     */
    public SignUp signUp() {
        return calls.signUp();
    }

    /**
     * Sends a code over the network, unless one was sent and can still be used.
     *
     * @param strategy {@code email_code} or {@code phone_code}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step sendCode(String strategy) {
        return calls.verification(field(strategy)).isOpen(strategy) ? this : resendCode(strategy);
    }

    /**
     * Sends another code over the network, also if one was sent.
     *
     * @param strategy {@code email_code} or {@code phone_code}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step resendCode(String strategy) {
        return calls.steps().step(calls.prepare(Fields.of("strategy", strategy)));
    }

    /**
     * Proves the code that was sent, over the network.
     *
     * @param strategy the strategy that the code was sent by
     * @param code the code, as the user typed it
     * @return the next step
     */
    public Step code(String strategy, String code) {
        return calls.attempt(Fields.of("strategy", strategy, "code", code.strip()));
    }

    /**
     * Proves the one code that was sent, over the network.
     *
     * @param code the code, as the user typed it
     * @return the next step
     * @throws StepException if the code is wrong or has expired, or none was sent
     */
    public Step code(String code) {
        for (var strategy : STRATEGIES) {
            if (calls.verification(field(strategy)).strategy().equals(strategy)
                    && unverifiedFields().contains(field(strategy))) {
                return code(strategy, code);
            }
        }
        throw StepException.of(StepReason.NOT_SENT, (Throwable) null);
    }

    /**
     * Sends a link to the email address, and waits until the user has followed it in a browser on this machine.
     *
     * @param redirect where the browser comes back to
     * @return the next step
     * @throws StepException if the user does not follow the link in time
     */
    public Step emailLink(BrowserRedirect redirect) {
        return calls.waitForBrowser(
                () -> new EmailLink(calls.steps()).follow(redirect, fields -> calls.prepare(fields), null));
    }

    /**
     * Changes fields over the network, such as a mistyped address.
     *
     * @param params sets the fields
     * @return the next step
     */
    public Step update(Consumer<SignUpUpdateParams.Builder> params) {
        return calls.update(params);
    }

    /**
     * Asks Clerk for the present step, over the network.
     *
     * @return the present step
     */
    public Step refresh() {
        return calls.refresh();
    }

    private static String field(String strategy) {
        return strategy.startsWith("email") ? "email_address" : "phone_number";
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String toString() {
        return "NeedsVerification(" + unverifiedFields().size() + ")";
    }
}
