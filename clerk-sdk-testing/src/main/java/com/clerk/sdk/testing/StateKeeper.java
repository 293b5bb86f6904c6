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

    private final ClerkServer server;
    private final Path file;
    private final LongSupplier requests;
    private final PrintStream errors;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        var daemon = new Thread(work, "local-clerk-state");
        daemon.setDaemon(true);
        return daemon;
    });
    private long saved;

    private StateKeeper(ClerkServer server, Path file, LongSupplier requests, PrintStream errors) {
        this.server = server;
        this.file = file;
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
        server.saveState(file);
        var keeper = new StateKeeper(server, file, requests, errors);
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
            server.saveState(file);
            saved = now;
        } catch (UncheckedIOException e) {
            errors.println(e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        saveIfChanged();
    }
}
