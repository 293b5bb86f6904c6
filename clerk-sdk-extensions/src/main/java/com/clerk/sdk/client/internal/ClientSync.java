package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import com.clerk.sdk.client.internal.FrontendResponse.Purpose;
import com.clerk.sdk.client.internal.FrontendResponse.Sent;
import com.clerk.sdk.client.internal.StoredState.Reading;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client token and the state of the client, as the answers of the Frontend API change them. Answers come in any
 * order, and the rules are such that none of them ends a sign-in or a session by coming late:
 *
 * <ol>
 *   <li>An answer to a request from before a change of the identity (sign-out, nonce exchange) changes nothing.
 *   <li>An answer to a request with another token than the present one does not change the token, except that of a
 *       nonce exchange, and it changes the state only if it is from the present client.
 *   <li>An exchange that Clerk refuses, or whose nonce belongs to another client, changes nothing: any page can send a
 *       browser here with the nonce of somebody else.
 *   <li>Clerk answers a token that it does not know with a new, empty client. Such a client never replaces a client
 *       with a session, or with a sign-in or sign-up in progress, unless Clerk has refused the present token before or
 *       the program begins another sign-in. It replaces a client that has nothing of this when it comes a second time
 *       for the same token.
 *   <li>A client that is older than the present one, by the time of the server, changes nothing; its token does.
 * </ol>
 *
 * <p>Thread-safe. Listeners are called without a lock. A change that the store must keep can take long, such as when
 * another process holds the lock of a file. So a worker makes it, its caller waits no longer than its call lasts, and
 * neither reads nor requests wait for it.
 */
public final class ClientSync {
    private final ReentrantLock lock = new ReentrantLock();
    private final Notifier notifier;
    private final StoredState stored;
    private volatile ClientState state;

    /** The token, its client and the generation, as the last change left them. */
    private volatile Sent identity;

    private @Nullable Instant stateDate;
    private long generation;
    private final AtomicLong confirmations = new AtomicLong();
    private @Nullable String doubtedToken;
    private volatile Set<String> signingOut = Set.of();
    private volatile Executor workers = Runnable::run;
    private @Nullable Changed changed;
    private volatile BiConsumer<List<String>, @Nullable Instant> afterChange = (ended, date) -> {};

    /** The effects of an answer. */
    enum Outcome {
        /** The answer belongs to the present client. */
        APPLIED,
        /** The answer belongs to another token than the present one, and changed nothing. */
        OUTDATED,
        /** The answer brought a new, empty client, or that of another nonce, which was not taken over. */
        REFUSED,
        /** The same, and the client is taken over if it comes once more. */
        DOUBTFUL
    }

    /**
     * Reads the store.
     *
     * @param store the store
     * @param instance host of the instance's Frontend API
     * @param listener receives the changes
     * @param imported a token that was issued to another process and takes the place of the present one, or null; its
     *     client becomes known by the first answer
     * @throws TokenStoreException if the store cannot be used
     */
    public ClientSync(TokenStore store, String instance, ClientListener listener, @Nullable String imported) {
        this.notifier = new Notifier(listener);
        this.stored =
                new StoredState(store, instance, failure -> notifier.add(receiver -> receiver.storeFailed(failure)));
        if (imported != null && !imported.equals(stored.present().token())) {
            stored.change(stored.present().with(imported, null));
        }
        this.state = ClientState.initial(stored.present().token() != null);
        this.identity = new Sent(stored.present().token(), stored.present().clientId(), 0, 0);
    }

    /** Sets the executor that calls the listener, and that makes the changes that can take long. */
    void callOn(Executor executor) {
        workers = executor;
        notifier.callOn(executor);
    }

    /** Sets an action that gets the sessions that ended and the time at the server, after each new state. */
    void afterChange(BiConsumer<List<String>, @Nullable Instant> action) {
        afterChange = action;
    }

    /** Returns the present state. */
    public ClientState state() {
        return state;
    }

    /** Returns whether there is a client token. */
    public boolean hasToken() {
        return present().token() != null;
    }

    StoredClient present() {
        return stored.present();
    }

