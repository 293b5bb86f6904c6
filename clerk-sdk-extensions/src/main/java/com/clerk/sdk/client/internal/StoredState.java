package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.StoredClient;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The client token of one instance in its store, and in memory for as long as the store does not work. Any thread may
 * call {@link #present}, {@link #read} and {@link #isNew}; {@link ClientSync} guards the changes.
 */
final class StoredState {
    private final TokenStore store;
    private final String instance;
    private final Consumer<TokenStoreException> failures;
    private volatile Contents contents;
    private volatile boolean unreadable;

    /** The present content, and the one in the store, which is another one while the store does not work. */
    private record Contents(StoredClient present, @Nullable StoredClient inStore) {}

    /** The content of the store when it was read, or the failure, and the contents that were known before. */
    static final class Reading {
        private final Contents known;
        private final @Nullable StoredClient content;
        private final @Nullable TokenStoreException failure;

        private Reading(Contents known, @Nullable StoredClient content, @Nullable TokenStoreException failure) {
            this.known = known;
            this.content = content;
            this.failure = failure;
        }
    }

    /**
     * Reads the store.
     *
     * @throws TokenStoreException if the store cannot be used
     */
    StoredState(TokenStore store, String instance, Consumer<TokenStoreException> failures) {
        this.store = store;
        this.instance = instance;
        this.failures = failures;
        var inStore = store.read(instance);
        var present = inStore == null ? new StoredClient(UUID.randomUUID().toString(), null, null) : inStore;
        this.contents = new Contents(present, inStore);
    }

    StoredClient present() {
        return contents.present();
    }

    /** Reads the store, which may take time: no lock is needed. */
    Reading read() {
        var known = contents; // before the store is read: a change by this process makes the reading worthless
        try {
            return new Reading(known, store.read(instance), null);
        } catch (TokenStoreException e) {
            return new Reading(known, null, e);
        }
    }

    /** Returns whether a reading says something that is not known yet. */
    boolean isNew(Reading reading) {
        if (reading.failure != null) {
            return !unreadable;
        }
        return unreadable || !Objects.equals(reading.content, contents.inStore());
    }

    /**
     * Takes over the content of the store if another process has changed it.
     *
     * @param reading the content
     * @return true if the content was changed
     */
    boolean adopt(Reading reading) {
        if (reading.failure != null) {
            if (!unreadable) {
                unreadable = true;
                failures.accept(reading.failure);
            }
            return false;
        }
        unreadable = false;
        var known = contents;
        var content = reading.content;
        if (!reading.known.equals(known) || Objects.equals(content, known.inStore())) {
            return false;
        }
        // If somebody has deleted the content, the next change stores it again.
        contents = new Contents(content == null ? known.present() : content, content);
        return content != null;
    }

    /** Returns whether a content is the present one, and the store has it. */
    boolean isStored(StoredClient content) {
        return content.equals(contents.present()) && content.equals(contents.inStore());
    }

    /**
     * Changes the content. If the store cannot be written, the content is changed in memory, so that the session goes
     * on.
     *
     * @return false if another process has changed the store meanwhile; its content is then the present one
     */
    boolean change(StoredClient next) {
        if (isStored(next)) {
            return true;
        }
        try {
            if (!store.compareAndSet(instance, contents.inStore(), next)
                    && (adopt(read()) || !store.compareAndSet(instance, contents.inStore(), next))) {
                return false;
            }
            contents = new Contents(next, next);
        } catch (TokenStoreException e) {
            failures.accept(e);
            contents = new Contents(next, contents.inStore());
        }
        return true;
    }
}
