package com.clerk.sdk.client;

import com.clerk.sdk.backend.model.SessionTask;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.frontend.model.Session;
import com.clerk.sdk.frontend.model.SessionStatus;
import com.clerk.sdk.frontend.model.SignIn;
import com.clerk.sdk.frontend.model.SignInStatus;
import com.clerk.sdk.frontend.model.SignUp;
import com.clerk.sdk.frontend.model.SignUpStatus;
import com.clerk.sdk.frontend.model.User;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in on this device, as Clerk said last. Every answer of the Frontend API brings the client with it, so
 * the state follows without a call of its own. Immutable.
 */
@JsonAdapter(GsonAdapter.class)
public final class ClientState {
    private final Status status;
    private final @Nullable Client client;
    private final List<Session> sessions;
    private final @Nullable Session session;

    /** Whether somebody is signed in. */
    public enum Status {
        /** There is a client token from an earlier run, and Clerk has not been asked yet. */
        UNKNOWN,
        /** Nobody is signed in. */
        SIGNED_OUT,
        /** A user is signed in, and must still complete {@link ClientState#tasks()}: there is no session token yet. */
        PENDING,
        /** A user is signed in. */
        SIGNED_IN
    }

    private ClientState(Status status, @Nullable Client client, List<Session> sessions, @Nullable Session session) {
        this.status = status;
        this.client = client;
        this.sessions = sessions;
        this.session = session;
    }

    /**
     * Returns the state before Clerk was asked.
     *
     * @param hasToken whether there is a client token
     * @return unknown with a token, signed out without one
     */
    public static ClientState initial(boolean hasToken) {
        return new ClientState(hasToken ? Status.UNKNOWN : Status.SIGNED_OUT, null, List.of(), null);
    }

    /**
     * Returns the state for a client. Tests can use this to create states.
     *
     * @param client the client as Clerk sent it, or null if Clerk knows no client
     * @return the state; sessions that are neither active nor pending, or lack an id or a status, are left out
     */
    public static ClientState of(@Nullable Client client) {
        if (client == null) {
            return initial(false);
        }
        var sessions = list(client::sessions).stream()
                .filter(session -> isAlive(statusOf(session)) && read(session::id) != null)
                .toList();
        var session = chosen(sessions, read(client::lastActiveSessionId));
        return new ClientState(status(session), client, sessions, session);
    }

    private static Status status(@Nullable Session session) {
        if (session == null) {
            return Status.SIGNED_OUT;
        }
        return SessionStatus.PENDING.equals(statusOf(session)) ? Status.PENDING : Status.SIGNED_IN;
    }

    /** Returns the session that was active last; else the first one that is active, or pending. */
    private static @Nullable Session chosen(List<Session> sessions, @Nullable String lastActive) {
        for (var session : sessions) {
            if (session.id().equals(lastActive)) {
                return session;
            }
        }
        for (var session : sessions) {
            if (SessionStatus.ACTIVE.equals(statusOf(session))) {
                return session;
            }
        }
        return sessions.isEmpty() ? null : sessions.get(0);
    }

    private static @Nullable SessionStatus statusOf(Session session) {
        return read(session::status);
    }

    private static boolean isAlive(@Nullable SessionStatus status) {
        return SessionStatus.ACTIVE.equals(status) || SessionStatus.PENDING.equals(status);
    }

    // Nothing that Clerk leaves out or changes may cost the state.
    private static <T> @Nullable T read(Supplier<@Nullable T> field) {
        try {
            return field.get();
        } catch (ClerkDecodingException e) {
            return null;
        }
    }

    private static <T> List<T> list(Supplier<@Nullable List<T>> field) {
        var list = read(field);
        return list == null ? List.of() : list;
    }

    /**
     * Returns whether somebody is signed in.
     *
     * @return the status
     */
    public Status status() {
        return status;
    }

    /**
     * Returns the client, with its sessions and a sign-in or sign-up in progress.
     *
     * @return the client, or null if Clerk knows no client or has not been asked yet
     */
    public @Nullable Client client() {
        return client;
    }

    /**
     * Returns the sessions on this device that are active or pending, in Clerk's order.
     *
     * @return an immutable list
     */
    public List<Session> sessions() {
        return sessions;
    }

    /**
     * Returns the session that calls act for: the one that was active last.
     *
     * @return the session, or null if nobody is signed in
     */
    public @Nullable Session session() {
        return session;
    }

    /**
     * Returns a session by its id.
     *
     * @param sessionId the id
     * @return the session, or null if it is not active or pending on this device
     */
    public @Nullable Session session(String sessionId) {
        for (var each : sessions) {
            if (each.id().equals(sessionId)) {
                return each;
            }
        }
        return null;
    }

    /**
     * Returns the user of {@link #session()}.
     *
     * @return the user, or null if nobody is signed in
     */
    public @Nullable User user() {
        return session == null ? null : read(session::user);
    }

    /**
     * Returns the organization that is active in {@link #session()}.
     *
     * @return its id, or null for the personal account
     */
    public @Nullable String organizationId() {
        return session == null ? null : read(session::lastActiveOrganizationId);
    }

    /**
     * Returns the tasks that the user must complete before there is a session token, such as
     * {@code choose-organization}.
     *
     * @return the tasks of {@link #session()}; empty unless it is pending
     */
    public List<SessionTask> tasks() {
        return session == null ? List.of() : list(session::tasks);
    }

    /**
     * Returns the sign-in that was begun and not completed, such as in an earlier run of the program. Nothing goes on
     * with it by itself; beginning another one gives it up.
     *
     * @return the sign-in, or null if no sign-in is in progress
     */
    public @Nullable SignIn pendingSignIn() {
        var signIn = client == null ? null : read(client::signIn);
        var signInStatus = signIn == null ? null : read(signIn::status);
        boolean over = SignInStatus.COMPLETE.equals(signInStatus) || SignInStatus.ABANDONED.equals(signInStatus);
        return over ? null : signIn;
    }

    /**
     * Returns the sign-up that was begun and not completed.
     *
     * @return the sign-up, or null if no sign-up is in progress
     */
    public @Nullable SignUp pendingSignUp() {
        var signUp = client == null ? null : read(client::signUp);
        var signUpStatus = signUp == null ? null : read(signUp::status);
        boolean over = SignUpStatus.COMPLETE.equals(signUpStatus) || SignUpStatus.ABANDONED.equals(signUpStatus);
        return over ? null : signUp;
    }

    /** Refuses to be written by Jackson, which calls it. */
    @com.fasterxml.jackson.annotation.JsonValue
    @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
    String refuseMapper() {
        throw GsonAdapter.refusal(this);
    }

    /** Returns the status and the number of sessions: {@code ClientState(SIGNED_IN, 1 session)}. */
    @Override
    public String toString() {
        var count = sessions.size() == 1 ? "1 session" : sessions.size() + " sessions";
        return "ClientState(" + status + ", " + count + ")";
    }
}
