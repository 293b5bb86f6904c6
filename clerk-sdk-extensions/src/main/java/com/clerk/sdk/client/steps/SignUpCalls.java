package com.clerk.sdk.client.steps;

import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.frontend.model.SignUpUpdateParams;
import com.clerk.sdk.runtime.Params;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The requests of one sign-up. */
final class SignUpCalls {
    private static final String PATH = "/v1/client/sign_ups/{sign_up_id}";

    private final StepCalls steps;
    private final SignUp signUp;
    private final InFlight inFlight = new InFlight();
    private final InFlight browser = new InFlight();

    SignUpCalls(StepCalls steps, SignUp signUp) {
        this.steps = steps;
        this.signUp = signUp;
    }

    StepCalls steps() {
        return steps;
    }

    SignUp signUp() {
        return signUp;
    }

    /** Returns the verification of the account at a provider. */
    VerificationView externalAccount() {
        return VerificationView.of(signUp, "verifications", "external_account");
    }

    /** Returns the verification of an address or number. */
    VerificationView verification(String field) {
        return VerificationView.of(signUp, "verifications", field);
    }

    Step update(Consumer<SignUpUpdateParams.Builder> params) {
        var request = steps.api().patch("signUps.update", PATH, signUp.id()).form(SignUpUpdateParams.of(params));
        return inFlight.run(() -> steps.step(steps.executeSignUp(request)));
    }

    SignUp prepare(Params fields) {
        var request = steps.api()
                .post("signUps.prepareVerification", PATH + "/prepare_verification", signUp.id())
                .form(fields);
        return inFlight.run(() -> steps.executeSignUp(request));
    }

    Step attempt(Params fields) {
        var request = steps.api()
                .post("signUps.attemptVerification", PATH + "/attempt_verification", signUp.id())
                .form(fields);
        return inFlight.run(() -> steps.step(steps.executeSignUp(request)));
    }

    /** Returns the next step of a call that waits for the browser. */
    Step waitForBrowser(Supplier<Step> call) {
        return browser.run(call);
    }

    /** Returns the next step of a call that sends a request by itself. */
    Step once(Supplier<Step> call) {
        return inFlight.run(call);
    }

    /** Gets the sign-up; with a nonce, the client of a sign-up that ended in a browser. */
    SignUp get(@Nullable String nonce) {
        var request = steps.api().get("signUps.get", PATH, signUp.id());
        return steps.executeSignUp(nonce == null ? request : request.query("rotating_token_nonce", nonce));
    }

    Step refresh() {
        return inFlight.run(() -> steps.step(get(null)));
    }
}
