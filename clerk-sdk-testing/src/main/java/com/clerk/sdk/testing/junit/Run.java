package com.clerk.sdk.testing.junit;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The signing keys that the tests of one run share, since to generate some takes longer than to start a server. No two
 * tests have the same keys at the same time. Safe for use by several threads.
 */
final class Run {
    static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(Run.class);

    private final Queue<TestKeys> unused = new ConcurrentLinkedQueue<>();
    private final AtomicInteger servers = new AtomicInteger();

    static Run of(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Run.class, type -> new Run(), Run.class);
    }

    TestKeys takeKeys() {
        var keys = unused.poll();
        return keys == null ? TestKeys.generate() : keys;
    }

    void giveBack(TestKeys keys) {
        unused.add(keys);
    }

    /** Starts a server that differs from all others of the run in its issuer, and so in its publishable key. */
    ClerkServer start(TestKeys keys, ClerkSettings settings) {
        var builder = ClerkServer.builder()
                .keys(keys)
                .frontendApi("test-" + servers.incrementAndGet() + ".clerk.accounts.dev");
        settings.configure(builder);
        return builder.start();
    }
}
