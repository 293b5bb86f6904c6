package com.clerk.sdk.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lock of the operating system on a file beside a store. It ends with the process that holds it. The file is never
 * deleted: deleting it would let two processes hold locks on two files of the same name.
 */
final class StoreLock implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the lock.
     *
     * @param file the file of the lock, which is created if it does not exist
     * @param patience the longest time to wait
     * @throws IOException if the file cannot be created, the time is over, or the thread is interrupted
     */
    static StoreLock acquire(Path file, Duration patience) throws IOException {
        var channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                OwnerOnly.file(file.toAbsolutePath()));
        try {
            long deadline = System.nanoTime() + patience.toNanos();
            while (tryLock(channel) == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("another process has held the lock for " + patience.toSeconds() + " s");
                }
                pause();
            }
            return new StoreLock(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // another store of this process holds it
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close(); // which releases the lock
    }
}
