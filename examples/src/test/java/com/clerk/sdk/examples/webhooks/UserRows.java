package com.clerk.sdk.examples.webhooks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Reads the rows of the database. */
final class UserRows {
    private UserRows() {}

    /** The row of a user; {@code changes} counts the changes of the row. */
    record Row(String id, String firstName, String email, boolean deleted, int changes) {}

    static List<Row> in(DataSource database) throws SQLException {
        var rows = new ArrayList<Row>();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(
                        "SELECT id, first_name, email, deleted, changes FROM app_user ORDER BY id")) {
            while (found.next()) {
                rows.add(new Row(
                        found.getString(1),
                        found.getString(2),
                        found.getString(3),
                        found.getBoolean(4),
                        found.getInt(5)));
            }
        }
        return rows;
    }

    static int deliveries(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var found = statement.executeQuery("SELECT COUNT(*) FROM clerk_webhook_delivery")) {
            found.next();
            return found.getInt(1);
        }
    }
}
