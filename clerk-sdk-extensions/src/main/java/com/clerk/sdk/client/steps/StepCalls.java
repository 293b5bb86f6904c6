package com.clerk.sdk.client.steps;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.Session;
import com.clerk.sdk.frontend.model.SessionReverification;
import com.clerk.sdk.frontend.model.SessionTouchIntent;
import com.clerk.sdk.frontend.model.SessionTouchParams;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignInFactor;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.http.ApiRequest;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends the requests of steps, and makes the step that each answer leads to. */
final class StepCalls {
    private static final String SESSION = "/v1/client/sessions/{session_id}";
    private static final Set<String> ALREADY_SIGNED_IN = Set.of("session_exists", "identifier_already_signed_in");

    private final ApiClient api;
    private final Supplier<ClientState> state;

    StepCalls(ApiClient api, Supplier<ClientState> state) {
        this.api = api;
        this.state = state;
    }

    ApiClient api() {
        return api;
    }

    ClientState state() {
        return state.get();
    }

    /**
     * Executes a call.
     *
     * @throws StepException if Clerk refuses the input
     * @throws ClerkApiException if Clerk refuses the request for another reason
     */
    static <T> T execute(ApiCall<T> call) {
        try {
            return call.execute();
        } catch (ClerkApiException e) {
            throw translated(e);
        }
    }

    private static RuntimeException translated(ClerkApiException refusal) {
        var ofInput = StepException.of(refusal);
        return ofInput == null ? refusal : ofInput;
    }

    /** Begins something: that somebody is signed in already is a result. */
    Step begin(Supplier<Step> request) {
        try {
            return request.get();
        } catch (ClerkApiException e) {
            var error = e.errors().isEmpty() ? null : e.errors().get(0);
            if (error == null || error.code() == null || !ALREADY_SIGNED_IN.contains(error.code())) {
                throw e;
            }
            return new AlreadySignedIn(sessionId(error.meta()), e);
        }
    }

    private @Nullable String sessionId(@Nullable JsonValue meta) {
        var named = meta != null && meta.isObject() ? VerificationView.text(meta, "session_id") : null;
        var session = state().session();
        return named == null && session != null ? session.id() : named;
    }

    /** Sends a request of a sign-in. */
    SignIn executeSignIn(ApiRequest request) {
        return execute(request.envelope().returns(SignIn.CODEC));
    }

    /** Returns the step of a sign-in whose code was sent to an address, or null. */
    Step step(SignIn signIn, @Nullable SignInFactor sentTo) {
        return StepChoice.of(new FactorCalls(this, signIn), Proofs.of(signIn), sentTo);
    }

    /** Returns the step of a reverification. */
    Step step(String sessionId, SessionReverification verification, @Nullable SignInFactor sentTo) {
        return StepChoice.of(new FactorCalls(this, sessionId), Proofs.of(sessionId, verification), sentTo);
    }

    /** Sends a request of a sign-up. */
    SignUp executeSignUp(ApiRequest request) {
        return execute(request.envelope().returns(SignUp.CODEC));
    }

    /** Returns the step of a sign-up. */
    Step step(SignUp signUp) {
        return StepChoice.of(new SignUpCalls(this, signUp));
    }

    /** Returns the step after there is a session: it may have tasks, or be over already. */
    Step afterSignIn(String sessionId) {
        var alive = state().session(sessionId);
        var session = alive == null ? ended(sessionId) : alive;
        return session == null ? new Complete(this, sessionId) : step(session);
    }

    /** Returns a session that the state leaves out because of its status, or null. */
    private @Nullable Session ended(String sessionId) {
        var client = state().client();
        try {
            for (var session : client == null ? List.<Session>of() : client.sessions()) {
                if (session.id().equals(sessionId)) {
                    return session;
                }
            }
        } catch (ClerkDecodingException e) {
            return null; // what cannot be read ends nothing
        }
        return null;
    }

    private Step step(Session session) {
        var status = Proofs.status(session);
        return switch (status) {
            case "active" -> new Complete(this, session.id());
            case "pending" -> new NeedsTasks(this, session);
            default -> new UnknownStep(status, session);
        };
    }

    Step touch(String sessionId, @Nullable String organizationId) {
        var params = SessionTouchParams.of(touch -> {
            if (organizationId == null) {
                touch.intent(SessionTouchIntent.SELECT_SESSION);
            } else {
                touch.activeOrganizationId(organizationId).intent(SessionTouchIntent.SELECT_ORG);
            }
        });
        var request = api.post("sessions.touch", SESSION + "/touch", sessionId).form(params);
        return step(execute(request.envelope().returns(Session.CODEC)));
    }

    Step session(String sessionId) {
        return step(
                execute(api.get("sessions.get", SESSION, sessionId).envelope().returns(Session.CODEC)));
    }
}
