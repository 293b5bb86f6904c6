package com.clerk.sdk.webhooks;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers ids in this process. The lock is never held while work is done. */
final class MemoryDeliveryStore implements DeliveryStore {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> handled = new LinkedHashSet<>();
    private final Map<String, Condition> underWay = new HashMap<>();

    MemoryDeliveryStore(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The store must hold at least one delivery, not " + capacity);
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
            // When the one before fails, this one takes its place.
            for (var other = underWay.get(id); other != null; other = underWay.get(id)) {
                other.awaitUninterruptibly();
            }
            if (handled.contains(id)) {
                return false;
            }
            underWay.put(id, lock.newCondition());
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
            var waiting = underWay.remove(id);
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
