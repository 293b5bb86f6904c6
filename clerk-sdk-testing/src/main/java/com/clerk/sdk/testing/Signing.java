package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The keys of the in-process Clerk: those it signs with, and those it publishes. Safe for all threads. */
final class Signing {
    private final String issuer;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable TestKeys current;
    private @Nullable List<TestKeys> published;

    Signing(String issuer, Clock clock, @Nullable TestKeys keys) {
        this.issuer = issuer;
        this.clock = clock;
        this.current = keys;
    }

    String issuer() {
        return issuer;
    }

    /** Made when first asked for: a test that needs no keys does not wait for them. */
    TestKeys current() {
        lock.lock();
        try {
            if (current == null) {
                current = TestKeys.generate();
            }
            return current;
        } finally {
            lock.unlock();
        }
    }

    void rotate(TestKeys next) {
        lock.lock();
        try {
            current = next;
            published = null;
        } finally {
            lock.unlock();
        }
    }

    void publish(List<TestKeys> keys) {
        lock.lock();
        try {
            published = List.copyOf(keys);
        } finally {
            lock.unlock();
        }
    }

    JsonObject jwks() {
        var signer = current();
        lock.lock();
        try {
            return TestKeys.jwks(published == null ? List.of(signer) : published);
        } finally {
            lock.unlock();
        }
    }

    SessionTokens sessionTokens() {
        return new SessionTokens(current(), issuer, clock);
    }
}
