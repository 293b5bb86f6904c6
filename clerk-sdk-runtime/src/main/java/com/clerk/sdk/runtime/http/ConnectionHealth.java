package com.clerk.sdk.runtime.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** Knows when each connection last delivered a response, and whether the server has closed it since. Thread-safe. */
final class ConnectionHealth {
    private static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Connection, Long> lastAnswers = new WeakHashMap<>();

    void recordAnswer(Connection connection) {
        lock.lock();
        try {
            lastAnswers.put(connection, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether a connection has delivered a response since a time. */
    boolean hasAnsweredSince(Connection connection, long nanoTime) {
        var last = lastAnswer(connection);
        return last != null && last - nanoTime >= 0;
    }

    static boolean isMultiplexed(Connection connection) {
        var protocol = connection.protocol();
        return protocol == Protocol.HTTP_2 || protocol == Protocol.H2_PRIOR_KNOWLEDGE;
    }

    /**
     * Checks a connection before a request is sent on it. Servers close connections that are idle, many after 5
     * seconds, and OkHttp notices it only when it reads the response: too late to know whether a POST was executed. An
     * HTTP/2 connection is read all the time, so its end is known.
     *
     * @throws StaleConnectionException if the server has closed the connection
     */
    void check(Connection connection, String method) throws StaleConnectionException {
        var last = isMultiplexed(connection) ? null : lastAnswer(connection);
        if (last == null) {
            return;
        }
        // A check takes a millisecond, so requests that can be repeated skip it on a connection that is in use.
        boolean repeatable = !method.equals("POST") && !method.equals("PATCH");
        if (repeatable && System.nanoTime() - last < IDLE_NANOS) {
            return;
        }
        if (isClosed(connection.socket())) {
            throw new StaleConnectionException();
        }
    }

    private @Nullable Long lastAnswer(Connection connection) {
        lock.lock();
        try {
            return lastAnswers.get(connection);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isClosed(Socket socket) {
        try {
            int timeout = socket.getSoTimeout();
            socket.setSoTimeout(1);
            try {
                // Either the end, or data that nobody has asked for: the connection cannot be used in both cases.
                socket.getInputStream().read();
                return true;
            } catch (SocketTimeoutException e) {
                return false;
            } finally {
                socket.setSoTimeout(timeout);
            }
        } catch (IOException e) {
            return true;
        }
    }
}
