package com.clerk.sdk.auth;

import com.clerk.sdk.auth.jwt.RemoteJwks;
import com.clerk.sdk.auth.jwt.Ticker;
import java.net.ConnectException;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * An instance that rotates its keys and is down at times. It answers on its own thread, and records every breach of the
 * promise of {@link RemoteJwks}: one fetch at a time, and none too soon after another.
 */
final class RotatingClerk implements Supplier<CompletableFuture<String>>, AutoCloseable {
    private static final List<KeyPair> PAIRS =
            List.of(TestTokens.KEYS, TestTokens.OTHER_KEYS, TestTokens.keys("RSA", 2048), TestTokens.keys("RSA", 2048));

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final AtomicInteger inProgress = new AtomicInteger();
    private final List<String> mistakes = new CopyOnWriteArrayList<>();
    private final Ticker time;
    private final boolean oneId;

    private volatile int generation;
    private volatile boolean down;
    private volatile int loaded = -1;
    private volatile boolean succeeded = true;
    private volatile long lastStart;
    private volatile int count;
    private volatile int failures;

    /**
     * Either all keys have the same id one after another, or each has its own and the previous one stays for a while.
     */
    RotatingClerk(Ticker time, boolean oneId) {
        this.time = time;
        this.oneId = oneId;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // there is one fetch at a time, or a mistake is noted
    public CompletableFuture<String> get() {
        if (inProgress.incrementAndGet() > 1) {
            mistakes.add("another fetch was under way");
        }
        var now = time.getAsLong();
        var interval = succeeded ? RemoteJwks.UNKNOWN_KEY_INTERVAL : RemoteJwks.RETRY_INTERVAL;
        if (count++ > 0 && now - lastStart < interval.toNanos()) {
            mistakes.add("a fetch came " + (now - lastStart) + " ns after another, not " + interval);
        }
        lastStart = now;
        var answer = new Answer();
        thread.execute(() -> answer(answer));
        return answer;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // written by one thread
    private void answer(Answer answer) {
        answer.generation = generation;
        succeeded = !down;
        inProgress.decrementAndGet();
        if (succeeded) {
            answer.complete(set(answer.generation));
        } else {
            failures++;
            answer.completeExceptionally(new ConnectException());
        }
    }

    /** A result that records when its receiver has taken it, on any thread. */
    private final class Answer extends CompletableFuture<String> {
        private volatile int generation;

        @Override
        public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> taker) {
            return super.whenComplete((json, failure) -> {
                taker.accept(json, failure);
                loaded = json == null ? loaded : generation;
            });
        }
    }

    private String set(int generation) {
        var keys = new LinkedHashMap<String, KeyPair>();
        keys.put(id(generation), pair(generation));
        if (!oneId && generation > 0) {
            keys.put(id(generation - 1), pair(generation - 1));
        }
        return TestTokens.jwks(keys);
    }

    private static KeyPair pair(int generation) {
        return PAIRS.get(generation % PAIRS.size());
    }

    private String id(int generation) {
        return oneId ? TestTokens.KEY_ID : "key-" + generation;
    }

    /** A token signed with the key that was new in a generation. */
    String token(int key) {
        return TestTokens.token(pair(key), id(key));
    }

    /** Whether the set of a generation verifies the tokens of a key. */
    boolean holds(int generation, int key) {
        return oneId ? pair(generation).equals(pair(key)) : key == generation || key == generation - 1;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // while nobody else runs
    void rotate() {
        generation++;
    }

    void down(boolean down) {
        this.down = down;
    }

    /** Returns the newest set. */
    int generation() {
        return generation;
    }

    /** Returns the newest set that is known to have arrived, or -1. */
    int loaded() {
        return loaded;
    }

    /** Returns the breaches of the promise. */
    List<String> mistakes() {
        return List.copyOf(mistakes);
    }

    int count() {
        return count;
    }

    int failures() {
        return failures;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
