package com.clerk.sdk.client.steps;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reasons for a {@link StepException}. Each says what to do. */
public enum StepReason {
    /** The code is wrong. Ask the user again. */
    CODE_INCORRECT("The code is incorrect: ask the user for it again"),
    /** The password is wrong. Ask the user again. */
    PASSWORD_INCORRECT("The password is incorrect: ask the user for it again"),
    /** The code or link has expired. Send another one. */
    EXPIRED("The code or link has expired: send another one"),
    /** The verification failed too often. Send another code, or begin again. */
    FAILED("The verification has failed too often: send another code"),
    /** The address or factor is verified already. Ask Clerk for the present step. */
    ALREADY_VERIFIED("The verification is done already: call refresh()"),
    /** No code was sent. Send one first. */
    NOT_SENT("No code was sent: send one first"),
    /** There is no account with this identifier. Ask the user again, or sign up. */
    IDENTIFIER_NOT_FOUND("There is no account with this identifier: ask the user again, or sign up"),
    /** There is an account with this identifier. Sign in. */
    IDENTIFIER_TAKEN("There is an account with this identifier already: sign in, or ask the user for another one"),
    /** The password is known from a leak. Ask the user for another one, or reset it. */
    PASSWORD_COMPROMISED("The password is known from a leak: ask the user for another one"),
    /** A field is invalid: see {@link StepException#errorsByField()}. */
    FIELD_INVALID("A field is invalid: see errorsByField()"),
    /** The account is locked after too many failures. Try again later. */
    ACCOUNT_LOCKED("The account is locked: try again later, or unlock the user"),
    /** The user may not sign in: banned or deactivated. */
    ACCOUNT_BLOCKED("The user may not sign in"),
    /** Sign-ups are restricted or go through a waitlist. */
    SIGN_UP_RESTRICTED("The instance does not allow this sign-up"),
    /** Clerk wants a CAPTCHA. Enable the Native API, or send a testing token. */
    CAPTCHA_REQUIRED(
            "Clerk asks for a CAPTCHA, which this program cannot show: enable the Native API of the instance, or send"
                    + " a testing token"),
    /** The user cannot use this factor. Use one that the step offers. */
    FACTOR_NOT_OFFERED("The user cannot use this factor: use one that the step offers"),
    /** The browser came back without a nonce. Put the URL of the message on the list of the instance. */
    REDIRECT_NOT_LISTED(
            "Clerk sent the browser back without a nonce, since the redirect URL is not on the list of the instance"),
    /** No port of the redirect is free. */
    NO_FREE_PORT("No port for the redirect of the browser is free"),
    /** The user did not come back from the browser in time. Begin again. */
    TIMED_OUT("The user did not come back from the browser in time: begin again"),
    /** The thread was interrupted while it waited for the user. */
    INTERRUPTED("The thread was interrupted while it waited for the browser"),
    /** The provider or Clerk refused the account of the provider: see the message. */
    PROVIDER_REFUSED("The sign-in through the browser failed");

    private static final Map<String, StepReason> BY_CODE = Map.ofEntries(
            Map.entry("form_code_incorrect", CODE_INCORRECT),
            Map.entry("form_password_incorrect", PASSWORD_INCORRECT),
            Map.entry("form_password_or_identifier_incorrect", PASSWORD_INCORRECT),
            Map.entry("verification_expired", EXPIRED),
            Map.entry("verification_link_token_expired", EXPIRED),
            Map.entry("verification_failed", FAILED),
            Map.entry("verification_already_verified", ALREADY_VERIFIED),
            Map.entry("verification_missing", NOT_SENT),
            Map.entry("verification_not_sent", NOT_SENT),
            Map.entry("form_identifier_not_found", IDENTIFIER_NOT_FOUND),
            Map.entry("form_identifier_exists", IDENTIFIER_TAKEN),
            Map.entry("form_password_pwned", PASSWORD_COMPROMISED),
            Map.entry("form_password_compromised", PASSWORD_COMPROMISED),
            Map.entry("user_locked", ACCOUNT_LOCKED),
            Map.entry("user_banned", ACCOUNT_BLOCKED),
            Map.entry("user_deactivated", ACCOUNT_BLOCKED),
            Map.entry("not_allowed_access", SIGN_UP_RESTRICTED),
            Map.entry("sign_up_mode_restricted", SIGN_UP_RESTRICTED),
            Map.entry("sign_up_restricted_waitlist", SIGN_UP_RESTRICTED),
            Map.entry("requires_captcha", CAPTCHA_REQUIRED),
            Map.entry("captcha_invalid", CAPTCHA_REQUIRED),
            Map.entry("captcha_missing_token", CAPTCHA_REQUIRED),
            Map.entry("strategy_for_user_invalid", FACTOR_NOT_OFFERED),
            Map.entry("verification_strategy_invalid", FACTOR_NOT_OFFERED));
    private static final int INVALID = 422;

    private final String advice;

    StepReason(String advice) {
        this.advice = advice;
    }

    /** Returns the reason that a code of Clerk means; null if the refusal is not about the input. */
    static @Nullable StepReason of(String code, int status) {
        var known = BY_CODE.get(code);
        return known == null && status == INVALID && code.startsWith("form_") ? FIELD_INVALID : known;
    }

    /** Returns a sentence that says what to do. */
    String advice() {
        return advice;
    }
}
