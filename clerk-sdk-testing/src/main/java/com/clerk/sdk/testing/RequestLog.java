package com.clerk.sdk.testing;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;

/** The last requests that a server received, and how many earlier ones it has forgotten. Safe for several threads. */
final class RequestLog {
    private final int capacity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<ReceivedRequest> requests = new ArrayDeque<>();
    private long forgotten;

    RequestLog(int capacity) {
        this.capacity = capacity;
    }

    void add(ReceivedRequest request) {
        lock.lock();
        try {
            if (requests.size() == capacity) {
                requests.remove();
                forgotten++;
            }
            requests.add(request);
        } finally {
            lock.unlock();
        }
    }

    List<ReceivedRequest> all() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    long forgotten() {
        lock.lock();
        try {
            return forgotten;
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            requests.clear();
            forgotten = 0;
        } finally {
            lock.unlock();
        }
    }
}
