package com.clerk.sdk.testing.server.webhooks;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Delivers messages to endpoints, one at a time, in the order of their times. It repeats one that fails as Svix does:
 * after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10 and 10 hours of the server's clock; then it gives up. Of those that
 * fail, it repeats the last 1,000. Safe for use by several threads.
 */
public final class Sender implements AutoCloseable {
    /** The waiting times before the second and each later attempt. */
    private static final List<Duration> DELAYS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    private static final int KEPT = 1000;
    /** How often the clock is looked at while a message waits: a clock that tests move wakes nobody. */
    private static final long POLL_NANOS = Duration.ofMillis(10).toNanos();

    private static final long IDLE_NANOS = Duration.ofMinutes(1).toNanos();

    /** How often, and how long each time, {@link #close} waits for the delivery that it ended. */
    private static final int CLOSE_ATTEMPTS = 100;

    private static final long CLOSE_MILLIS = 10;

    private final Clock clock;
    private final Transport transport = new Transport();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final PriorityQueue<Message> waiting = new PriorityQueue<>();
    /** The messages that failed and wait for another attempt. */
    private final PriorityQueue<Message> repeated = new PriorityQueue<>();

    private final ArrayDeque<Attempt> attempts = new ArrayDeque<>();
    private long order;
    private boolean sending;
    private boolean closed;
    private @Nullable Thread thread;

    /** Makes a sender without endpoints. */
    public Sender(Clock clock) {
        this.clock = clock;
    }

    /** Adds an endpoint, which receives all messages from now on. */
    public void add(Endpoint endpoint) {
        lock.lock();
        try {
            endpoints.add(endpoint);
            if (thread == null) {
                thread = new Thread(this::run, "clerk-webhooks");
                thread.setDaemon(true);
                thread.start();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Queues a message for each endpoint. Does not wait. */
    public void send(String id, String type, byte[] body) {
        lock.lock();
        try {
            for (var endpoint : endpoints) {
                order++;
                waiting.add(new Message(id, type, body, endpoint, 1, clock.millis(), order));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the last 1,000 attempts, oldest first. */
    public List<Attempt> attempts() {
        lock.lock();
        try {
            return List.copyOf(attempts);
        } finally {
            lock.unlock();
        }
    }

    /** Returns the number of messages that wait for an attempt, now or later. */
    public int waiting() {
        lock.lock();
        try {
            return waiting.size() + repeated.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no message is due by the server's clock.
     *
     * @return false if the time is over before
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitIdle(Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (sending || isDue()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        var first = next().peek();
        return first != null && first.due() <= clock.millis();
    }

    /** Returns the queue whose first message comes first. */
    private PriorityQueue<Message> next() {
        var first = waiting.peek();
        var again = repeated.peek();
        return first == null || (again != null && again.compareTo(first) < 0) ? repeated : waiting;
    }

    private void run() {
        try {
            while (true) {
                var message = take();
                if (message == null) {
                    return;
                }
                record(message, attempt(message));
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the next message once it is due, or null once the sender is closed. */
    private @Nullable Message take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!closed && !isDue()) {
                // Waiting for longer does no harm while there is nothing to wait for.
                changed.awaitNanos(next().isEmpty() ? IDLE_NANOS : POLL_NANOS);
            }
            sending = !closed;
            return closed ? null : next().poll();
        } finally {
            lock.unlock();
        }
    }

    private Attempt attempt(Message message) {
        var time = clock.instant();
        var url = message.endpoint().url();
        try {
            var headers = message.endpoint().signer().sign(message.id(), time, message.body());
            var status = transport.post(url, headers, message.body());
            return new Attempt(
                    message.id(), message.type(), url, message.attempt(), time, message.body(), status, null);
        } catch (IOException | RuntimeException e) {
            // The thread must survive whatever one delivery throws: it sends those to other endpoints too.
            return new Attempt(
                    message.id(), message.type(), url, message.attempt(), time, message.body(), 0, e.toString());
        }
    }

    private void record(Message message, Attempt attempt) {
        lock.lock();
        try {
            sending = false;
            attempts.add(attempt);
            if (attempts.size() > KEPT) {
                attempts.remove();
            }
            if (!closed && !attempt.succeeded() && message.attempt() <= DELAYS.size()) {
                var delay = DELAYS.get(message.attempt() - 1).toMillis();
                repeat(message.next(attempt.time().toEpochMilli() + delay));
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** An endpoint that is down for a day must not keep all that happened meanwhile in memory. */
    private void repeat(Message message) {
        repeated.add(message);
        if (repeated.size() > KEPT) {
            repeated.stream().min(Comparator.comparingLong(Message::order)).ifPresent(repeated::remove);
        }
    }

    /** Stops. Messages that wait are not delivered any more, and a delivery in progress ends. */
    @Override
    public void close() {
        @Nullable Thread running;
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            repeated.clear();
            changed.signalAll();
            running = thread;
        } finally {
            lock.unlock();
        }
        transport.close();
        if (running != null) {
            running.interrupt();
            end(running);
        }
    }

    private void end(Thread running) {
        try {
            for (var i = 0; i < CLOSE_ATTEMPTS && running.isAlive(); i++) {
                // A connection that was about to be made is there a moment later.
                transport.close();
                running.join(CLOSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
