package com.clerk.sdk.runtime.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads of a client. They are daemons and end when they are idle, so a program can end without closing its
 * clients. Thread-safe.
 */
final class Threads {
    private static final long KEEP_ALIVE_SECONDS = 10;

    private final ThreadPoolExecutor workers;
    private final ScheduledThreadPoolExecutor timer =
            new ScheduledThreadPoolExecutor(1, task -> daemon(task, "clerk-sdk-timer"));

    /**
     * Creates the threads.
     *
     * @param afterLast runs on a thread of its own after {@link #shutDown}, once the last task of the workers has ended
     */
    Threads(Runnable afterLast) {
        workers =
                new ThreadPoolExecutor(
                        0,
                        Integer.MAX_VALUE,
                        KEEP_ALIVE_SECONDS,
                        TimeUnit.SECONDS,
                        new SynchronousQueue<>(),
                        task -> daemon(task, "clerk-sdk-worker")) {
                    @Override
                    protected void terminated() {
                        start(afterLast);
                    }
                };
        timer.setKeepAliveTime(KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        // OkHttp throws exceptions of interceptors again after it has reported them: they need no second report.
        thread.setUncaughtExceptionHandler((failed, failure) -> {});
        return thread;
    }

    /** Returns the executor of blocking work, without a limit of its own. */
    ExecutorService workers() {
        return workers;
    }

    /** Runs a task after a delay, on a worker: it may call code of the user, which must not hold up the timer. */
    ScheduledFuture<?> schedule(Runnable task, long delayNanos) {
        return timer.schedule(() -> runOnWorker(task), delayNanos, TimeUnit.NANOSECONDS);
    }

    private void runOnWorker(Runnable task) {
        try {
            workers.execute(task);
        } catch (Throwable e) { // the system has no thread left, and somebody waits for the task
            task.run();
        }
    }

    /**
     * The executor holds a lock while it tells of its end; the caller that shuts it down may be waiting for that lock.
     */
    private static void start(Runnable last) {
        try {
            daemon(last, "clerk-sdk-closer").start();
        } catch (Throwable e) {
            // The system has no thread left. The connections close themselves when they have been idle for long.
        }
    }

    /** Ends the threads after their present tasks. */
    void shutDown() {
        workers.shutdown();
        timer.shutdown();
    }
}
