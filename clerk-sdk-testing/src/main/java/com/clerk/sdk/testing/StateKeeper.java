package com.clerk.sdk.testing;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps the state of a server in a file: reads it at the start, and writes it within a second after a request and at
 * the end, so that a crash loses a second at most.
 */
final class StateKeeper implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;

    private final Runnable save;
    private final LongSupplier requests;
    private final PrintStream errors;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "local-clerk-state");
        daemon.setDaemon(true);
        return daemon;
    });
    private long saved;

    private StateKeeper(Runnable save, LongSupplier requests, PrintStream errors) {
        this.save = save;
        this.requests = requests;
        this.errors = errors;
    }

    /**
     * Starts to keep the state.
     *
     * @param requests the number of requests so far: the state is written only after further ones
     * @throws IllegalArgumentException if the file exists and is not a state
     */
    static StateKeeper start(ClerkServer server, Path file, LongSupplier requests, PrintStream errors) {
        if (Files.exists(file)) {
            server.loadState(file);
        }
        return start(() -> server.saveState(file), requests, errors);
    }

    /**
     * Starts to call something that saves a state: now, and after further requests. A failure is printed, and does not
     * end it.
     */
    static StateKeeper start(Runnable save, LongSupplier requests, PrintStream errors) {
        save.run();
        var keeper = new StateKeeper(save, requests, errors);
        keeper.thread.scheduleWithFixedDelay(
                keeper::saveIfChanged, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return keeper;
    }

    private synchronized void saveIfChanged() {
        var now = requests.getAsLong();
        if (now == saved) {
            return;
        }
        try {
            save.run();
            saved = now;
        } catch (UncheckedIOException e) {
            errors.println(e.getMessage());
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            // A failure that leaves this method ends the schedule without a word.
            errors.println("The state cannot be written to its file: " + e);
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        saveIfChanged();
    }
}
