package com.clerk.sdk.client.internal;

import com.clerk.sdk.errors.ClerkException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session tokens of one client: cached, renewed ahead of their end, and asked for once at a time for each key.
 *
 * <p>The life left decides:
 *
 * <table>
 * <caption>Life left of the cached token</caption>
 * <tr><th>more than the margin and 5 s</th><td>the token</td></tr>
 * <tr><th>more than the margin</th><td>the token; a worker renews it</td></tr>
 * <tr><th>less</th><td>a new token; the present one if it lives and a new one cannot be had</td></tr>
 * <tr><th>nothing</th><td>a new token, or the failure</td></tr>
 * </table>
 *
 * <p>Thread-safe.
 */
final class SessionTokens {
    /** The time before the margin in which a token is renewed while callers still get the present one. */
    static final long AHEAD_NANOS = TimeUnit.SECONDS.toNanos(5);

    /** The default margin. */
    static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final int MANY_ENTRIES = 256;
    private static final String SUBJECT = "a session token";

    private final TokenMint mint;
    private final TokenClock clock;
    private final Executor workers;
    private final ConcurrentMap<TokenKey, TokenEntry> entries = new ConcurrentHashMap<>();
    private volatile Runnable afterRequest = () -> {};
    private volatile boolean closed;

    /**
     * Creates an empty cache.
     *
     * @param mint gets new tokens
     * @param clock the clocks
     * @param workers runs the requests that several callers may wait for
     */
    SessionTokens(TokenMint mint, TokenClock clock, Executor workers) {
        this.mint = mint;
        this.clock = clock;
        this.workers = workers;
    }

    /** Sets an action that runs after each request for a token, and after a token came with another answer. */
    void afterRequest(Runnable action) {
        afterRequest = action;
    }

    /**
     * Returns a token, from the cache or over the network.
     *
     * @param key the purpose of the token
     * @param minRemaining the time for which the token must still be valid
     * @return the token, or null if the session ended meanwhile
     */
    @Nullable
    String get(TokenKey key, Duration minRemaining) {
        return get(key, entry(key), nanos(minRemaining));
    }

