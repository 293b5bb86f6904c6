package com.clerk.sdk.client.steps;

import com.clerk.sdk.client.steps.FactorCalls.Action;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.SignInAttemptFirstFactorParams;
import com.clerk.sdk.frontend.model.SignInFactor;
import com.clerk.sdk.frontend.model.SignInPrepareFirstFactorParams;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in or a reverification whose user must prove who they are: by a password, a code, a link, a provider or a
 * passkey. All methods but those that only return a value touch the network; they throw a {@link StepException} if the
 * proof is refused, a {@link ClerkApiException} if Clerk refuses the request for another reason, and a
 * {@link ClerkConnectionException} if Clerk cannot be reached.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsFirstFactor implements Step {
    private final FactorCalls calls;
    private final String status;
    private final Offer offer;
    private final VerificationView verification;

    NeedsFirstFactor(FactorCalls calls, Proofs proofs, @Nullable SignInFactor sentTo) {
        this.calls = calls;
        this.status = proofs.status();
        this.verification = proofs.first();
        this.offer = new Offer(proofs.firstFactors(), proofs.first(), sentTo);
    }

    /**
     * Returns the factors that the user can use here.
     *
     * @return the factors in Clerk's order
     */
    public List<SignInFactor> factors() {
        return offer.factors();
    }

    /**
     * Returns a factor by its strategy. If the user has several, it is the default or primary one.
     *
     * @param strategy the strategy, such as {@code email_code}
     * @return the factor, or null if the user cannot use the strategy
     */
    public @Nullable SignInFactor factor(String strategy) {
        return offer.find(strategy);
    }

    /**
     * Proves the password.
     *
     * @param password the password
     * @return the next step
     */
    public Step password(String password) {
        return calls.send(Action.ATTEMPT_FIRST, Fields.of("strategy", "password", "password", password), null);
    }

    /**
     * Sends a code to the user, unless one was sent to the same address and can still be used. With a factor for the
     * reset of the password, the code leads to {@link NeedsNewPassword}.
     *
     * @param strategy {@code email_code}, {@code phone_code}, {@code reset_password_email_code} or
     *     {@code reset_password_phone_code}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step sendCode(String strategy) {
        return sendCode(offer.require(strategy));
    }

    /**
     * Sends a code to one address of the user, unless one was sent there and can still be used.
     *
     * @param factor one of {@link #factors()}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step sendCode(SignInFactor factor) {
        return offer.isOpen(factor) ? this : resendCode(factor);
    }

    /**
     * Sends another code, also if one was sent.
     *
     * @param factor one of {@link #factors()}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step resendCode(SignInFactor factor) {
        return calls.send(Action.PREPARE_FIRST, Offer.fields(factor), factor);
    }

    /**
     * Proves the code that was sent.
     *
     * @param code the code, as the user typed it
     * @return the next step
     * @throws StepException if the code is wrong or has expired, or none was sent
     */
    public Step code(String code) {
        var fields = Fields.of("strategy", offer.sentStrategy(), "code", code.strip());
        return calls.send(Action.ATTEMPT_FIRST, fields, offer.sentTo());
    }

    /**
     * Sends a link to the user by email, and waits until the user has followed it in a browser on this machine. The
     * link is bound to this program (PKCE, RFC 7636): another one cannot use it.
     *
     * @param redirect where the browser comes back to
     * @return the next step
     * @throws StepException if the user does not follow the link in time
     */
    public Step emailLink(BrowserRedirect redirect) {
        var factor = offer.require("email_link");
        return calls.waitForBrowser(() -> new EmailLink(calls.steps())
                .follow(redirect, fields -> calls.prepare(fields), factor.emailAddressId()));
    }

    /**
     * Signs in through a provider or an enterprise connection, in a browser, and waits for the user.
     *
     * @param strategy a strategy that is offered here, such as {@code oauth_google} or {@code enterprise_sso}
     * @param redirect where the browser comes back to
     * @return the next step
     * @throws StepException if the user does not come back, or the sign-in fails in the browser
     */
    public Step browser(String strategy, BrowserRedirect redirect) {
        var factor = offer.require(strategy);
        return calls.waitForBrowser(() -> new BrowserFlow(calls.steps())
                .signIn(redirect, url -> calls.prepare(BrowserFlow.fields(strategy, url, factor, null))));
    }

    /**
     * Asks for the challenge of a passkey. An authenticator answers it, outside the SDK.
     *
     * @return the same step, with {@link #passkeyOptions()}
     */
    public Step preparePasskey() {
        return calls.send(Action.PREPARE_FIRST, Fields.of("strategy", "passkey"), null);
    }

    /**
     * Returns the challenge of a passkey, after {@link #preparePasskey()}.
     *
     * @return the options for {@code navigator.credentials.get} as JSON text, or null before
     */
    public @Nullable String passkeyOptions() {
        return verification.nonce();
    }

    /**
     * Proves a passkey.
     *
     * @param publicKeyCredential the answer of the authenticator, as JSON text
     * @return the next step
     */
    public Step passkey(String publicKeyCredential) {
        var fields = Fields.of("strategy", "passkey", "public_key_credential", publicKeyCredential);
        return calls.send(Action.ATTEMPT_FIRST, fields, null);
    }

    /**
     * Prepares a factor that has no method of its own, such as a wallet.
     *
     * @param params sets the fields
     * @return the next step, as a rule the same
     */
    public Step prepare(Consumer<SignInPrepareFirstFactorParams.Builder> params) {
        return calls.send(Action.PREPARE_FIRST, SignInPrepareFirstFactorParams.of(params), offer.sentTo());
    }

    /**
     * Proves a factor that has no method of its own, such as a wallet.
     *
     * @param params sets the fields
     * @return the next step
     */
    public Step attempt(Consumer<SignInAttemptFirstFactorParams.Builder> params) {
        return calls.send(Action.ATTEMPT_FIRST, SignInAttemptFirstFactorParams.of(params), offer.sentTo());
    }

    /**
     * Asks Clerk for the present step of a sign-in, such as after the user has followed a link on another machine.
     * There is no such question for a reverification.
     *
     * @return the present step
     */
    public Step refresh() {
        return calls.isSignIn() ? calls.refresh(offer.sentTo()) : this;
    }

    @Override
    public String status() {
        return status;
    }

    @Override
    public String toString() {
        return "NeedsFirstFactor(" + SafeText.of(status) + ")";
    }
}
