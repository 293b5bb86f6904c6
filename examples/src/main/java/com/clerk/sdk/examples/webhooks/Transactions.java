package com.clerk.sdk.examples.webhooks;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions that belong to the thread they run on, as frameworks have them too. Whatever is done within one is there
 * afterwards as a whole, or not at all.
 */
final class Transactions {
    private final DataSource database;
    private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

    Transactions(DataSource database) {
        this.database = database;
    }

    /** What is done with a connection. */
    interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    /** Does work in a transaction of its own, which is committed unless the work throws. */
    <T> T begin(Work<T> work) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            current.set(connection);
            try {
                T result = work.with(connection);
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

    /** Does work in the transaction that this thread is in. */
    <T> T join(Work<T> work) {
        var connection = current.get();
        if (connection == null) {
            throw new IllegalStateException("There is no transaction on this thread");
        }
        try {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("The database failed: " + e.getSQLState(), e);
        }
    }
}
