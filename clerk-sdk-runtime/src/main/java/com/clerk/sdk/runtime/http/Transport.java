package com.clerk.sdk.runtime.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The OkHttp client and the threads of an {@link ApiClient}. They are created by the first call: a client that only
 * verifies tokens needs none. Thread-safe.
 */
final class Transport {
    // Added to the number of running calls when the client is closed: the sum is negative from then on.
    private static final int CLOSED = Integer.MIN_VALUE;

    private final OkHttpSettings settings;
    private final @Nullable Executor executor;
    private final ConnectionHealth health = new ConnectionHealth();
    private final AtomicInteger runningCalls = new AtomicInteger();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ConnectionPool> pools = new ArrayList<>();
    private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();
    private volatile @Nullable Running running;
    private @Nullable Transport separate;

    /** The parts that the first call creates. */
    private record Running(OkHttpClient http, Threads threads) {}

    Transport(OkHttpSettings settings, @Nullable Executor executor) {
        this.settings = settings;
        this.executor = executor;
    }

    /**
     * Returns the transport with the same settings whose threads and connections the calls of this one never use. It is
     * closed together with this one.
     */
    Transport separate() {
        lock.lock();
        try {
            var made = separate;
            if (made == null) {
                made = new Transport(settings.separate(), executor);
                separate = made;
                if (runningCalls.get() < 0) {
                    made.close();
                }
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the object of a type that belongs to this transport, created by the first call. */
    <T> T shared(Class<T> type, Supplier<T> factory) {
        return type.cast(shared.computeIfAbsent(type, absent -> factory.get()));
    }

    /**
     * Begins a call, with all of its tries. It must be ended by {@link #endCall()}.
     *
     * @throws IllegalStateException if the client is closed
     */
    void beginCall() {
        if (runningCalls.getAndUpdate(calls -> calls < 0 ? calls : calls + 1) < 0) {
            throw new IllegalStateException("This client is closed");
        }
    }

    void endCall() {
        if (runningCalls.decrementAndGet() == CLOSED) {
            shutDown();
        }
    }

    OkHttpClient http() {
        return running().http;
    }

    Threads threads() {
        return running().threads;
    }

    private Running running() {
        var ready = running;
        return ready == null ? create() : ready;
    }

    private Running create() {
        lock.lock();
        try {
            var made = running;
            if (made == null) {
                var threads = new Threads(this::evictAll);
                var http = settings.create(threads.workers(), health);
                if (settings.ownsConnections()) {
                    pools.add(http.connectionPool());
                }
                made = new Running(http, threads);
                running = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /** Runs code of the user, or code that completes futures of the user. It runs once, whatever the executor does. */
    void runUserCode(Runnable task, boolean ownThread) {
        var chosen = executor;
        var begun = new AtomicBoolean();
        Runnable once = () -> {
            if (begun.compareAndSet(false, true)) {
                task.run();
            }
        };
        if (chosen != null && !ownThread) {
            try {
                chosen.execute(once);
                return;
            } catch (Throwable e) {
                // An executor that refuses, or gets no thread, must not leave a future open. Some keep the task too.
            }
        }
        runOnWorker(once);
    }

    private void runOnWorker(Runnable task) {
        try {
            threads().workers().execute(task);
        } catch (Throwable e) { // the system has no thread left
            task.run();
        }
    }

    /**
     * Gives up the connection of a try that timed out, if it is an HTTP/2 connection without a response since: then it
     * may be dead, and OkHttp would use it for the next calls too. Calls that are running on the connections of the
     * client continue.
     */
    void giveUpIfDead(Attempt attempt) {
        var connection = attempt.connection();
        if (connection != null
                && ConnectionHealth.isMultiplexed(connection)
                && !health.hasAnsweredSince(connection, attempt.start)) {
            replacePool(attempt.http);
        }
    }

    private void replacePool(OkHttpClient used) {
        lock.lock();
        try {
            var present = running;
            if (present == null || present.http != used) {
                return; // another try of these connections has timed out before
            }
            evictIdle(present.threads);
            pools.removeIf(pool -> pool.connectionCount() == 0);
            var fresh = OkHttpSettings.newPool();
            pools.add(fresh);
            running = new Running(used.newBuilder().connectionPool(fresh).build(), present.threads);
        } finally {
            lock.unlock();
        }
    }

    /** Closes the connections that no call uses. A worker does it, since closing a dead connection can block. */
    private void evictIdle(Threads threads) {
        for (var pool : pools) {
            try {
                threads.workers().execute(pool::evictAll);
            } catch (Throwable e) {
                // The system has no thread left. The connections close themselves when they have been idle for long.
            }
        }
    }

    /** Closes the connections that were still in use when the client was closed, by calls that nobody waits for. */
    private void evictAll() {
        List<ConnectionPool> unused;
        lock.lock();
        try {
            unused = List.copyOf(pools);
        } finally {
            lock.unlock();
        }
        unused.forEach(ConnectionPool::evictAll);
    }

    /** Refuses new calls from now on. The running ones continue; the last one ends the threads. */
    void close() {
        int calls = runningCalls.getAndUpdate(before -> before < 0 ? before : before + CLOSED);
        if (calls == 0) {
            shutDown();
        }
        lock.lock();
        try {
            if (separate != null) {
                separate.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void shutDown() {
        lock.lock();
        try {
            var made = running;
            if (made != null) {
                evictIdle(made.threads);
                made.threads.shutDown();
            }
        } finally {
            lock.unlock();
        }
    }
}
