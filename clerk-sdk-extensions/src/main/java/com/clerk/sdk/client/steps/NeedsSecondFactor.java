package com.clerk.sdk.client.steps;

import com.clerk.sdk.client.steps.FactorCalls.Action;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.SignInFactor;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in or a reverification whose user must prove a second factor, or prove by a code that a new device is theirs.
 * The methods that touch the network throw a {@link StepException} if the proof is refused, a {@link ClerkApiException}
 * if Clerk refuses the request for another reason, and a {@link ClerkConnectionException} if Clerk cannot be reached.
 */
@JsonAdapter(StepTypeAdapter.class)
public final class NeedsSecondFactor implements Step {
    private final FactorCalls calls;
    private final String status;
    private final Offer offer;

    NeedsSecondFactor(FactorCalls calls, Proofs proofs, @Nullable SignInFactor sentTo) {
        this.calls = calls;
        this.status = proofs.status();
        this.offer = new Offer(proofs.secondFactors(), proofs.second(), sentTo);
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
     * @param strategy the strategy, such as {@code totp}
     * @return the factor, or null if the user cannot use the strategy
     */
    public @Nullable SignInFactor factor(String strategy) {
        return offer.find(strategy);
    }

    /**
     * Proves a code of the user's authenticator app, over the network.
     *
     * @param code the code, as the user typed it
     * @return the next step
     */
    public Step totp(String code) {
        return attempt("totp", code);
    }

    /**
     * Proves a backup code, over the network. It can be used once.
     *
     * @param code the code, as the user typed it
     * @return the next step
     */
    public Step backupCode(String code) {
        return attempt("backup_code", code);
    }

    /**
     * Sends a code over the network, unless one was sent to the same address and can still be used.
     *
     * @param strategy {@code phone_code} or {@code email_code}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step sendCode(String strategy) {
        return sendCode(offer.require(strategy));
    }

    /**
     * Sends a code to one address of the user over the network, unless one was sent there and can still be used.
     *
     * @param factor one of {@link #factors()}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step sendCode(SignInFactor factor) {
        return offer.isOpen(factor) ? this : resendCode(factor);
    }

    /**
     * Sends another code over the network, also if one was sent.
     *
     * @param factor one of {@link #factors()}
     * @return the same step, to call {@link #code(String)} on
     */
    public Step resendCode(SignInFactor factor) {
        return calls.send(Action.PREPARE_SECOND, Offer.fields(factor), factor);
    }

    /**
     * Proves the code that was sent, over the network.
     *
     * @param code the code, as the user typed it
     * @return the next step
     * @throws StepException if the code is wrong or has expired, or none was sent
     */
    public Step code(String code) {
        return attempt(offer.sentStrategy(), code);
    }

    private Step attempt(String strategy, String code) {
        var fields = Fields.of("strategy", strategy, "code", code.strip());
        return calls.send(Action.ATTEMPT_SECOND, fields, offer.sentTo());
    }

    /**
     * Asks Clerk for the present step of a sign-in, over the network. There is no such question for a reverification.
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
        return "NeedsSecondFactor(" + SafeText.of(status) + ")";
    }
}