    /**
     * Returns the content of the store for the next request, as it is now: another process may have changed it. While
     * this process makes a change, its result is the content before: the change itself finds the other process.
     */
    Sent sending() {
        var reading = stored.read();
        if (stored.isNew(reading) && lock.tryLock()) {
            makeAndRelease(() -> adopt(reading));
        }
        var now = identity;
        return new Sent(now.token(), now.clientId(), now.generation(), confirmations.get());
    }

    /**
     * Applies an answer.
     *
     * @param answer the answer
     * @param isCanceled tells whether the call that waits for this has been cancelled, such as by its timeout
     * @throws CancellationException if the call is cancelled, or the thread is interrupted, while the store is written;
     *     the answer is then applied nevertheless
     */
    Outcome apply(FrontendResponse answer, BooleanSupplier isCanceled) {
        var reading = stored.read();
        var outcome = lock.tryLock() ? makeAndRelease(() -> applyWhole(answer, reading, false)) : null;
        if (outcome != null) {
            return outcome;
        }
        return changeOnWorker(isCanceled, () -> Objects.requireNonNull(applyWhole(answer, reading, true), "outcome"));
    }

    /**
     * Applies an answer. The answer to a sign-out ends the announced sessions, also if it does not have the client.
     * Both are one change: the answer to a request that is sent afterwards counts, such as that of an exchange.
     */
    private @Nullable Outcome applyWhole(FrontendResponse answer, Reading reading, boolean mayWrite) {
        var outcome = apply(answer, reading, mayWrite);
        if (outcome != null
                && answer.purpose() == Purpose.SIGN_OUT
                && !answer.isRefusal()
                && answer.sent().generation() == generation) {
            endAnnounced();
        }
        return outcome;
    }

    /** Applies an answer under the lock. Returns null if the store must be written, and may not be. */
    private @Nullable Outcome apply(FrontendResponse answer, Reading reading, boolean mayWrite) {
        adopt(reading);
        boolean ofNonce = answer.purpose() == Purpose.NONCE_EXCHANGE;
        boolean exchange = ofNonce && !answer.isRefusal() && FlowOwner.isOwn(answer, state);
        boolean present = Objects.equals(answer.sent().token(), stored.present().token());
        if (answer.sent().generation() != generation) {
            return Outcome.OUTDATED;
        }
        var client = answer.content().client();
        if (!present && !exchange) {
            return outdated(answer, client);
        }
        if (ofNonce && !exchange) {
            return Outcome.REFUSED;
        }
        if (client != null && isForeign(client) && !mayReplace(answer, client)) {
            return refuse(answer);
        }
        var next = answer.forgetsToken() ? stored.present().with(null, null) : withAnswer(answer, client);
        if (!mayWrite && !stored.isStored(next)) {
            return null;
        }
        if (!store(next)) {
            return outdated(answer, client);
        }
        if (exchange) {
            generation++;
        }
        applyState(answer, client, exchange);
        return Outcome.APPLIED;
    }

    /** Takes the state, and not the token, from an answer of the present client which has another token by now. */
    private Outcome outdated(FrontendResponse answer, @Nullable Client client) {
        if (client != null
                && client.id().equals(stored.present().clientId())
                && !answer.forgetsToken()
                && isNewer(answer, client)) {
            applyState(answer, client, false);
        }
        return Outcome.OUTDATED;
    }

    private StoredClient withAnswer(FrontendResponse answer, @Nullable Client client) {
        var token = answer.newToken();
        var clientId = client == null ? stored.present().clientId() : client.id();
        return stored.present().with(token == null ? stored.present().token() : token, clientId);
    }

    private boolean isForeign(Client client) {
        var known = stored.present().clientId();
        return known != null && !known.equals(client.id());
    }

    private boolean mayReplace(FrontendResponse answer, Client client) {
        if (answer.purpose() == Purpose.CONFIRMATION
                || !ClientState.of(client).sessions().isEmpty()) {
            return true;
        }
        if (answer.purpose() == Purpose.BEGINNING && state.session() == null) {
            return hasBegun(client);
        }
        boolean again =
                doubtedToken != null && doubtedToken.equals(answer.sent().token());
        return !hasSomethingToLose() && (again || hasBegun(client));
    }

