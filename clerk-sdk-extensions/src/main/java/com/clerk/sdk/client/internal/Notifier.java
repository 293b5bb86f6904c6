package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.ClientListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls the listener for one change after the other, on another thread and without a lock. Thread-safe. */
final class Notifier {
    private static final Logger LOG = System.getLogger("com.clerk.sdk.client");

    private final ClientListener listener;
    private final Queue<Consumer<ClientListener>> changes = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean calling = new AtomicBoolean();
    private volatile @Nullable Executor workers;

    Notifier(ClientListener listener) {
        this.listener = listener;
    }

    /** Sets the executor that calls the listener, and calls it for the changes until now. */
    void callOn(Executor executor) {
        workers = executor;
        send();
    }

    /**
     * Adds a change. The caller may hold a lock, which keeps the changes in order, and calls {@link #send} after it.
     */
    void add(Consumer<ClientListener> change) {
        changes.add(change);
    }

    /** Calls the listener for the changes that were added. The caller must not hold a lock. */
    void send() {
        var executor = workers;
        if (executor != null && !changes.isEmpty() && calling.compareAndSet(false, true)) {
            executor.execute(this::callListener);
        }
    }

    private void callListener() {
        try {
            for (var change = changes.poll(); change != null; change = changes.poll()) {
                call(change);
            }
        } finally {
            calling.set(false);
        }
        send(); // a change may have been added between the last look and the end
    }

    private void call(Consumer<ClientListener> change) {
        try {
            change.accept(listener);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A ClientListener failed, and is called again for the next change", e);
        }
    }
}