    private @Nullable String get(TokenKey key, TokenEntry entry, long margin) {
        requireOpen();
        var cached = cached(key, entry, margin);
        if (cached != null) {
            return cached;
        }
        var present = entry.token();
        long left = entry.nanosLeft();
        if (present != null && left > 0 && entry.isPaused()) {
            return present.jwt.text();
        }
        try {
            return text(Waiting.forResult(request(key, entry), SUBJECT));
        } catch (ClerkException e) {
            if (present == null
                    || present.nanosLeft(clock) <= 0
                    || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return present.jwt.text();
        }
    }

    /**
     * Returns the cached token without waiting for the network. If it is due, a worker renews it.
     *
     * @param key the purpose of the token
     * @param minRemaining the time for which the token must still be valid
     * @return the token, or null if no token is valid for so long, or if this is closed
     */
    @Nullable
    String cached(TokenKey key, Duration minRemaining) {
        return closed ? null : cached(key, entry(key), nanos(minRemaining));
    }

    private @Nullable String cached(TokenKey key, TokenEntry entry, long margin) {
        var present = entry.token();
        long left = present == null ? 0 : present.nanosLeft(clock);
        if (present == null || left <= margin) {
            return null;
        }
        if (left <= margin + AHEAD_NANOS) {
            renew(key, entry);
        }
        return present.jwt.text();
    }

    /** Returns the cached token if it is not near its end, else null. Allocates nothing. */
    @Nullable
    String cached(TokenEntry entry) {
        var present = entry.token();
        if (closed || present == null || present.nanosLeft(clock) <= MARGIN_NANOS + AHEAD_NANOS) {
            return null;
        }
        return present.jwt.text();
    }

    /** Starts a request for the next token, unless one is running or the last one brought nothing better. */
    void renew(TokenKey key, TokenEntry entry) {
        if (!entry.isPaused() && !entry.flight.isRunning() && !closed) {
            request(key, entry);
        }
    }

    /**
     * Returns a new token over the network. The cache keeps the fresher of the new token and the present one.
     *
     * @param key the purpose of the token
     * @return the new token, whatever the cache keeps
     */
    String getNew(TokenKey key) {
        requireOpen();
        var entry = entry(key);
        var minted = mint(key, entry);
        keep(entry, minted);
        return minted.jwt();
    }

    /**
     * Returns a token in place of one that a server refused: the cached one if it is another one, else a new one. A
     * server that refuses every token causes one request per second.
     *
     * @param key the purpose of the token
     * @param refused the token that was refused
     * @return the token, which is the refused one if it has just been replaced; null if the session ended meanwhile
     */
    @Nullable
    String getOther(TokenKey key, String refused) {
        requireOpen();
        var entry = entry(key);
        var present = presentOther(entry, refused);
        var other = present == null
                ? Waiting.forResult(request(entry, () -> fetchOther(key, entry, refused)), SUBJECT)
                : present;
        return text(other);
    }

    /** Returns the cached token if it is another one than the refused one, or has just replaced a refused one. */
    private @Nullable SessionJwt presentOther(TokenEntry entry, String refused) {
        boolean replaced = entry.isPausedAfterRefusal(); // before the token, since this is set after the token
        var present = entry.token();
        if (present == null || present.nanosLeft(clock) <= 0) {
            return null;
        }
        return replaced || !present.jwt.text().equals(refused) ? present.jwt : null;
    }

    private @Nullable SessionJwt fetchOther(TokenKey key, TokenEntry entry, String refused) {
        var present = presentOther(entry, refused); // another request may just have ended
        if (present != null) {
            return present;
        }
        try {
            return fetch(key, entry);
        } finally {
            entry.pauseAfterRefusal();
        }
    }

    private static @Nullable String text(@Nullable SessionJwt jwt) {
        return jwt == null ? null : jwt.text();
    }

    private CompletableFuture<@Nullable SessionJwt> request(TokenKey key, TokenEntry entry) {
        return request(entry, () -> fetch(key, entry));
    }

    private CompletableFuture<@Nullable SessionJwt> request(TokenEntry entry, Supplier<@Nullable SessionJwt> fetch) {
        var flight = entry.flight.join(fetch, workers);
        if (closed) {
            entry.flight.fail(closed());
        }
        return flight;
    }

    private @Nullable SessionJwt fetch(TokenKey key, TokenEntry entry) {
        try {
            return keep(entry, mint(key, entry));
        } catch (RuntimeException e) {
            if (entry.isOver()) {
                return null; // the refusal has ended the session
            }
            throw e;
        } finally {
            entry.pause();
            afterRequest.run();
        }
    }

    private TokenMint.Minted mint(TokenKey key, TokenEntry entry) {
        var last = entry.token();
        return mint.mint(key, last == null ? null : last.jwt.text());
    }

    /**
     * Caches a new token, and returns the fresher of it and the cached one, which is the new one if it cannot be read.
     */
    private SessionJwt keep(TokenEntry entry, TokenMint.Minted minted) {
        var jwt = SessionJwt.read(minted.jwt());
        if (jwt == null) {
            return new SessionJwt(minted.jwt(), null, 0, 0, null, null);
        }
        var kept = entry.keep(CachedToken.minted(jwt, minted.serverTime(), clock), true);
        // A token that has just been made is handed out in any case: a proxy may have a wrong clock.
        return kept.nanosLeft(clock) > 0 ? kept.jwt : jwt;
    }

    /**
     * Caches a token that came with another answer, unless the cached one is as fresh.
     *
     * @param key the purpose that the token should have
     * @param text the token
     * @param serverTime the time at the server; without it the token is not used, since nobody knows how long it is
     *     valid
     */
    void hydrate(TokenKey key, String text, @Nullable Instant serverTime) {
        var jwt = serverTime == null ? null : SessionJwt.read(text);
        if (jwt == null
                || !key.sessionId().equals(jwt.sessionId())
                || !Objects.equals(key.organizationId(), jwt.organizationId())) {
            return;
        }
        var arrived = CachedToken.arrived(jwt, serverTime, clock);
        if (arrived.nanosLeft(clock) > 0) {
            entry(key).keep(arrived, false);
            afterRequest.run();
        }
    }

    /** Forgets the tokens of a session. Callers that wait for one get null. */
    void endSession(String sessionId) {
        entries.forEach((key, entry) -> {
            if (key.sessionId().equals(sessionId) && entries.remove(key, entry)) {
                entry.end();
            }
        });
    }

    /** Returns the entry of a key, which is created if it does not exist. */
    TokenEntry entry(TokenKey key) {
        var present = entries.get(key);
        if (present != null) {
            return present;
        }
        if (entries.size() >= MANY_ENTRIES) {
            entries.values().removeIf(entry -> entry.nanosLeft() <= 0 && !entry.flight.isRunning());
        }
        return entries.computeIfAbsent(key, missing -> new TokenEntry(clock));
    }

    /** Refuses new calls, and ends those that wait. */
    void close() {
        closed = true;
        entries.values().forEach(entry -> entry.flight.fail(closed()));
    }

    private void requireOpen() {
        if (closed) {
            throw closed();
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("This client is closed");
    }

    private static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return Long.MAX_VALUE - AHEAD_NANOS;
        }
    }
}
