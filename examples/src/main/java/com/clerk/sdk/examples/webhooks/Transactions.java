package com.clerk.sdk.examples.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that belong to the thread they run on, as in most frameworks. All changes of one transaction are
 * committed together, or none is.
 */
final class Transactions {
    private final DataSource database;
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

    Transactions(DataSource database) {
        this.database = database;
    }

    /** Work on a connection. */
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /** Runs work in a new transaction, which is committed unless the work throws. */
    <T> T begin(Work<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                connection.rollback();
                throw e;
            } finally {
                current.remove();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed: " + e.getSQLState(), e);
        }
    }

    /** Runs work in the current transaction of this thread. */
    <T> T join(Work<T> work) {
        var connection = current.get();
        if (connection == null) {
            throw new IllegalStateException("This thread has no transaction. Call begin(…) first.");
        }
        try {
            return work.run(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed: " + e.getSQLState(), e);
        }
    }
}
