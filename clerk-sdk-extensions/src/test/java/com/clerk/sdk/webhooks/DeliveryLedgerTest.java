package com.clerk.sdk.webhooks;

import static com.clerk.sdk.webhooks.DeliveryLedger.assertEachOnce;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Under load and through crashes, the work for each delivery is committed exactly once. */
@Timeout(300)
class DeliveryLedgerTest {
    private static final int THREADS = 16;
    private static final int DELIVERIES = 40;
    private static final String WAITING = "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";

    private final long seed = System.nanoTime();

    @ParameterizedTest
    @EnumSource
    void sixteenThreadsWithTheSameDeliveriesAndFailuresDoEachOnce(TestDatabase kind) throws Exception {
        System.out.println("seed " + seed);
        var database = kind.empty();
        var failures = new AtomicInteger();
        var kills = new AtomicInteger();
        DeliveryLedger.createTables(database);

        new DeliveryLedger(database, (random, connection) -> {
                    int chance = random.nextInt(10);
                    if (chance < 2) {
                        failures.incrementAndGet();
                        throw new IllegalStateException("the work failed");
                    }
                    if (chance < 4) {
                        kills.incrementAndGet();
                        kind.kill(connection, database);
                    }
                })
                .deliver(THREADS, DELIVERIES, seed);

        assertThat(failures).hasPositiveValue();
        assertThat(kills).hasPositiveValue();
        assertEachOnce(database, DELIVERIES);
    }

    /**
     * The first process is killed while its threads are in the middle of work that all threads of the second wait for.
     * They come to that in any order: each has to do all deliveries. How many they do before it, nothing tells.
     */
    @Test
    void twoProcessesOfWhichOneIsKilledDoEachOnce() throws Exception {
        System.out.println("seed " + seed);
        var database = TestDatabase.POSTGRESQL.empty();
        DeliveryLedger.createTables(database);

        try (var first = new Server(seed, 5)) {
            await(database, "SELECT COUNT(*) FROM effect", 5);
            try (var second = new Server(seed + 100, Integer.MAX_VALUE)) {
                await(database, WAITING, DeliveryLedgerProcess.THREADS);
                assertThat(first.process.isAlive()).isTrue();
                first.process.destroyForcibly();
                assertThat(second.process.waitFor(200, TimeUnit.SECONDS)).isTrue();
                assertThat(second.process.exitValue()).isZero();
            }
        }

        assertEachOnce(database, DeliveryLedgerProcess.DELIVERIES);
    }

    private static void await(DataSource database, String sql, int count) throws Exception {
        while (TestDatabase.number(database, sql) < count) {
            Thread.sleep(10);
        }
    }

    private static final class Server implements AutoCloseable {
        private final Process process;

        Server(long seed, int deliveries) throws IOException {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            DeliveryLedgerProcess.class.getName(),
                            TestDatabase.postgresUrl(),
                            Long.toString(seed),
                            Integer.toString(deliveries))
                    .inheritIO()
                    .start();
        }

        @Override
        public void close() {
            process.destroyForcibly().onExit().join();
        }
    }
}
