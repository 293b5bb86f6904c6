package com.clerk.sdk.client;

import com.clerk.sdk.client.TokenStoreException.Reason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The store {@link TokenStore#file(Path)}. */
final class FileTokenStore implements TokenStore {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path file;
    private final StoreFormat format;

    FileTokenStore(Path file) {
        this.file = file.toAbsolutePath();
        this.format = new StoreFormat(this.file);
    }

    @Override
    public @Nullable StoredClient read(String instance) {
        try {
            return readFile(instance);
        } catch (IOException e) {
            throw unavailable("read", e);
        }
    }

    // Only a missing file means that nothing has been stored: any other failure must not end in a new client.
    private @Nullable StoredClient readFile(String instance) throws IOException {
        byte[] content;
        try (var in = Files.newInputStream(file)) {
            content = in.readNBytes(StoreFormat.MAX_BYTES);
        } catch (NoSuchFileException | FileNotFoundException e) {
            return null;
        }
        if (OwnerOnly.isExposed(file)) {
            throw new TokenStoreException(
                    Reason.EXPOSED,
                    "The token store " + file
                            + " can be read or changed by other users of this machine. If none of them"
                            + " may have read it, take their permissions away (chmod 600); else delete it and sign in"
                            + " again.",
                    null);
        }
        return format.read(instance, content);
    }

    @Override
    public boolean compareAndSet(String instance, @Nullable StoredClient expected, StoredClient replacement) {
        Objects.requireNonNull(replacement, "replacement");
        try {
            OwnerOnly.createDirectories(Objects.requireNonNull(file.getParent(), "a file has a directory"));
            // Two links to one file must not be two stores.
            var target = Files.exists(file) ? file.toRealPath() : file;
            try (var lock = StoreLock.acquire(target.resolveSibling(target.getFileName() + ".lock"), PATIENCE)) {
                Objects.requireNonNull(lock, "the lock is held until the end of this block");
                if (!Objects.equals(readFile(instance), expected)) {
                    return false;
                }
                replace(target, format.write(instance, replacement));
                return true;
            }
        } catch (IOException e) {
            throw unavailable("written", e);
        }
    }

    /** Writes a file beside the target and renames it: the target has the old content or the new one at any time. */
    private static void replace(Path target, byte[] content) throws IOException {
        var fresh = target.resolveSibling(target.getFileName() + ".tmp");
        Files.deleteIfExists(fresh); // left by a process that was ended while it was writing
        try {
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            try (var out = FileChannel.open(fresh, options, OwnerOnly.file(target))) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
    }

    private TokenStoreException unavailable(String verb, IOException e) {
        return new TokenStoreException(
                Reason.UNAVAILABLE,
                "The token store " + file + " cannot be " + verb + " ("
                        + e.getClass().getSimpleName() + "). Check the disk and the permissions, and try again.",
                e);
    }

    @Override
    public String toString() {
        return "TokenStore(" + file + ")";
    }
}
