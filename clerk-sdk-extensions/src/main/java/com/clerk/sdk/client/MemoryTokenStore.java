package com.clerk.sdk.client;

import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The store {@link TokenStore#inMemory()}. */
final class MemoryTokenStore implements TokenStore {
    private final ConcurrentMap<String, StoredClient> clients = new ConcurrentHashMap<>();

    @Override
    public @Nullable StoredClient read(String instance) {
        return clients.get(instance);
    }

    @Override
    public boolean compareAndSet(String instance, @Nullable StoredClient expected, StoredClient replacement) {
        Objects.requireNonNull(replacement, "replacement");
        return expected == null
                ? clients.putIfAbsent(instance, replacement) == null
                : clients.replace(instance, expected, replacement);
    }
}
