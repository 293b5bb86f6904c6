package com.clerk.sdk.webhooks;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The store of {@link DeliveryStore#inMemory}. It never holds its lock while work is done. */
final class InMemoryDeliveryStore implements DeliveryStore {
    /** Clerk waits 15 seconds for an answer: a thread that waits longer answers in vain. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(15);

    private final int capacity;
    private final Duration maxWait;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> handled = new LinkedHashSet<>();
    private final Map<String, Handling> inProgress = new HashMap<>();

    /** A delivery that a thread handles now, and the threads that wait for the outcome. */
    private record Handling(Thread thread, Condition ended) {}

    InMemoryDeliveryStore(int capacity) {
        this(capacity, MAX_WAIT);
    }

    InMemoryDeliveryStore(int capacity, Duration maxWait) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The capacity of the store must be at least 1, not " + capacity);
        }
        this.capacity = capacity;
        this.maxWait = maxWait;
    }

    @Override
    public boolean handleOnce(String deliveryId, Runnable work) {
        if (!begin(deliveryId)) {
            return false;
        }
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            end(deliveryId, done);
        }
        return true;
    }

    private boolean begin(String id) {
        lock.lock();
        try {
            long nanos = maxWait.toNanos();
            // A loop: if the work of the other thread fails, this thread may do it, or wait for a third.
            for (var other = inProgress.get(id); other != null; other = inProgress.get(id)) {
                checkWait(other, nanos);
                nanos = other.ended.awaitNanos(nanos);
            }
            if (handled.contains(id)) {
                return false;
            }
            inProgress.put(id, new Handling(Thread.currentThread(), lock.newCondition()));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(
                    "The thread was interrupted while it waited for another that handles the same delivery."
                            + " Answer with status 500, and Clerk repeats the delivery.",
                    e);
        } finally {
            lock.unlock();
        }
    }

    private void checkWait(Handling other, long nanos) {
        if (other.thread == Thread.currentThread()) {
            throw new IllegalStateException("This thread handles the same delivery already. The work for a delivery"
                    + " must not pass that delivery on to the handler or the store.");
        }
        // The bound also ends a wait for work that waits for this thread.
        if (nanos <= 0) {
            throw new IllegalStateException("Another thread has handled the same delivery for more than "
                    + maxWait.toSeconds() + " seconds. Answer with status 500, and Clerk repeats the delivery.");
        }
    }

    private void end(String id, boolean done) {
        lock.lock();
        try {
            if (done) {
                remember(id);
            }
            var waiting = inProgress.remove(id);
            if (waiting != null) {
                waiting.ended.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void remember(String id) {
        handled.add(id);
        if (handled.size() > capacity) {
            var oldest = handled.iterator();
            oldest.next();
            oldest.remove();
        }
    }

    @Override
    public String toString() {
        return "DeliveryStore(in memory, at most " + capacity + ")";
    }
}
