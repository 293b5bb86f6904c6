package com.clerk.sdk.auth;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.CallOptions;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an instance as Clerk gives them out, for one address and secret key: whoever made another of these has
 * other keys. A set replaces the one before as a whole, so a key that Clerk has withdrawn is gone with it.
 *
 * <p>At most one fetch is under way at a time, and all who need it wait for that one. A set counts as fresh for
 * {@link #FRESH}; shortly before, it is fetched anew while it still serves. A key id that a fresh set does not have may
 * be new, so it leads to a fetch, but no more often than every {@link #UNKNOWN_KEY_INTERVAL}, since anybody can make
 * ids up. When Clerk cannot be reached, the last set serves on for {@link #KEPT}, without anybody waiting, and a fetch
 * is tried every {@link #RETRY_INTERVAL}.
 */
final class RemoteKeys implements KeySource {
    static final Duration FRESH = Duration.ofMinutes(5);
    static final Duration REFRESH_AHEAD = Duration.ofMinutes(4);
    static final Duration KEPT = Duration.ofHours(1);
    static final Duration UNKNOWN_KEY_INTERVAL = Duration.ofSeconds(10);
    static final Duration RETRY_INTERVAL = Duration.ofSeconds(1);

    /** No request waits longer than this for keys. */
    static final Duration FETCH_TIMEOUT = Duration.ofSeconds(5);

    private final Supplier<CompletableFuture<String>> fetch;
    private final SignatureProvider provider;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();

    /** Read without the lock, written with it. */
    private volatile State state = new State(null, 0, 0, null, null);

    /**
     * All there is to know, at one moment.
     *
     * @param keys the last good set
     * @param loadedAt when it came
     * @param startedAt when the last fetch began
     * @param failure why the last fetch gave none, or null if it gave one
     * @param underWay the fetch that has not ended
     */
    private record State(
            @Nullable KeySet keys,
            long loadedAt,
            long startedAt,
            @Nullable TokenVerificationException failure,
            @Nullable CompletableFuture<KeySet> underWay) {
        State started(long now, CompletableFuture<KeySet> fetch) {
            return new State(keys, loadedAt, now, failure, fetch);
        }

        State loaded(KeySet fresh, long now) {
            return new State(fresh, now, startedAt, null, null);
        }

        State failed(TokenVerificationException reason) {
            return new State(keys, loadedAt, startedAt, reason, null);
        }

        boolean hasFetched() {
            return keys != null || failure != null;
        }

        CompletableFuture<KeySet> result() {
            return failure == null
                    ? CompletableFuture.completedFuture(Objects.requireNonNull(keys))
                    : CompletableFuture.failedFuture(failure);
        }
    }

    RemoteKeys(Supplier<CompletableFuture<String>> fetch, SignatureProvider provider, LongSupplier nanoTime) {
        this.fetch = fetch;
        this.provider = provider;
        this.nanoTime = nanoTime;
    }

    /** The keys of the instance that a client's secret key belongs to. */
    static RemoteKeys of(ApiClient api, SignatureProvider provider) {
        ApiCall<String> call = api.get("jwks.get", "/jwks")
                .returnsText()
                .with(CallOptions.builder().timeout(FETCH_TIMEOUT).build());
        return new RemoteKeys(() -> inTime(call.executeAsync()), provider, System::nanoTime);
    }

    /** A call's own time begins when its client does, and a busy client puts calls off. */
    private static CompletableFuture<String> inTime(CompletableFuture<String> answer) {
        return answer.orTimeout(FETCH_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public @Nullable KeySet atHand() {
        var now = nanoTime.getAsLong();
        var seen = state;
        if (seen.keys == null) {
            return null;
        }
        boolean fresh = !isOver(seen.loadedAt, FRESH, now);
        boolean outage = seen.failure != null && !isOver(seen.loadedAt, KEPT, now);
        if (!fresh && !outage) {
            return null;
        }
        boolean ageing = outage || isOver(seen.loadedAt, REFRESH_AHEAD, now);
        if (ageing && seen.underWay == null && isOver(seen.startedAt, RETRY_INTERVAL, now)) {
            fetch(RETRY_INTERVAL);
        }
        return seen.keys;
    }

    @Override
    public KeySet keysFor(@Nullable String keyId, Network network) {
        var keys = atHand();
        if (keys != null && keys.has(keyId)) {
            return keys;
        }
        var interval = keys == null ? RETRY_INTERVAL : UNKNOWN_KEY_INTERVAL;
        var outcome = network.ask(this, () -> fetch(interval));
        if (outcome.value() != null) {
            return outcome.value();
        }
        // Keys that have just become too old stand in, unless it is a new key that is asked for.
        var kept = keys == null ? atHand() : null;
        if (kept == null) {
            throw failure(outcome.failure());
        }
        return kept;
    }

    /** Gives the fetch that is under way, else what the last one gave if it began just now, else starts one. */
    private CompletableFuture<KeySet> fetch(Duration interval) {
        var now = nanoTime.getAsLong();
        var done = new CompletableFuture<KeySet>();
        lock.lock();
        try {
            var seen = state;
            if (seen.underWay != null) {
                return seen.underWay;
            }
            if (seen.hasFetched() && !isOver(seen.startedAt, interval, now)) {
                return seen.result();
            }
            state = seen.started(now, done);
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

    private void finish(CompletableFuture<KeySet> done, @Nullable String json, @Nullable Throwable failure) {
        try {
            if (json == null) {
                throw unavailable(Objects.requireNonNull(failure));
            }
            var keys = parse(json);
            change(state -> state.loaded(keys, nanoTime.getAsLong()));
            done.complete(keys);
        } catch (RuntimeException | Error e) {
            var reason = e instanceof TokenVerificationException known ? known : unavailable(e);
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

    private KeySet parse(String json) {
        try {
            return KeySet.parse(json).with(provider);
        } catch (IllegalArgumentException e) {
            throw new TokenVerificationException(
                    TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD,
                    "Clerk answered without keys to verify with: " + e.getMessage());
        }
    }

    private static TokenVerificationException unavailable(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof ClerkApiException refusal) {
            return refused(refusal);
        }
        return new TokenVerificationException(
                TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD,
                "Clerk's keys could not be loaded: " + cause.getClass().getSimpleName() + ".",
                "Check that this server reaches Clerk's Backend API.",
                null,
                cause);
    }

    private static TokenVerificationException refused(ClerkApiException refusal) {
        boolean badKey = refusal.errors().stream().anyMatch(error -> "clerk_key_invalid".equals(error.code()));
        return new TokenVerificationException(
                badKey ? TokenVerificationReason.SECRET_KEY_INVALID : TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD,
                badKey
                        ? "Clerk refused the secret key."
                        : "Clerk's keys could not be loaded: GET /jwks answered " + refusal.status() + ".",
                badKey ? "Take the secret key from the API keys page of the Clerk Dashboard." : null,
                null,
                refusal);
    }

    /** What a request that waited reports: the failure of the fetch, with a stack trace of its own. */
    private static TokenVerificationException failure(@Nullable Throwable failure) {
        if (failure instanceof TokenVerificationException known) {
            return again(known);
        }
        return new TokenVerificationException(
                TokenVerificationReason.JWK_REMOTE_FAILED_TO_LOAD,
                "Waiting for Clerk's keys was interrupted.",
                null,
                null,
                failure);
    }

    private static TokenVerificationException again(TokenVerificationException failure) {
        return new TokenVerificationException(
                failure.reason(), failure.problem(), failure.action(), null, failure.getCause());
    }

    private static boolean isOver(long since, Duration time, long now) {
        return now - since >= time.toNanos();
    }
}
