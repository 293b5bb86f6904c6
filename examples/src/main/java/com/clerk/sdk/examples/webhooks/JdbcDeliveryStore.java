package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.webhooks.DeliveryStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * A store that keeps the ids of deliveries in the database that the work writes to, in the same transaction. After a
 * crash at any moment, both are there or neither is: nothing is lost, and nothing is done twice.
 */
final class JdbcDeliveryStore implements DeliveryStore {
    private static final String CREATE = "CREATE TABLE IF NOT EXISTS webhook_delivery"
            + " (id VARCHAR(256) PRIMARY KEY, handled_at TIMESTAMP WITH TIME ZONE NOT NULL)";

    private final Transactions transactions;

    JdbcDeliveryStore(Transactions transactions) {
        this.transactions = transactions;
    }

    void createTable() {
        transactions.begin(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.execute(CREATE);
            }
        });
    }

    // snippet: webhooks-jdbc-store
    @Override
    public boolean handleOnce(String deliveryId, Runnable work) {
        return transactions.begin(connection -> {
            if (!insert(connection, deliveryId)) {
                return false;
            }
            work.run(); // in this transaction, which is rolled back if the work throws
            return true;
        });
    }

    /** Waits here if another server handles the same delivery, until the transaction of that server has ended. */
    private static boolean insert(Connection connection, String deliveryId) throws SQLException {
        var sql = "INSERT INTO webhook_delivery (id, handled_at) VALUES (?, CURRENT_TIMESTAMP)";
        try (var insert = connection.prepareStatement(sql)) {
            insert.setString(1, deliveryId);
            insert.executeUpdate();
            return true;
        } catch (SQLException e) {
            var state = e.getSQLState();
            if (state != null && state.startsWith("23")) {
                return false; // the id is in the table: the delivery was handled before
            }
            throw e;
        }
    }
    // end

    /** Forgets deliveries handled before the given time. Clerk does not repeat a delivery after two days. */
    int forgetBefore(Instant time) {
        return transactions.begin(connection -> {
            try (var delete = connection.prepareStatement("DELETE FROM webhook_delivery WHERE handled_at < ?")) {
                delete.setTimestamp(1, Timestamp.from(time));
                return delete.executeUpdate();
            }
        });
    }
}
