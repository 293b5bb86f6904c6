package com.clerk.sdk.examples.webhooks;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.UserDeleted;
import com.clerk.sdk.webhooks.event.UserUpdated;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A program that keeps a table of users up to date from the events about them. */
public final class UserSync {
    private UserSync() {}

    /**
     * Runs the program with a database in the file {@code target/users}, as {@link Program} describes.
     *
     * @param args ignored
     */
    public static void main(String[] args) {
        Program.run(HttpServerReceiver::start, handler(open("./target/users")));
    }

    /** Opens a database in a file. Without the first setting, H2 would report a commit before it is written. */
    static JdbcConnectionPool open(String file) {
        return JdbcConnectionPool.create("jdbc:h2:" + file + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000", "", "");
    }

    // snippet: webhooks-sync
    static WebhookHandler handler(DataSource database) {
        var deliveries = JdbcDeliveryStore.of(database);
        var users = new UserTable(deliveries);
        deliveries.createTable();
        UserTable.create(database);
        return WebhookHandler.builder()
                .on(UserCreated.class, e -> users.save(e.data(), e.timestamp()))
                .on(UserUpdated.class, e -> users.save(e.data(), e.timestamp()))
                .on(UserDeleted.class, e -> users.delete(id(e), e.timestamp()))
                .deliveries(deliveries)
                .build();
    }
    // end

    private static String id(UserDeleted event) {
        var id = event.data().id();
        if (id == null) {
            throw new ClerkDecodingException("expected the id of the deleted user, found nothing", "$.data.id");
        }
        return id;
    }
}
