package com.clerk.sdk.client.steps;

import com.clerk.sdk.frontend.model.SessionReverification;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignInFactor;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.Params;
import com.clerk.sdk.runtime.http.ApiRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of one sign-in, or of the reverification of one session. Both prove factors in the same way. */
final class FactorCalls {
    private static final String SIGN_IN = "/v1/client/sign_ins/{sign_in_id}";
    private static final String REVERIFICATION = "/v1/client/sessions/{session_id}/verify";

    private final StepCalls steps;
    private final @Nullable SignIn signIn;
    private final String id;
    private final InFlight inFlight = new InFlight();
    private final InFlight browser = new InFlight();

    /** Creates the requests of a sign-in. */
    FactorCalls(StepCalls steps, SignIn signIn) {
        this.steps = steps;
        this.signIn = signIn;
        this.id = signIn.id();
    }

    /** Creates the requests of the reverification of a session. */
    FactorCalls(StepCalls steps, String sessionId) {
        this.steps = steps;
        this.signIn = null;
        this.id = sessionId;
    }

    /** The actions on factors, by the names that operations and paths have for them. */
    enum Action {
        PREPARE_FIRST("prepareFirstFactor", "prepareReverificationFirstFactor", "/prepare_first_factor"),
        ATTEMPT_FIRST("attemptFirstFactor", "attemptReverificationFirstFactor", "/attempt_first_factor"),
        PREPARE_SECOND("prepareSecondFactor", "prepareReverificationSecondFactor", "/prepare_second_factor"),
        ATTEMPT_SECOND("attemptSecondFactor", "attemptReverificationSecondFactor", "/attempt_second_factor");

        private final String ofSignIn;
        private final String ofSession;
        private final String path;

        Action(String ofSignIn, String ofSession, String path) {
            this.ofSignIn = ofSignIn;
            this.ofSession = ofSession;
            this.path = path;
        }
    }

    StepCalls steps() {
        return steps;
    }

    boolean isSignIn() {
        return signIn != null;
    }

    String id() {
        return id;
    }

    /**
     * Sends a request.
     *
     * @param sentTo the factor whose code the request sends, or that was sent before; null if none was
     */
    Step send(Action action, Params fields, @Nullable SignInFactor sentTo) {
        return inFlight.run(() -> next(request(action).form(fields), sentTo));
    }

    private ApiRequest request(Action action) {
        return isSignIn()
                ? steps.api().post("signIns." + action.ofSignIn, SIGN_IN + action.path, id)
                : steps.api().post("sessions." + action.ofSession, REVERIFICATION + action.path, id);
    }

    private Step next(ApiRequest request, @Nullable SignInFactor sentTo) {
        if (isSignIn()) {
            return steps.step(steps.executeSignIn(request), sentTo);
        }
        ApiCall<SessionReverification> call = request.envelope().returns(SessionReverification.CODEC);
        return steps.step(id, StepCalls.execute(call), sentTo);
    }

    /**
     * Prepares the first factor of a sign-in that goes through a browser, and returns the answer.
     *
     * @throws StepException if this is a reverification, whose nonce Clerk would not exchange for a sign-in
     */
    SignIn prepare(Params fields) {
        if (!isSignIn()) {
            throw StepException.of(StepReason.FACTOR_NOT_OFFERED, "a reverification does not go through a browser");
        }
        return inFlight.run(
                () -> steps.executeSignIn(request(Action.PREPARE_FIRST).form(fields)));
    }

    /** Returns the next step of a call that waits for the browser. */
    Step waitForBrowser(Supplier<Step> call) {
        return browser.run(call);
    }

    /** Returns the next step of a call that sends a request by itself. */
    Step once(Supplier<Step> call) {
        return inFlight.run(call);
    }

    /** Sets the new password of a sign-in. */
    Step resetPassword(Params fields) {
        var request = steps.api().post("signIns.resetPassword", SIGN_IN + "/reset_password", id);
        return inFlight.run(() -> next(request.form(fields), null));
    }

    /** Gets the sign-in; with a nonce, the client of a sign-in that ended in a browser. */
    SignIn get(@Nullable String nonce) {
        var request = steps.api().get("signIns.get", SIGN_IN, id);
        return steps.executeSignIn(nonce == null ? request : request.query("rotating_token_nonce", nonce));
    }

    /** Gets the present step of a sign-in. */
    Step refresh(@Nullable SignInFactor sentTo) {
        return inFlight.run(() -> steps.step(get(null), sentTo));
    }
}
