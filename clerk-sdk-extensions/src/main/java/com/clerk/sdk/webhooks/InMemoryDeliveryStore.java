package com.clerk.sdk.webhooks;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The store of {@link DeliveryStore#inMemory}. It never holds its lock while work is done. */
final class InMemoryDeliveryStore implements DeliveryStore {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> handled = new LinkedHashSet<>();
    private final Map<String, Condition> inProgress = new HashMap<>();

    InMemoryDeliveryStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The capacity of the store must be at least 1, not " + capacity);
        }
        this.capacity = capacity;
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
            // A loop: if the work of the other thread fails, this thread may do it, or wait for a third.
            for (var other = inProgress.get(id); other != null; other = inProgress.get(id)) {
                other.awaitUninterruptibly();
            }
            if (handled.contains(id)) {
                return false;
            }
            inProgress.put(id, lock.newCondition());
            return true;
        } finally {
            lock.unlock();
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
                waiting.signalAll();
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
