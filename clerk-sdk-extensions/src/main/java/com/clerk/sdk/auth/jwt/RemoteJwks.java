package com.clerk.sdk.auth.jwt;

import com.clerk.sdk.auth.lookup.CallGate;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one instance, loaded from Clerk's Backend API with its secret key: docs/behaviour.md, section 1.4. Each
 * instance of this class has its own keys. A loaded set replaces the previous one as a whole, so a key that Clerk has
 * withdrawn is no longer accepted.
 *
 * <p>At most one fetch is in progress at a time, and all requests that need it wait for that one. A set is fresh for
 * {@link #FRESH} unless another time is set; after four fifths of it, it is fetched again while it is still in use. A
 * key id that is missing in a fresh set may be new, so it starts a fetch, but only one every
 * {@link #UNKNOWN_KEY_INTERVAL}, and at most {@link #MAX_WAITING} requests wait for it, because anybody can invent key
 * ids. If Clerk cannot be reached, the last set stays in use for {@link #KEPT_LONGER} more, and a fetch is tried every
 * {@link #RETRY_INTERVAL}, without a request waiting for it: a key id that is missing then fails at once.
 *
 * <p>Safe for use by several threads.
 */
public final class RemoteJwks implements KeySource {
    public static final Duration FRESH = Duration.ofMinutes(5);
    public static final Duration MIN_FRESH = Duration.ofSeconds(10);
    public static final Duration MAX_FRESH = Duration.ofHours(24);
    static final Duration KEPT_LONGER = Duration.ofMinutes(55);
    public static final Duration UNKNOWN_KEY_INTERVAL = Duration.ofSeconds(10);
    public static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    /** The maximum time that a request waits for keys. */
    public static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

    /** The number of requests that may wait for a key that a usable set lacks. */
    static final int MAX_WAITING = 8;

    private final Supplier<CompletableFuture<String>> fetch;
    private final SignatureProvider provider;
    private final LongSupplier nanoTime;
    private final Executor callers;
    private final Duration fresh;
    private final Duration refreshAhead;
    private final Duration kept;
    private final ReentrantLock lock = new ReentrantLock();
    private final Semaphore places = new Semaphore(MAX_WAITING);

    /** Read without the lock, written with it. */
    private volatile State state = new State(null, 0, 0, null, null);

    /**
     * The state at one moment.
     *
     * @param keys the last set that was loaded
     * @param loadedAt time when it was loaded, in nanoseconds
     * @param startedAt time when the last fetch started, in nanoseconds
     * @param failure the failure of the last fetch, or null if it succeeded
     * @param inProgress the fetch in progress
     */
    private record State(
            @Nullable VerificationKeys keys,
            long loadedAt,
            long startedAt,
            @Nullable JwtException failure,
            @Nullable CompletableFuture<VerificationKeys> inProgress) {
        State started(long now, CompletableFuture<VerificationKeys> fetch) {
            return new State(keys, loadedAt, now, failure, fetch);
        }

        State loaded(VerificationKeys fresh, long now) {
            return new State(fresh, now, startedAt, null, null);
        }

        State failed(JwtException reason) {
            return new State(keys, loadedAt, startedAt, reason, null);
        }

        boolean hasFetched() {
            return keys != null || failure != null;
        }

        CompletableFuture<VerificationKeys> result() {
            return failure == null
                    ? CompletableFuture.completedFuture(Objects.requireNonNull(keys))
                    : CompletableFuture.failedFuture(failure);
        }
    }

    /**
     * Creates keys that are not loaded yet.
     *
     * @param fetch starts a fetch of the JWKS
     * @param fresh the time for which a set counts as fresh
     * @param nanoTime the time in nanoseconds
     */
    public RemoteJwks(
            Supplier<CompletableFuture<String>> fetch,
            SignatureProvider provider,
            Duration fresh,
            LongSupplier nanoTime) {
        this(fetch, provider, fresh, nanoTime, Runnable::run);
    }

    /** Creates keys that let each request continue on the executor: one that blocks must not hold up the others. */
    private RemoteJwks(
            Supplier<CompletableFuture<String>> fetch,
            SignatureProvider provider,
            Duration fresh,
            LongSupplier nanoTime,
            Executor callers) {
        this.fetch = fetch;
        this.provider = provider;
        this.nanoTime = nanoTime;
        this.callers = callers;
        this.fresh = fresh;
        this.refreshAhead = fresh.multipliedBy(4).dividedBy(5);
        this.kept = fresh.plus(KEPT_LONGER);
    }

    /**
     * Returns the keys of the instance that the secret key of a client belongs to. They have connections and threads of
     * their own, so no other call that waits for Clerk can hold up their fetch.
     */
    public static RemoteJwks of(ApiClient api, SignatureProvider provider, Duration fresh) {
        var separate = api.separate();
        ApiCall<String> call = separate.get("jwks.get", "/jwks")
                .returnsText()
                .with(CallOptions.builder().timeout(FETCH_TIMEOUT).build());
        // How often keys are fetched is limited anyway, after a failure too.
        var gate = new CallGate(1, 1, FETCH_TIMEOUT, Duration.ZERO, separate::runOnWorker);
        return new RemoteJwks(
                () -> gate.call(call::executeAsync), provider, fresh, System::nanoTime, separate::runOnWorker);
    }

    @Override
    public @Nullable VerificationKeys currentKeys() {
        var now = nanoTime.getAsLong();
        var current = state;
        if (current.keys == null) {
            return null;
        }
        if (!mayBeUsed(current, now)) {
            return null;
        }
        boolean outage = isOutage(current, now);
        boolean ageing = outage || hasElapsed(current.loadedAt, refreshAhead, now);
        if (ageing && current.inProgress == null && hasElapsed(current.startedAt, RETRY_INTERVAL, now)) {
            fetch(RETRY_INTERVAL);
        }
        return current.keys;
    }

    private boolean mayBeUsed(State current, long now) {
        return !hasElapsed(current.loadedAt, fresh, now) || isOutage(current, now);
    }

    private boolean isOutage(State current, long now) {
        return current.failure != null && !hasElapsed(current.loadedAt, kept, now);
    }

    @Override
    public KeyReport report() {
        var now = nanoTime.getAsLong();
        var current = state;
        boolean loaded = current.keys != null;
        var age = loaded ? Duration.ofNanos(now - current.loadedAt) : null;
        var failure = current.failure == null ? null : current.failure.getMessage();
        return new KeyReport(false, loaded && mayBeUsed(current, now), age, failure);
    }

    @Override
    public VerificationKeys keysFor(@Nullable String keyId, ClerkLookups lookups) {
        var keys = currentKeys();
        if (keys != null && keys.has(keyId)) {
            return keys;
        }
        var outcome = lookups.lookup(this, () -> keys == null ? own(fetch(RETRY_INTERVAL)) : fetchMissingKey());
        if (outcome.value() != null) {
            return outcome.value();
        }
        // The fetch failed: keys that have just become stale stay in use, unless the token names a new key.
        var kept = keys == null ? currentKeys() : null;
        if (kept == null || !kept.has(keyId)) {
            throw failure(outcome.failure());
        }
        return kept;
    }

    /**
     * Looks for a key that a usable set lacks. Anybody can invent its id, so such requests must not take all threads of
     * the server while Clerk does not answer.
     */
    private CompletableFuture<VerificationKeys> fetchMissingKey() {
        var failure = state.failure;
        if (failure != null) {
            return CompletableFuture.failedFuture(failure); // currentKeys() tries the fetch again
        }
        var shared = fetch(UNKNOWN_KEY_INTERVAL);
        if (shared.isDone()) {
            return shared;
        }
        if (!places.tryAcquire()) {
            return CompletableFuture.failedFuture(tooMany());
        }
        var own = own(shared);
        own.whenComplete((keys, problem) -> places.release()); // also if the request stops waiting
        return own;
    }

    /** Returns a future of one request: all requests wait for the same fetch, and each continues by itself. */
    private CompletableFuture<VerificationKeys> own(CompletableFuture<VerificationKeys> shared) {
        return shared.isDone() ? shared : shared.whenCompleteAsync((keys, failure) -> {}, callers);
    }

    /**
     * Returns the fetch in progress; or the last result if that fetch started less than {@code interval} ago; otherwise
     * starts a new fetch.
     */
    private CompletableFuture<VerificationKeys> fetch(Duration interval) {
        var now = nanoTime.getAsLong();
        var done = new CompletableFuture<VerificationKeys>();
        lock.lock();
        try {
            var current = state;
            if (current.inProgress != null) {
                return current.inProgress;
            }
            if (current.hasFetched() && !hasElapsed(current.startedAt, interval, now)) {
                return current.result();
            }
            state = current.started(now, done);
        } finally {
            lock.unlock();
        }
        start().whenComplete((json, failure) -> finish(done, json, failure));
        return done;
    }

    private CompletableFuture<String> start() {
        try {
            return fetch.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void finish(CompletableFuture<VerificationKeys> done, @Nullable String json, @Nullable Throwable failure) {
        try {
            if (json == null) {
                throw unavailable(Objects.requireNonNull(failure));
            }
            var keys = parse(json);
            change(state -> state.loaded(keys, nanoTime.getAsLong()));
            done.complete(keys);
        } catch (RuntimeException | Error e) {
            var reason = e instanceof JwtException known ? known : unavailable(e);
            change(state -> state.failed(reason));
            done.completeExceptionally(reason);
        }
    }

    private void change(UnaryOperator<State> change) {
        lock.lock();
        try {
            state = change.apply(state);
        } finally {
            lock.unlock();
        }
    }

    private VerificationKeys parse(String json) {
        try {
            return VerificationKeys.ofJwks(json).with(provider);
        } catch (IllegalArgumentException e) {
            throw new JwtException(
                    JwtError.JWK_REMOTE_FAILED_TO_LOAD,
                    "Clerk's answer has no key to verify tokens with: " + e.getMessage());
        }
    }

    private static JwtException unavailable(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ClerkApiException refusal) {
            return refused(refusal);
        }
        return new JwtException(
                JwtError.JWK_REMOTE_FAILED_TO_LOAD,
                "Clerk's keys could not be loaded: " + cause.getClass().getSimpleName() + ".",
                "Check that this server can reach Clerk's Backend API.",
                cause);
    }

    private static JwtException refused(ClerkApiException refusal) {
        if (refusal.errors().stream().anyMatch(error -> "clerk_key_invalid".equals(error.code()))) {
            return new JwtException(
                    JwtError.SECRET_KEY_INVALID,
                    "Clerk refused the secret key.",
                    "Take the secret key from the API keys page of the Clerk Dashboard.",
                    refusal);
        }
        return new JwtException(
                JwtError.JWK_REMOTE_FAILED_TO_LOAD,
                "Clerk's keys could not be loaded: GET /jwks answered " + refusal.status() + ".",
                null,
                refusal);
    }

    private static JwtException tooMany() {
        return new JwtException(
                JwtError.JWK_REMOTE_FAILED_TO_LOAD,
                "Too many requests wait for Clerk's keys: " + MAX_WAITING
                        + " tokens with a key id (kid) that is not among the loaded keys are waiting for newer keys.");
    }

    private static JwtException failure(@Nullable Throwable failure) {
        return failure instanceof JwtException known
                ? known
                : new JwtException(
                        JwtError.JWK_REMOTE_FAILED_TO_LOAD,
                        "The wait for Clerk's keys was interrupted.",
                        null,
                        failure);
    }

    private static boolean hasElapsed(long since, Duration time, long now) {
        return now - since >= time.toNanos();
    }
}
