package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * Deliveries that many threads hand to a store, each until the store says that it was handled, as Clerk repeats them.
 * The work for a delivery writes one row; the rows show what was done twice and what was lost.
 */
final class DeliveryLedger {
    private static final int MAX_TRIES = 200;

    private final DataSource database;
    private final JdbcDeliveryStore store;
    private final Fault fault;

    /** A fault that may hit the work for a delivery, after its row was written. */
    interface Fault {
        /** Throws, or breaks the connection, or does nothing. */
        void afterWork(Random random, Connection connection) throws SQLException;
    }

    DeliveryLedger(DataSource database, Fault fault) {
        this.database = database;
        this.store = JdbcDeliveryStore.of(database);
        this.fault = fault;
    }

    static void createTables(DataSource database) throws SQLException {
        JdbcDeliveryStore.of(database).createTable();
        TestDatabase.execute(database, "CREATE TABLE effect (id VARCHAR(256) NOT NULL)");
    }

    static List<String> ids(int deliveries) {
        return IntStream.range(0, deliveries).mapToObj(i -> "msg_" + i).toList();
    }

    /** Hands all deliveries to the store, each thread in an order of its own. */
    void deliver(int threads, int deliveries, long seed) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var calls = new ArrayList<Callable<Void>>();
            for (int i = 0; i < threads; i++) {
                var random = new Random(seed + i);
                calls.add(() -> deliverAll(deliveries, random));
            }
            for (var call : pool.invokeAll(calls)) {
                call.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Void deliverAll(int deliveries, Random random) {
        var ids = new ArrayList<>(ids(deliveries));
        Collections.shuffle(ids, random);
        for (var id : ids) {
            int tries = 0;
            while (!isAnswered(id, random)) {
                assertThat(++tries).as("tries for " + id).isLessThan(MAX_TRIES);
            }
        }
        return null;
    }

    private boolean isAnswered(String id, Random random) {
        try {
            store.handleOnce(id, () -> store.withConnection(connection -> write(connection, id, random)));
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private boolean write(Connection connection, String id, Random random) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO effect (id) VALUES (?)")) {
            insert.setString(1, id);
            insert.executeUpdate();
        }
        fault.afterWork(random, connection);
        return true;
    }

    /** Asserts that the work for each delivery was committed once. */
    static void assertEachOnce(DataSource database, int deliveries) throws SQLException {
        var found = new TreeMap<String, Integer>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT id, COUNT(*) FROM effect GROUP BY id")) {
            while (rows.next()) {
                found.put(rows.getString(1), rows.getInt(2));
            }
        }
        var expected = new TreeMap<String, Integer>();
        ids(deliveries).forEach(id -> expected.put(id, 1));
        assertThat((Map<String, Integer>) found).isEqualTo(expected);
        assertThat(TestDatabase.number(database, "SELECT COUNT(*) FROM clerk_webhook_delivery"))
                .isEqualTo(deliveries);
    }
}
