package com.clerk.sdk.testing.junit;

import com.clerk.sdk.testing.ClerkServer;

/** The settings of the servers of a test class, for {@link ClerkTest#settings}. */
@FunctionalInterface
public interface ClerkSettings {
    /**
     * Sets up the server of one test. Leave out keys, issuer and port, which tell the servers apart.
     *
     * @param builder the builder of the server
     */
    void configure(ClerkServer.Builder builder);

    /** The settings of {@link ClerkServer#start()}. */
    final class Default implements ClerkSettings {
        /** Makes the default settings. */
        public Default() {}

        @Override
        public void configure(ClerkServer.Builder builder) {
            // The builder has the defaults already.
        }
    }
}