    /** Returns whether a client without a session has something that could become one, which a request has begun. */
    private static boolean hasBegun(Client client) {
        try {
            return client.signIn() != null || client.signUp() != null;
        } catch (ClerkDecodingException e) {
            return true;
        }
    }

    private boolean hasSomethingToLose() {
        return state.session() != null || state.pendingSignIn() != null || state.pendingSignUp() != null;
    }

    private Outcome refuse(FrontendResponse answer) {
        if (hasSomethingToLose()) {
            return Outcome.REFUSED;
        }
        // Another process may be about to store the token that has replaced this one.
        doubtedToken = answer.sent().token();
        return Outcome.DOUBTFUL;
    }

    private void applyState(FrontendResponse answer, @Nullable Client client, boolean exchange) {
        if (answer.forgetsToken()) {
            forgetClient(ClientState.initial(false));
            return;
        }
        if (client != null && (exchange || !isOlder(answer, client))) {
            doubtedToken = null;
            boolean replaced = state.client() != null && !state.client().id().equals(client.id());
            stateDate = answer.date() == null ? stateDate : answer.date();
            setState(ClientState.of(client), answer.date(), replaced ? SessionEnd.CLIENT_LOST : SessionEnd.REMOVED);
        } else if (answer.content().clearsClient() && !answer.isRefusal()) {
            setState(ClientState.of(null), answer.date(), SessionEnd.CLIENT_LOST);
        }
    }

    private boolean isOlder(FrontendResponse answer, Client client) {
        return compareAge(answer, client) < 0;
    }

    private boolean isNewer(FrontendResponse answer, Client client) {
        return state.client() == null || compareAge(answer, client) > 0;
    }

    /**
     * Compares the age of a client with that of the present one. The header {@code Date} has whole seconds: within one
     * of them, the time of the client's last change decides.
     *
     * @return negative if the client is older, zero if nobody can tell
     */
    private int compareAge(FrontendResponse answer, Client client) {
        var date = answer.date();
        var present = state.client();
        if (date == null || stateDate == null || present == null) {
            return 0;
        }
        if (!date.equals(stateDate)) {
            return date.compareTo(stateDate);
        }
        try {
            return client.id().equals(present.id()) ? client.updatedAt().compareTo(present.updatedAt()) : 0;
        } catch (ClerkDecodingException e) {
            return 0;
        }
    }

    /** Takes over the content that another process has stored. Returns whether there was one. */
    private boolean adopt(Reading reading) {
        var before = stored.present();
        boolean adopted = stored.adopt(reading);
        if (adopted) {
            adoptState(before);
        }
        return adopted;
    }

    /** Stores a content, or takes over that of another process which has stored its own before, and returns false. */
    private boolean store(StoredClient next) {
        var before = stored.present();
        boolean kept = stored.change(next);
        if (!kept) {
            adoptState(before);
        }
        return kept;
    }

    private static boolean isSameClient(StoredClient before, StoredClient now) {
        return now.token() != null && before.token() != null && Objects.equals(before.clientId(), now.clientId());
    }

    /** Forgets the state if the store has another client than before. A new token of the same client ends nothing. */
    private void adoptState(StoredClient before) {
        if (!isSameClient(before, stored.present())) {
            forgetClient(ClientState.initial(stored.present().token() != null));
        }
    }

    private void forgetClient(ClientState next) {
        stateDate = null;
        doubtedToken = null;
        setState(next, null, SessionEnd.CLIENT_LOST);
    }

    /**
     * Ends a session that Clerk has refused.
     *
     * @param sent the state when the refused request was sent
     * @param sessionId the session, or null for the active one
     * @param reason the reason that Clerk gave
     * @param isCanceled as for {@link #apply}
     * @throws CancellationException as {@link #apply} throws it
     */
    void endSession(Sent sent, @Nullable String sessionId, SessionEnd reason, BooleanSupplier isCanceled) {
        changeOnWorker(isCanceled, () -> {
            var session = state.session();
            var id = sessionId == null && session != null ? session.id() : sessionId;
            var client = state.client();
            if (client != null && id != null && sent.generation() == generation && state.session(id) != null) {
                setState(ClientState.of(SessionEnds.without(client, id)), null, reason);
            }
            return null;
        });
    }

