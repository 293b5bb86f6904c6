package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.ClientState.Status;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.frontend.model.Session;
import com.clerk.sdk.frontend.model.SessionStatus;
import com.clerk.sdk.frontend.model.SessionTouchIntent;
import com.clerk.sdk.frontend.model.SessionTouchParams;
import com.clerk.sdk.runtime.http.ApiClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a client and the session tokens of its user, put together. Requests of its own go over connections that
 * calls of the program never use, so that none of them can hold up a token. Thread-safe.
 */
public final class SessionManager implements AutoCloseable {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final Logger LOG = System.getLogger("com.clerk.sdk.client");

    private final ApiClient lookups;
    private final ClientSync sync;
    private final SessionTokens tokens;
    private final @Nullable BackgroundRefresh background;
    private final SingleFlight<ClientState> load = new SingleFlight<>();
    private volatile @Nullable Active active;
    private volatile String pendingTold = "";

    /** The token that callers without options get: its entry is found once for each state. */
    private record Active(ClientState state, TokenKey key, TokenEntry entry) {}

    /**
     * Puts a client together.
     *
     * @param api sends the requests; its interceptor is one that gives the answers to {@code sync}
     * @param sync the token and the state of the client
     * @param clock the clocks that session tokens end by
     * @param inBackground whether the token of the active session is renewed without a caller
     */
    public SessionManager(ApiClient api, ClientSync sync, TokenClock clock, boolean inBackground) {
        this.lookups = api.separate().forLookups();
        this.sync = sync;
        this.tokens = new SessionTokens(new HttpTokenMint(lookups), clock, lookups::runOnWorker);
        this.background = inBackground ? new BackgroundRefresh(tokens, this::activeKey, new DaemonTimer()) : null;
        sync.callOn(lookups::runOnWorker);
        sync.afterChange(this::takeOver);
        if (background != null) {
            tokens.afterRequest(background::arm);
        }
    }

    /** Ends the tokens of sessions that ended, and takes over tokens that came with the client. */
    private void takeOver(List<String> ended, @Nullable Instant date) {
        ended.forEach(tokens::endSession);
        for (var session : sync.state().sessions()) {
            hydrate(session, date);
        }
        if (background != null) {
            background.arm();
        }
    }

    private void hydrate(Session session, @Nullable Instant date) {
        try {
            var token = session.lastActiveToken();
            var jwt = token == null ? null : token.jwt();
            if (jwt != null) {
                tokens.hydrate(new TokenKey(session.id(), session.lastActiveOrganizationId(), null), jwt, date);
            }
        } catch (ClerkDecodingException e) {
            // A token that cannot be read is not needed: the next call gets another one.
        }
    }

    /** Returns the present state. */
    public ClientState state() {
        return sync.state();
    }

    /**
     * Gets the client over the network.
     *
     * @return the new state
     */
    public ClientState load() {
        return Waiting.forResult(load.join(this::loadNow, lookups::runOnWorker), "the client");
    }

    /** Gets the client, once more if another process has changed the token meanwhile. */
    private ClientState loadNow() {
        getClient();
        if (sync.state().status() == Status.UNKNOWN) {
            getClient();
        }
        var state = sync.state();
        if (state.status() == Status.UNKNOWN) {
            throw new ClerkDecodingException("expected the client of this device, found none", "$", "client.get");
        }
        return state;
    }

    private void getClient() {
        lookups.get("client.get", "/v1/client")
                .envelope()
                .returnsNullable(Client.CODEC)
                .execute();
    }

    /**
     * Returns a token for the active session and its active organization, over the network unless it is cached.
     *
     * @return the token, or null if no user is signed in, or a task is pending
     */
    public @Nullable String token() {
        var present = active;
        if (present != null && present.state() == sync.state()) {
            var token = tokens.cached(present.entry());
            if (token != null) {
                return token;
            }
        }
        return token(TokenRequest.DEFAULT);
    }

    /**
     * Returns a token, over the network unless it is cached.
     *
     * @param request the session, the organization and the other properties of the token
     * @return the token, or null if no user is signed in, or a task is pending
     */
    public @Nullable String token(TokenRequest request) {
        var key = key(knownState(), request);
        if (key == null) {
            return null;
        }
        return request.skipsCache() ? newToken(key) : tokens.get(key, request.minRemaining());
    }

    private @Nullable String newToken(TokenKey key) {
        try {
            return tokens.getNew(key);
        } catch (RuntimeException e) {
            if (sync.state().session(key.sessionId()) == null) {
                return null; // the refusal has ended the session
            }
            throw e;
        }
    }

    /**
     * Returns a token in place of one that a server refused.
     *
     * @param refused the token that was refused
     * @return another token, or null if no user is signed in any more or Clerk gives no token
     */
    @Nullable
    String tokenInPlaceOf(String refused) {
        try {
            var key = key(knownState(), TokenRequest.DEFAULT);
            var other = key == null ? null : tokens.getOther(key, refused);
            return refused.equals(other) ? null : other;
        } catch (ClerkException | IllegalStateException e) {
            return null; // the caller has the refusal of the server, which must not be lost
        }
    }

