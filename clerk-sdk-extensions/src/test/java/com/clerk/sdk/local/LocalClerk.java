package com.clerk.sdk.local;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.backend.model.Organization;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A local Clerk, a client of it, and the names of the operations that the client called with success. */
final class LocalClerk implements AutoCloseable {
    private static final TestKeys KEYS = TestKeys.generate();

    final ClerkServer server;
    final Set<String> succeeded = ConcurrentHashMap.newKeySet();
    final ClerkBackend clerk;
    private final AtomicInteger numbers = new AtomicInteger();

    LocalClerk() {
        this(ClerkServer.builder());
    }

    LocalClerk(ClerkServer.Builder settings) {
        server = settings.keys(KEYS).start();
        clerk = ClerkBackend.builder()
                .apiUrl(server.apiUrl())
                .secretKey(server.secretKey())
                .listener(event -> {
                    if (event.failure() == null) {
                        succeeded.add(event.operation());
                    }
                })
                .build();
    }

    String newAddress() {
        return "person" + numbers.incrementAndGet() + "@example.com";
    }

    String newNumber() {
        return "+1555555" + (1000 + numbers.incrementAndGet());
    }

    User newUser() {
        return clerk.users().create(u -> u.emailAddress(newAddress()).password("correct horse " + numbers.get()));
    }

    Organization newOrganization() {
        return clerk.organizations().create(o -> o.name("Organization " + numbers.incrementAndGet()));
    }

    @Override
    public void close() {
        clerk.close();
        server.close();
    }
}
