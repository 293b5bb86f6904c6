package com.clerk.sdk.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a state file for one local Clerk: two would overwrite each other's state. It is a lock of the operating system
 * on a file beside the state, {@code .lock}, and ends with the process, however the process ends. The file stays: a
 * process that deletes it could delete that of the next one.
 */
final class StateLock implements AutoCloseable {
    private final FileChannel channel;

    private StateLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @param state the state file
     * @throws IllegalArgumentException if another local Clerk has it
     * @throws UncheckedIOException if the folder cannot be written to
     */
    static StateLock take(Path state) {
        // Two names of one file are one state.
        var target = StateFile.place(state);
        try {
            Files.createDirectories(Objects.requireNonNullElse(target.getParent(), target));
            var channel = FileChannel.open(
                    target.resolveSibling(target.getFileName() + ".lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new IllegalArgumentException("The state file " + target
                        + " is in use by another local Clerk. Stop it, or give another file.");
            }
            return new StateLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("The state cannot be written to " + target, e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException inThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // The end of the process gives it back.
        }
    }
}
