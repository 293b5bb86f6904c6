package com.clerk.sdk.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The place where a {@link com.clerk.sdk.ClerkFrontend} keeps its client token between two runs of a program. An
 * implementation must be thread-safe. A person who has the token can act as its user: keep it from others.
 *
 * <p>Clerk replaces the token from time to time, and several clients or processes may share a store. So a change is
 * always a comparison and a replacement in one step: an answer that comes late must not overwrite a newer token.
 *
 * <p>The client reads the store for each request, on the thread of the call. It changes the store on a thread of its
 * own: a change that takes long holds up neither other calls nor the timeout of its own call.
 */
public interface TokenStore {
    /**
     * Returns the content for an instance.
     *
     * @param instance host of the instance's Frontend API, such as {@code clerk.example.com}
     * @return the content, or null if nothing has been stored
     * @throws TokenStoreException if there is content, and it cannot be read or belongs to another instance
     */
    @Nullable
    StoredClient read(String instance);

    /**
     * Replaces the content for an instance if it is still the expected one.
     *
     * @param instance host of the instance's Frontend API
     * @param expected the content that {@link #read} returned, or null if nothing had been stored
     * @param replacement the new content
     * @return true if the content was replaced; false if it was not the expected one, and nothing was changed
     * @throws TokenStoreException if the content cannot be read or written, or belongs to another instance; nothing was
     *     changed then
     */
    boolean compareAndSet(String instance, @Nullable StoredClient expected, StoredClient replacement);

    /**
     * Returns a store that forgets its content when the program ends.
     *
     * @return a new, empty store
     */
    static TokenStore inMemory() {
        return new MemoryTokenStore();
    }

    /**
     * Returns a store in a file, for one instance and one user of this machine. Several processes may use the file at
     * once. It is created by the first change, readable by its owner only, and replaced as a whole, so that a crash
     * leaves the old content or the new one. Its lock is a file beside it, named {@code .lock}, which stays.
     *
     * @param file the file; its directory is created if it does not exist
     * @return the store
     */
    static TokenStore file(Path file) {
        return new FileTokenStore(file);
    }
}
