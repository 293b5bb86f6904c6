package com.clerk.sdk.client.internal;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The timer of a client, with one daemon thread. Thread-safe. */
final class DaemonTimer implements BackgroundRefresh.Timer {
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        var made = new Thread(task, "clerk-sdk-refresh");
        made.setDaemon(true);
        return made;
    });

    DaemonTimer() {
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public Runnable schedule(Runnable task, long nanos) {
        var scheduled = thread.schedule(task, nanos, TimeUnit.NANOSECONDS);
        return () -> scheduled.cancel(false);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
