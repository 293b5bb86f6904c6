package com.clerk.sdk.client.steps;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.model.ExternalAccount;
import com.clerk.sdk.frontend.model.SessionReverification;
import com.clerk.sdk.frontend.model.SessionStartReverificationLevel;
import com.clerk.sdk.frontend.model.SessionStartReverificationParams;
import com.clerk.sdk.frontend.model.SignUpCreateParams;
import com.clerk.sdk.runtime.ApiConnection;
import com.clerk.sdk.runtime.Params;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of sign-ins, sign-ups and reverifications. Each method returns the first {@link Step}. A client has one
 * sign-in and one sign-up at a time: beginning another one replaces it.
 *
 * <p>The methods touch the network, except those for what is pending. They throw a {@link StepException} if Clerk
 * refuses the input, a {@link ClerkApiException} if it refuses the request for another reason, and a
 * {@link ClerkConnectionException} if it cannot be reached. Thread-safe.
 */
public final class Steps {
    private final StepCalls calls;

    /**
     * Creates the beginning of steps. {@code ClerkFrontend.steps()} does this.
     *
     * @param connection the connection to the Frontend API of a client
     * @param state returns who is signed in on the device
     */
    public Steps(ApiConnection connection, Supplier<ClientState> state) {
        this(new StepCalls(ApiClient.of(connection), state));
    }

    Steps(StepCalls calls) {
        this.calls = calls;
    }

    /**
     * Begins a sign-in.
     *
     * @param identifier an email address, a phone number or a username
     * @return the next step, as a rule {@link NeedsFirstFactor}
     */
    public Step signIn(String identifier) {
        return signIn(Fields.of("identifier", identifier));
    }

    /**
     * Begins a sign-in with the password, in one request.
     *
     * @param identifier an email address, a phone number or a username
     * @param password the password
     * @return the next step
     */
    public Step signIn(String identifier, String password) {
        return signIn(Fields.of("strategy", "password", "identifier", identifier, "password", password));
    }

    /**
     * Signs in by a ticket: a sign-in token, or an invitation of a user who exists.
     *
     * @param ticket the ticket, as the link has it
     * @return the next step
     */
    public Step signInWithTicket(String ticket) {
        return signIn(Fields.of("strategy", "ticket", "ticket", ticket));
    }

    /**
     * Signs in through a provider, in a browser on this machine, and waits for the user.
     *
     * @param strategy the provider, such as {@code oauth_google} or {@code oauth_custom_acme}
     * @param redirect where the browser comes back to
     * @return the next step: {@link NeedsSignUp} if the account belongs to nobody, {@link Cancelled} if the user
     *     refuses at the provider
     */
    public Step signInWithBrowser(String strategy, BrowserRedirect redirect) {
        return signInWithBrowser(strategy, null, redirect);
    }

    /**
     * Signs in through the enterprise connection of an email address, in a browser on this machine, and waits for the
     * user.
     *
     * @param emailAddress the email address, whose domain has the connection
     * @param redirect where the browser comes back to
     * @return the next step
     */
    public Step signInWithEnterprise(String emailAddress, BrowserRedirect redirect) {
        return signInWithBrowser("enterprise_sso", emailAddress, redirect);
    }

    private Step signInWithBrowser(String strategy, @Nullable String identifier, BrowserRedirect redirect) {
        return calls.begin(() -> new BrowserFlow(calls).signIn(redirect, url -> {
            var request = calls.api().post("signIns.create", "/v1/client/sign_ins");
            return calls.executeSignIn(request.form(BrowserFlow.fields(strategy, url, null, identifier)));
        }));
    }

    Step signIn(Params fields) {
        return calls.begin(() -> {
            var request = calls.api().post("signIns.create", "/v1/client/sign_ins");
            return calls.step(calls.executeSignIn(request.form(fields)), null);
        });
    }

    /**
     * Begins a sign-up.
     *
     * @param params sets the fields, such as the email address, the password, or the ticket of an invitation
     * @return the next step
     */
    public Step signUp(Consumer<SignUpCreateParams.Builder> params) {
        return calls.begin(() -> {
            var request = calls.api().post("signUps.create", "/v1/client/sign_ups");
            return calls.step(calls.executeSignUp(request.form(SignUpCreateParams.of(params))));
        });
    }

    /**
     * Signs up through a provider, in a browser on this machine, and waits for the user.
     *
     * @param strategy the provider, such as {@code oauth_google}
     * @param redirect where the browser comes back to
     * @param params sets further fields, such as the metadata
     * @return the next step: {@link NeedsSignIn} if the account belongs to a user, {@link Cancelled} if the user
     *     refuses at the provider
     */
    public Step signUpWithBrowser(
            String strategy, BrowserRedirect redirect, Consumer<SignUpCreateParams.Builder> params) {
        return calls.begin(() -> new BrowserFlow(calls).signUp(redirect, url -> {
            var fields = SignUpCreateParams.of(params.andThen(
                    signUp -> signUp.strategy(strategy).redirectUrl(url).actionCompleteRedirectUrl(url)));
            return calls.executeSignUp(
                    calls.api().post("signUps.create", "/v1/client/sign_ups").form(fields));
        }));
    }

    /**
     * Connects an account of a provider with the signed-in user, in a browser on this machine, and waits for the user.
     *
     * @param strategy the provider, such as {@code oauth_github}
     * @param redirect where the browser comes back to
     * @return the connected account
     * @throws StepException if the user does not come back, or refuses at the provider
     */
    public ExternalAccount connect(String strategy, BrowserRedirect redirect) {
        return new BrowserFlow(calls).connect(redirect, strategy);
    }

    /**
     * Begins a reverification: the user of the active session proves once more who they are. Afterwards, session tokens
     * say when that was.
     *
     * @param level the factors to prove
     * @return the next step
     * @throws IllegalStateException if nobody is signed in
     */
    public Step reverify(SessionStartReverificationLevel level) {
        var session = calls.state().session();
        if (session == null) {
            throw new IllegalStateException("Nobody is signed in, so that nobody can prove who they are once more");
        }
        var request = calls.api()
                .post("sessions.startReverification", "/v1/client/sessions/{session_id}/verify", session.id())
                .form(SessionStartReverificationParams.of(start -> start.level(level)));
        var verification = StepCalls.execute(request.envelope().returns(SessionReverification.CODEC));
        return calls.step(session.id(), verification, null);
    }

    /**
     * Returns the step of a sign-in that was begun, perhaps in an earlier run, and not completed. Nothing is sent: the
     * program decides whether to go on, or to begin another one.
     *
     * @return the step, or null if no sign-in is pending
     */
    public @Nullable Step pendingSignIn() {
        var signIn = calls.state().pendingSignIn();
        return signIn == null ? null : calls.step(signIn, null);
    }

    /**
     * Returns the step of a sign-up that was begun and not completed. Nothing is sent.
     *
     * @return the step, or null if no sign-up is pending
     */
    public @Nullable Step pendingSignUp() {
        var signUp = calls.state().pendingSignUp();
        return signUp == null ? null : calls.step(signUp);
    }

    /**
     * Returns the step of a session that has tasks. Nothing is sent.
     *
     * @return the step, or null if the active session has no tasks
     */
    public @Nullable Step pendingTasks() {
        var session = calls.state().session();
        var step = session == null ? null : calls.afterSignIn(session.id());
        return step instanceof NeedsTasks ? step : null;
    }
}
