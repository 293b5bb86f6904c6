package com.clerk.sdk.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.runtime.ApiCall;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server's ledger of the writes that it executed, and callers that do as docs/errors.md says: they look before they
 * repeat a write that may have arrived.
 */
abstract class LedgerTestBase extends HttpTest {
    static final int WRITES = Integer.getInteger("clerk.sdk.test.writes", 400);
    private static final long SEED = Long.getLong("clerk.sdk.test.seed", System.nanoTime());
    private static final int THREADS = 8;
    private static final int FAULT_PERCENT = 5;

    /** How often each write was executed. */
    private final Map<String, AtomicInteger> ledger = new ConcurrentHashMap<>();

    private final Random random = new Random(SEED);
    private final AtomicInteger faults = new AtomicInteger();

    final void execute(String id) {
        ledger.computeIfAbsent(id, same -> new AtomicInteger()).incrementAndGet();
    }

    final boolean isExecuted(String id) {
        return ledger.containsKey(id);
    }

    final synchronized int random(int bound) {
        return random.nextInt(bound);
    }

    /** Returns whether the next exchange goes wrong. */
    final boolean nextIsFaulty() {
        boolean faulty = random(100) < FAULT_PERCENT;
        if (faulty) {
            faults.incrementAndGet();
        }
        return faulty;
    }

    /** Returns the call that makes a write. */
    abstract ApiCall<String> write(ApiClient client, String id);

    /** Returns the call that finds out whether a write was made: 1 or 0. */
    abstract ApiCall<String> find(ApiClient client, String id);

    /** Makes all writes, by several threads. Afterwards each must have been executed once. */
    final void makeWrites(ApiClient client, boolean async) throws InterruptedException {
        System.out.println("Ledger of " + WRITES + " writes: -Dclerk.sdk.test.seed=" + SEED);
        Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
        var executor = Executors.newFixedThreadPool(THREADS);
        for (int i = 0; i < WRITES; i++) {
            var id = "w" + i;
            executor.execute(() -> {
                try {
                    write(client, id, async);
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
        }
        executor.shutdown();
        assertThat(executor.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
        assertThat(failures).isEmpty();
        assertThat(ledger).as("writes that arrived").hasSize(WRITES);
        assertThat(ledger.values())
                .as("executions of each write")
                .allSatisfy(times -> assertThat(times).hasValue(1));
        assertThat(faults.get()).isPositive();
    }

    private void write(ApiClient client, String id, boolean async) {
        for (int i = 0; i < 20; i++) {
            try {
                run(write(client, id), async);
                return;
            } catch (ClerkException e) {
                boolean mayHaveArrived = e instanceof ClerkConnectionException broken && broken.requestMayHaveArrived();
                if (mayHaveArrived && look(client, id, async).equals("1")) {
                    return;
                }
            }
        }
        throw new AssertionError("20 tries failed");
    }

    private String look(ApiClient client, String id, boolean async) {
        for (int i = 0; ; i++) {
            try {
                return run(find(client, id), async);
            } catch (ClerkException e) {
                assertThat(i).as("times that three tries failed").isLessThan(10);
            }
        }
    }
}
