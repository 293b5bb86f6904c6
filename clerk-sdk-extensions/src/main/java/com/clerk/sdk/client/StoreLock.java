package com.clerk.sdk.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A lock of the operating system on a file beside a store. It ends with the process that holds it. The file is never
 * deleted: deleting it would let two processes hold locks on two files of the same name.
 */
final class StoreLock implements AutoCloseable {
    private static final long PAUSE_MILLIS = 5;

    /**
     * One turn for each file, by its real path, whatever the number of stores. A lock of POSIX belongs to the process:
     * closing any channel of the file releases it. So only the thread that has the turn may open the file, and this
     * must hold for all stores of the process, which share nothing else. There are as many entries as files.
     */
    private static final ConcurrentMap<Path, Semaphore> TURNS = new ConcurrentHashMap<>();

    private final FileChannel channel;
    private final Semaphore turn;

    private StoreLock(FileChannel channel, Semaphore turn) {
        this.channel = channel;
        this.turn = turn;
    }

    /**
     * Waits for the lock.
     *
     * @param file the file of the lock, which is created if it does not exist; its directory exists
     * @param patience the longest time to wait
     * @throws IOException if the file cannot be created, the time is over, or the thread is interrupted
     */
    static StoreLock acquire(Path file, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        var path = file.toAbsolutePath();
        var directory = Objects.requireNonNull(path.getParent(), "a file has a directory")
                .toRealPath();
        var turn = TURNS.computeIfAbsent(directory.resolve(path.getFileName()), each -> new Semaphore(1, true));
        try {
            if (!turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("another thread has held the lock for " + patience.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            throw interrupted();
        }
        try {
            return new StoreLock(lockedChannel(path, patience, deadline), turn);
        } catch (IOException | RuntimeException e) {
            turn.release();
            throw e;
        }
    }

    private static FileChannel lockedChannel(Path file, Duration patience, long deadline) throws IOException {
        var options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var channel = FileChannel.open(file, options, OwnerOnly.file(file));
        try {
            while (channel.tryLock() == null) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IOException("another process has held the lock for " + patience.toSeconds() + " s");
                }
                pause();
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while waiting for the lock");
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close(); // which releases the lock
        } finally {
            turn.release();
        }
    }
}
