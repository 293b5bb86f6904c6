package com.clerk.sdk.webhooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A store of deliveries in the database that the work writes to, over JDBC. The id of a delivery and the work for it
 * are committed in one transaction, on one connection, which the work gets from {@link #withConnection}:
 *
 * <pre>{@code
 * var deliveries = JdbcDeliveryStore.of(dataSource);
 * var handler = WebhookHandler.builder()
 *         .on(UserCreated.class, event -> deliveries.withConnection(c -> insertUser(c, event.data())))
 *         .deliveries(deliveries)
 *         .build();
 * }</pre>
 *
 * <p>After a crash at any moment the database has both or neither, so that the repeated delivery is handled exactly
 * once, by whichever of your servers gets it. Work on other connections, and work that cannot be rolled back, such as
 * an email, is not part of the transaction: write it to an outbox table over this connection.
 *
 * <p>Create the table with your other tables, or by {@link #createTable}:
 *
 * <pre>{@code
 * CREATE TABLE clerk_webhook_delivery (
 *     id VARCHAR(256) NOT NULL PRIMARY KEY,
 *     handled_at BIGINT NOT NULL -- milliseconds since 1970
 * )
 * }</pre>
 *
 * <p>On MySQL add {@code CHARACTER SET ascii COLLATE ascii_bin} to the column {@code id}, because ids differ in case.
 * Each endpoint needs a table of its own: Clerk sends an event to all endpoints with the same id.
 *
 * <p>Safe for use by several threads and servers. Methods use the database. The statements are standard SQL and are
 * tested on H2 and PostgreSQL. A modular program needs {@code requires java.sql}.
 */
public final class JdbcDeliveryStore implements DeliveryStore {
    private static final String TABLE = "clerk_webhook_delivery";
    private static final Pattern NAME = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]*");

    /** Clerk waits 15 seconds for an answer: a server that waits longer for another one answers in vain. */
    private static final int MAX_WAIT_SECONDS = 15;

    private final DataSource database;
    private final String table;
    private final int maxWaitSeconds;
    private final ThreadLocal<Handling> current = new ThreadLocal<>();

    /** A delivery that this thread handles, within the work for another one or not. */
    private record Handling(
            String deliveryId,
            Connection connection,
            @Nullable Handling outer) {
        boolean includes(String id) {
            for (var one = this; one != null; one = one.outer) {
                if (one.deliveryId.equals(id)) {
                    return true;
                }
            }
            return false;
        }
    }

    /**
     * Work on a connection.
     *
     * @param <T> the type of the result
     */
    @FunctionalInterface
    public interface ConnectionWork<T extends @Nullable Object> {
        /**
         * Does the work.
         *
         * @param connection the connection; the store commits or rolls back
         * @return the result
         * @throws SQLException if the database fails
         */
        T run(Connection connection) throws SQLException;
    }

    JdbcDeliveryStore(DataSource database, String table, int maxWaitSeconds) {
        this.database = Objects.requireNonNull(database, "database");
        this.table = table;
        this.maxWaitSeconds = maxWaitSeconds;
    }

    /**
     * Returns a store with the table {@code clerk_webhook_delivery}. Does not use the database.
     *
     * @param database the database, which may be a pool of connections
     * @return the store
     */
    public static JdbcDeliveryStore of(DataSource database) {
        return new JdbcDeliveryStore(database, TABLE, MAX_WAIT_SECONDS);
    }

    /**
     * Returns a store with another table, such as for a second endpoint. Does not use the database.
     *
     * @param database the database, which may be a pool of connections
     * @param table the name of the table, with its schema or without: letters, digits and underscores
     * @return the store
     * @throws IllegalArgumentException if the name has other characters
     */
    public static JdbcDeliveryStore of(DataSource database, String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("The name of the table is invalid. Use letters, digits and underscores,"
                    + " and a schema and a dot before it if it needs one.");
        }
        return new JdbcDeliveryStore(database, table, MAX_WAIT_SECONDS);
    }

    /**
     * Creates the table if it is missing. Several servers may do so at the same time.
     *
     * @throws IllegalStateException if the database fails; its exception is the cause
     */
    public void createTable() {
        try {
            transaction(this::createTable);
        } catch (IllegalStateException e) {
            // PostgreSQL lets one of two fail that create a table at the same time. Now the table is there.
            transaction(this::createTable);
        }
    }

    private boolean createTable(Connection connection) throws SQLException {
        try (var create = connection.createStatement()) {
            return create.execute("CREATE TABLE IF NOT EXISTS " + table
                    + " (id VARCHAR(256) NOT NULL PRIMARY KEY, handled_at BIGINT NOT NULL)");
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>A delivery that another server handles is waited for at the database, for at most 15 seconds. The work must
     * run on this thread.
     *
     * @throws IllegalStateException if the wait takes too long, if the work handles the same delivery, or if the
     *     database fails, whose exception is then the cause. The outcome may be unknown: answer with status 500, and
     *     Clerk repeats the delivery
     */
    @Override
    public boolean handleOnce(String deliveryId, Runnable work) {
        Objects.requireNonNull(deliveryId, "deliveryId");
        Objects.requireNonNull(work, "work");
        var outer = current.get();
        if (outer != null && outer.includes(deliveryId)) {
            throw new IllegalStateException("This thread handles the same delivery already. The work for a delivery"
                    + " must not pass that delivery on to the handler or the store.");
        }
        return transaction(connection -> insert(connection, deliveryId) && run(connection, deliveryId, work, outer));
    }

    /**
     * Does work on the connection of the delivery that this thread handles. The connection belongs to the store. On it,
     * {@code commit()}, {@code rollback()} to the start, {@code setAutoCommit(true)} and {@code abort()} fail, closing
     * it does nothing, and it must not be used after the work. Do not end the transaction by SQL, by DDL that commits,
     * or over an unwrapped connection.
     *
     * @param work the work
     * @return the result of the work
     * @param <T> the type of the result
     * @throws IllegalStateException if this thread handles no delivery of this store, or if the work throws an
     *     {@link SQLException}, which is then the cause
     */
    public <T extends @Nullable Object> T withConnection(ConnectionWork<T> work) {
        var handling = current.get();
        if (handling == null) {
            throw new IllegalStateException("This thread handles no delivery of this store. Call withConnection from"
                    + " the code that handles an event, on the same thread.");
        }
        try {
            return work.run(handling.connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /**
     * Forgets deliveries. Clerk repeats a delivery for 28 hours, so those that are two days old are not needed.
     *
     * @param time the time; deliveries that were handled before it are forgotten
     * @return how many deliveries were forgotten
     * @throws IllegalStateException if the database fails; its exception is the cause
     */
    public int forgetBefore(Instant time) {
        return transaction(connection -> {
            try (var delete = connection.prepareStatement("DELETE FROM " + table + " WHERE handled_at < ?")) {
                delete.setLong(1, time.toEpochMilli());
                return delete.executeUpdate();
            }
        });
    }

    /** Runs work in a transaction, which is rolled back if the work throws. */
    private <T> T transaction(ConnectionWork<T> work) {
        try (var connection = database.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                connection.setAutoCommit(autoCommit);
                return result;
            } catch (Throwable e) {
                rollBack(connection, autoCommit, e);
                throw e;
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static void rollBack(Connection connection, boolean autoCommit, Throwable cause) {
        try {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        } catch (SQLException e) {
            cause.addSuppressed(e);
            abort(connection, cause);
        }
    }

    /** Ends a connection that cannot be rolled back: a pool could commit it, by switching auto-commit on again. */
    private static void abort(Connection connection, Throwable cause) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /**
     * Inserts the id of a delivery. If another server has inserted it, the database lets this one wait until the other
     * transaction has ended.
     *
     * @return false if the delivery was handled before
     */
    private boolean insert(Connection connection, String id) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO " + table + " (id, handled_at) VALUES (?, ?)")) {
            insert.setString(1, id);
            insert.setLong(2, System.currentTimeMillis());
            executeInTime(insert);
            return true;
        } catch (SQLException e) {
            var state = e.getSQLState();
            // Class 23: a constraint is violated. Which one, databases say in different ways.
            if (state != null && state.startsWith("23") && isHandled(connection, id)) {
                return false;
            }
            throw e;
        }
    }

    /** Bounds the wait for another server. H2 keeps the timeout for the whole connection, so it is set back. */
    private void executeInTime(PreparedStatement insert) throws SQLException {
        int before = insert.getQueryTimeout();
        insert.setQueryTimeout(maxWaitSeconds);
        try {
            insert.executeUpdate();
        } catch (SQLException e) {
            setQueryTimeout(insert, before, e);
            throw e;
        }
        insert.setQueryTimeout(before);
    }

    private static void setQueryTimeout(PreparedStatement statement, int seconds, SQLException cause) {
        try {
            statement.setQueryTimeout(seconds);
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Looks an id up in a new transaction, because PostgreSQL does no more in one that has failed. */
    private boolean isHandled(Connection connection, String id) throws SQLException {
        connection.rollback();
        try (var select = connection.prepareStatement("SELECT id FROM " + table + " WHERE id = ?")) {
            select.setString(1, id);
            try (var found = select.executeQuery()) {
                // A collation that ignores case may find another delivery.
                return found.next() && id.equals(found.getString(1));
            }
        }
    }

    private boolean run(Connection connection, String id, Runnable work, @Nullable Handling outer) {
        var lent = new LentConnection(connection);
        current.set(new Handling(id, lent.proxy(), outer));
        try {
            work.run();
            return true;
        } finally {
            lent.end();
            if (outer == null) {
                current.remove();
            } else {
                current.set(outer);
            }
        }
    }

    private static IllegalStateException failed(SQLException e) {
        return new IllegalStateException(
                "The database of the deliveries failed (SQL state " + e.getSQLState()
                        + "). Answer a delivery with status 500, and Clerk repeats it.",
                e);
    }

    @Override
    public String toString() {
        return "DeliveryStore(table " + table + ")";
    }
}
