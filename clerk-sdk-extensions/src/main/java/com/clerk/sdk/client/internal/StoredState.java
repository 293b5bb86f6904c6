package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client token of one instance in its store, and in memory for as long as the store does not work. Not thread-safe:
 * {@link ClientSync} guards it.
 */
final class StoredState {
    private final TokenStore store;
    private final String instance;
    private final Consumer<TokenStoreException> failures;
    private @Nullable StoredClient inStore;
    private StoredClient present;
    private boolean unreadable;

    /**
     * Reads the store.
     *
     * @throws TokenStoreException if the store cannot be used
     */
    StoredState(TokenStore store, String instance, Consumer<TokenStoreException> failures) {
        this.store = store;
        this.instance = instance;
        this.failures = failures;
        this.inStore = store.read(instance);
        this.present = inStore == null ? new StoredClient(UUID.randomUUID().toString(), null, null) : inStore;
    }

    StoredClient present() {
        return present;
    }

    /**
     * Takes over the content of the store if another process has changed it.
     *
     * @return true if the content was changed
     */
    boolean adopt() {
        try {
            var content = store.read(instance);
            unreadable = false;
            var before = inStore;
            inStore = content; // null if somebody has deleted it: the next change stores it again
            if (content == null || content.equals(before)) {
                return false;
            }
            present = content;
            return true;
        } catch (TokenStoreException e) {
            if (!unreadable) {
                unreadable = true;
                failures.accept(e);
            }
            return false;
        }
    }

    /**
     * Changes the content. If the store cannot be written, the content is changed in memory, so that the session goes
     * on.
     *
     * @return false if another process has changed the store meanwhile; its content is then the present one
     */
    boolean change(StoredClient next) {
        if (next.equals(present) && next.equals(inStore)) {
            return true;
        }
        try {
            if (!store.compareAndSet(instance, inStore, next)
                    && (adopt() || !store.compareAndSet(instance, inStore, next))) {
                return false;
            }
            inStore = next;
        } catch (TokenStoreException e) {
            failures.accept(e);
        }
        present = next;
        return true;
    }
}
