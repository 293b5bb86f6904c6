package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.frontend.model.User;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The question whether a nonce was given to the client that began a sign-in. A browser brings any nonce that a page
 * gives it, also one of somebody else, who would then be signed in here (login CSRF: RFC 6749, section 10.12).
 */
final class FlowOwner {
    private FlowOwner() {}

    /**
     * Returns whether the answer of an exchange has the client that sent it, its sign-in or sign-up, or a session of
     * its user.
     *
     * @param answer the answer
     * @param state the state before
     */
    static boolean isOwn(FrontendResponse answer, ClientState state) {
        var client = answer.content().client();
        return client != null
                && (client.id().equals(answer.sent().clientId())
                        || hasFlow(client, state)
                        || hasUser(ClientState.of(client), state));
    }

    private static boolean hasFlow(Client client, ClientState state) {
        var signIn = state.pendingSignIn();
        var signUp = state.pendingSignUp();
        return (signIn != null && same(signIn::id, client::signIn, SignIn::id))
                || (signUp != null && same(signUp::id, client::signUp, SignUp::id));
    }

    private static boolean hasUser(ClientState next, ClientState state) {
        var user = state.user();
        return user != null && next.sessions().stream().anyMatch(session -> same(user::id, session::user, User::id));
    }

    private static <T> boolean same(Supplier<String> own, Supplier<@Nullable T> found, Function<T, String> id) {
        try {
            var present = found.get();
            return present != null && Objects.equals(own.get(), id.apply(present));
        } catch (ClerkDecodingException e) {
            return false; // what cannot be read proves nothing
        }
    }
}
