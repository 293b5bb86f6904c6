package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A table with a row for each user of an instance. A row has the time of the newest event about the user, so that an
 * older event that arrives later changes nothing. The id of a deleted user stays in the table, so that a late event
 * does not bring the user back. Changes are made in the transaction of the delivery.
 */
final class UserTable {
    private static final String CREATE = "CREATE TABLE IF NOT EXISTS app_user (id VARCHAR(64) PRIMARY KEY,"
            + " first_name VARCHAR(256), last_name VARCHAR(256), email VARCHAR(320),"
            + " event_at BIGINT NOT NULL, updated_at BIGINT NOT NULL, deleted BOOLEAN NOT NULL,"
            + " changes INT NOT NULL)";

    // snippet: webhooks-newer
    private static final String UPDATE = "UPDATE app_user SET first_name = ?, last_name = ?, email = ?,"
            + " event_at = ?, updated_at = ?, changes = changes + 1 WHERE id = ? AND NOT deleted"
            + " AND (event_at < ? OR (event_at = ? AND updated_at <= ?))";
    // end

    private static final String INSERT = "INSERT INTO app_user (first_name, last_name, email, event_at, updated_at, id,"
            + " deleted, changes) SELECT ?, ?, ?, ?, ?, ?, FALSE, 1"
            + " WHERE NOT EXISTS (SELECT 1 FROM app_user WHERE id = ?)";
    private static final String DELETE = "UPDATE app_user SET first_name = NULL, last_name = NULL, email = NULL,"
            + " event_at = ?, deleted = TRUE, changes = changes + 1 WHERE id = ? AND NOT deleted";
    private static final String INSERT_DELETED = "INSERT INTO app_user (event_at, id, updated_at, deleted, changes)"
            + " SELECT ?, ?, 0, TRUE, 1 WHERE NOT EXISTS (SELECT 1 FROM app_user WHERE id = ?)";

    private final JdbcDeliveryStore deliveries;

    UserTable(JdbcDeliveryStore deliveries) {
        this.deliveries = deliveries;
    }

    static void create(DataSource database) {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(CREATE);
        } catch (SQLException e) {
            throw new IllegalStateException("The table of users could not be created", e);
        }
    }

    /**
     * Saves a user as of an event, unless the row is from a newer event. Of two events of the same time, the one with
     * the later update of the user wins.
     */
    void save(User user, Instant eventTime) {
        long at = eventTime.toEpochMilli();
        long updated = user.updatedAt().toEpochMilli();
        deliveries.withConnection(connection -> {
            try (var update = prepare(connection, UPDATE, user, at, updated)) {
                update.setLong(7, at);
                update.setLong(8, at);
                update.setLong(9, updated);
                if (update.executeUpdate() == 1) {
                    return true;
                }
            }
            try (var insert = prepare(connection, INSERT, user, at, updated)) {
                insert.setString(7, user.id());
                return insert.executeUpdate() == 1;
            }
        });
    }

    private static PreparedStatement prepare(Connection connection, String sql, User user, long at, long updated)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setString(1, user.firstName());
        statement.setString(2, user.lastName());
        statement.setString(3, email(user));
        statement.setLong(4, at);
        statement.setLong(5, updated);
        statement.setString(6, user.id());
        return statement;
    }

    private static @Nullable String email(User user) {
        var primary = user.primaryEmailAddress();
        return primary == null ? null : primary.emailAddress();
    }

    /** Deletes a user for good: Clerk never uses an id twice. */
    void delete(String id, Instant eventTime) {
        deliveries.withConnection(connection -> {
            try (var update = connection.prepareStatement(DELETE)) {
                update.setLong(1, eventTime.toEpochMilli());
                update.setString(2, id);
                if (update.executeUpdate() == 1) {
                    return true;
                }
            }
            try (var insert = connection.prepareStatement(INSERT_DELETED)) {
                insert.setLong(1, eventTime.toEpochMilli());
                insert.setString(2, id);
                insert.setString(3, id);
                return insert.executeUpdate() == 1;
            }
        });
    }
}
