package com.clerk.sdk.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions to get states and to describe them. */
final class States {
    private States() {}

    static RequestState stateOf(RequestAuthenticator authenticator, ClerkRequest request) {
        return stateOf(authenticator, request, AuthenticateOptions.none());
    }

    /** Authenticates a request, blocking and asynchronously, and checks that both states agree. */
    static RequestState stateOf(RequestAuthenticator authenticator, ClerkRequest request, AuthenticateOptions options) {
        var state = authenticator.authenticate(request, options);
        var other = authenticator.authenticateAsync(request, options).join();
        assertThat(everything(other)).isEqualTo(everything(state));
        return state;
    }

    /** Such as {@code signed-in}, {@code signed-out token-invalid} or {@code handshake dev-browser-missing}. */
    static String verdict(RequestState state) {
        if (state instanceof SignedIn) {
            return "signed-in";
        }
        return state instanceof SignedOut out
                ? "signed-out " + out.reason()
                : "handshake " + ((Handshake) state).reason();
    }

    static String verdict(RequestAuthenticator authenticator, ClerkRequest request) {
        return verdict(stateOf(authenticator, request));
    }

    static String message(RequestState state) {
        if (state instanceof SignedIn) {
            return "";
        }
        return state instanceof SignedOut out ? out.message() : ((Handshake) state).message();
    }

    static @Nullable String first(RequestState state, String header) {
        var values = state.headers().get(header);
        return values == null ? null : values.get(0);
    }

    static SessionAuth session(RequestState state) {
        assertThat(verdict(state)).isEqualTo("signed-in");
        return (SessionAuth) ((SignedIn) state).auth();
    }

    /** Returns everything observable of a state. */
    static List<Object> everything(RequestState state) {
        var type = String.valueOf(state.tokenType());
        var token = state instanceof SignedIn in ? in.auth().token() : "";
        var pending = state instanceof SignedOut out && out.pendingSession() != null
                ? out.pendingSession().token()
                : "";
        return List.of(
                verdict(state),
                message(state),
                type,
                String.valueOf(state.carrier()),
                state.headers(),
                String.valueOf(state.location()),
                state.isSignedIn(),
                token,
                pending,
                state.toString());
    }
}