    /**
     * Returns a token without blocking the calling thread.
     *
     * @param request the session, the organization and the other properties of the token
     * @return a future of the token, which is complete if the token is cached or nobody is signed in, and else is
     *     completed by a daemon thread
     */
    public CompletableFuture<@Nullable String> tokenAsync(TokenRequest request) {
        var state = sync.state();
        if (!request.skipsCache() && state.status() != Status.UNKNOWN) {
            var key = key(state, request);
            var cached = key == null ? null : tokens.cached(key, request.minRemaining());
            if (key == null || cached != null) {
                return CompletableFuture.completedFuture(cached);
            }
        }
        var future = new CompletableFuture<@Nullable String>();
        lookups.runOnWorker(() -> {
            try {
                future.complete(token(request));
            } catch (Throwable e) { // whatever is thrown, the future must be completed
                future.completeExceptionally(e);
            }
        });
        return future;
    }

    /** Returns the key of the active session, or null. Touches no network. */
    private @Nullable TokenKey activeKey() {
        var state = sync.state();
        var session = state.session();
        return session == null || state.status() == Status.PENDING
                ? null
                : new TokenKey(session.id(), state.organizationId(), null);
    }

    /** Returns the present state, over the network if Clerk has not been asked yet. */
    private ClientState knownState() {
        var state = sync.state();
        return state.status() == Status.UNKNOWN ? load() : state;
    }

    private @Nullable TokenKey key(ClientState state, TokenRequest request) {
        var id = request.sessionId();
        var session = id == null ? state.session() : state.session(id);
        if (session == null) {
            return null;
        }
        if (SessionStatus.PENDING.equals(session.status())) {
            tellPending(session);
            return null;
        }
        var key = new TokenKey(session.id(), organization(request, session), request.template());
        if (request == TokenRequest.DEFAULT) {
            active = new Active(state, key, tokens.entry(key));
        }
        return key;
    }

    private static @Nullable String organization(TokenRequest request, Session session) {
        var chosen = request.organizationId();
        if (chosen == null) {
            return session.lastActiveOrganizationId();
        }
        return chosen.isEmpty() ? null : chosen;
    }

    private void tellPending(Session session) {
        if (!pendingTold.equals(session.id())) {
            pendingTold = session.id();
            LOG.log(Level.INFO, "There is no session token yet: the session has pending tasks");
        }
    }

    /**
     * Ends sessions over the network.
     *
     * @param sessionId the session, or null for all of them
     */
    public void signOut(@Nullable String sessionId) {
        var ids = sessionId == null ? ids(sync.state()) : Set.of(sessionId);
        long before = sync.generation();
        sync.signingOut(ids);
        try {
            end(sessionId);
        } catch (ClerkApiException e) {
            if (!isOver(e, ids)) {
                throw e;
            }
            sync.nothingToSignOut(before);
        } finally {
            sync.signingOut(Set.of());
        }
    }

    /** Returns whether a refused sign-out has nothing to end any more, by what Clerk has said about the client. */
    private boolean isOver(ClerkApiException e, Set<String> ids) {
        var state = sync.state();
        if (e.status() >= FIRST_SERVER_ERROR || e.status() == TOO_MANY_REQUESTS || state.status() == Status.UNKNOWN) {
            return false;
        }
        // The refusal may have led to the first state: then none of its sessions was to be left.
        var asked = ids.isEmpty() ? ids(state) : ids;
        return asked.stream().allMatch(id -> state.session(id) == null);
    }

    private void end(@Nullable String sessionId) {
        if (sessionId == null) {
            lookups.delete("sessions.removeAll", "/v1/client/sessions")
                    .envelope()
                    .returnsNullable(Client.CODEC)
                    .execute();
        } else {
            lookups.post("sessions.remove", "/v1/client/sessions/{session_id}/remove", sessionId)
                    .envelope()
                    .returns(Session.CODEC)
                    .execute();
        }
    }

    private static Set<String> ids(ClientState state) {
        return state.sessions().stream().map(Session::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Makes a session the active one, and an organization the active one of the session, over the network.
     *
     * @param sessionId the session
     * @param organizationId the organization; empty for the personal account, or null to keep the active one
     */
    public void setActive(String sessionId, @Nullable String organizationId) {
        var params = SessionTouchParams.of(touch -> {
            if (organizationId != null) {
                touch.activeOrganizationId(organizationId).intent(SessionTouchIntent.SELECT_ORG);
            } else {
                touch.intent(SessionTouchIntent.SELECT_SESSION);
            }
        });
        lookups.post("sessions.touch", "/v1/client/sessions/{session_id}/touch", sessionId)
                .form(params)
                .envelope()
                .returns(Session.CODEC)
                .execute();
    }

    /** Ends the waits for tokens, and the background refresh. */
    @Override
    public void close() {
        if (background != null) {
            background.close();
        }
        tokens.close();
        load.fail(new IllegalStateException("This client is closed"));
    }
}
