package com.clerk.sdk.testing.junit;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The server of one test. JUnit closes it with the store of the test, after the last {@code @AfterEach}. */
// JUnit before 5.13 closes the one type, and newer versions warn of those that do not have the other one.
@SuppressWarnings("deprecation")
final class OwnServer implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    private final Run run;
    private final TestKeys keys;
    private final ClerkServer server;

    private OwnServer(Run run, ClerkSettings settings) {
        this.run = run;
        this.keys = run.takeKeys();
        this.server = run.start(keys, settings);
    }

    /** Returns the server of a test. It is started on first use. */
    static OwnServer of(ExtensionContext context) {
        return context.getStore(Run.NAMESPACE)
                .getOrComputeIfAbsent(
                        OwnServer.class,
                        type -> new OwnServer(
                                Run.of(context), Declaration.of(context).settings()),
                        OwnServer.class);
    }

    /** Returns the server of a test, or null if the test did not use one. */
    static @Nullable OwnServer find(ExtensionContext context) {
        return context.getStore(Run.NAMESPACE).get(OwnServer.class, OwnServer.class);
    }

    ClerkServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        run.giveBack(keys);
    }
}