    /**
     * Forgets the token and the client: Clerk does not accept the token any more.
     *
     * @param sent the state when the refused request was sent
     * @param isCanceled as for {@link #apply}
     * @throws CancellationException as {@link #apply} throws it
     */
    void forget(Sent sent, BooleanSupplier isCanceled) {
        changeOnWorker(isCanceled, () -> {
            boolean present = Objects.equals(sent.token(), stored.present().token());
            if (present
                    && sent.generation() == generation
                    && store(stored.present().with(null, null))) {
                generation++;
                forgetClient(ClientState.initial(false));
            }
            return null;
        });
    }

    /** Returns how often Clerk was asked whether the client is still there. */
    long confirmations() {
        return confirmations.get();
    }

    void confirmed() {
        confirmations.incrementAndGet();
    }

    /** Announces that the program ends these sessions, so that their end has the right reason. */
    void signingOut(Set<String> sessionIds) {
        signingOut = Set.copyOf(sessionIds);
    }

    /** Ends the announced sessions. Answers to requests from before change nothing any more if no session is left. */
    private void endAnnounced() {
        for (var id : signingOut) {
            var client = state.client();
            if (client != null && state.session(id) != null) {
                setState(ClientState.of(SessionEnds.without(client, id)), null, SessionEnd.SIGNED_OUT);
            }
        }
        if (state.session() == null) {
            generation++;
        }
    }

    /** Returns the number of changes of the identity until now. */
    long generation() {
        return identity.generation();
    }

    /**
     * Ends a sign-out that Clerk has refused because no session is left: answers to requests from before change nothing
     * any more. A newer identity stays as it is.
     *
     * @param before the generation when the sign-out began
     */
    void nothingToSignOut(long before) {
        var change = CompletableFuture.runAsync(() -> change(() -> raiseFrom(before)), workers);
        Waiting.forResult(change, "the sign-out");
    }

    private @Nullable Void raiseFrom(long before) {
        if (generation == before) {
            generation++;
        }
        return null;
    }

    private void setState(ClientState next, @Nullable Instant date, SessionEnd otherwise) {
        var before = state;
        state = next;
        var ended = before.sessions().stream()
                .map(session -> session.id())
                .filter(id -> next.session(id) == null)
                .toList();
        for (var id : ended) {
            var reason = SessionEnds.byStatus(next.client(), id, otherwise);
            var told = signingOut.contains(id) ? SessionEnd.SIGNED_OUT : reason;
            notifier.add(listener -> listener.sessionEnded(id, told));
        }
        notifier.add(listener -> listener.stateChanged(before, next));
        changed = Changed.plus(changed, ended, date);
    }

    /** The effects of a change that others are told about. */
    private record Changed(List<String> ended, @Nullable Instant date) {
        static Changed plus(@Nullable Changed before, List<String> ended, @Nullable Instant date) {
            if (before == null) {
                return new Changed(ended, date);
            }
            var all = new ArrayList<>(before.ended());
            all.addAll(ended);
            return new Changed(List.copyOf(all), date);
        }
    }

    /** Makes a change under the lock, and tells others about it without the lock. */
    private <T extends @Nullable Object> T change(Supplier<T> action) {
        lock.lock();
        return makeAndRelease(action);
    }

    private <T extends @Nullable Object> T makeAndRelease(Supplier<T> action) {
        T result;
        Changed made;
        try {
            result = action.get();
            made = changed;
            changed = null;
            var present = stored.present();
            identity = new Sent(present.token(), present.clientId(), generation, 0);
        } finally {
            lock.unlock();
        }
        if (made != null) {
            afterChange.accept(made.ended(), made.date());
        }
        notifier.send();
        return result;
    }

    /** Makes a change on a worker, and waits for it until the call is cancelled. The change is made in any case. */
    private <T extends @Nullable Object> T changeOnWorker(BooleanSupplier isCanceled, Supplier<T> action) {
        var change = new FutureTask<T>(() -> change(action));
        workers.execute(change);
        return Waiting.unlessCanceled(change, isCanceled);
    }
}
