package com.clerk.sdk.examples.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.examples.webhooks.UserRows.Row;
import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.JdbcDeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserUpdated;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of users follows the events about them, over HTTP and with a database in a file. */
class UserSyncTest {
    @TempDir
    Path folder;

    private final WebhookSigner signer = WebhookSigner.create();
    private final UserEvents ada = new UserEvents(signer, "user_1");
    private JdbcConnectionPool database;
    private Receiver receiver;
    private Sender sender;

    @BeforeEach
    void start() throws Exception {
        database = UserSync.open(folder.resolve("users").toString());
        receiver = HttpServerReceiver.start(0, ClerkWebhooks.of(signer.secret()), UserSync.handler(database));
        sender = new Sender(receiver.url());
    }

    @AfterEach
    void stop() {
        receiver.close();
        database.dispose();
    }

    private void send(WebhookDelivery... deliveries) throws Exception {
        for (var delivery : deliveries) {
            assertThat(sender.send(delivery)).isEqualTo(204);
        }
    }

    @Test
    void aUserIsCreatedUpdatedAndDeleted() throws Exception {
        send(ada.created("Ada"));
        assertThat(UserRows.in(database)).containsExactly(new Row("user_1", "Ada", "ada@example.com", false, 1));

        send(ada.updated("Augusta", 1));
        assertThat(UserRows.in(database))
                .containsExactly(new Row("user_1", "Augusta", "augusta@example.com", false, 2));

        send(ada.deleted(2));
        assertThat(UserRows.in(database)).containsExactly(new Row("user_1", null, null, true, 3));
    }

    @Test
    void aRepeatedDeliveryChangesNothing() throws Exception {
        var created = ada.created("Ada");
        var updated = ada.updated("Augusta", 1);
        var deleted = ada.deleted(2);
        send(
                created,
                created,
                updated,
                created.redelivered(Instant.now()),
                updated,
                deleted,
                deleted,
                updated,
                created);

        assertThat(UserRows.in(database)).containsExactly(new Row("user_1", null, null, true, 3));
        assertThat(UserRows.deliveries(database)).isEqualTo(3);
    }

    @Test
    void everyOrderOfEventsLeadsToTheSameRows() throws Exception {
        var orders = new int[][] {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        for (int i = 0; i < orders.length; i++) {
            var kept = new UserEvents(signer, "kept_" + i);
            var gone = new UserEvents(signer, "gone_" + i);
            var updates = List.of(kept.created("Ada"), kept.updated("Augusta", 1), kept.updated("Countess", 2));
            var ends = List.of(gone.created("Ada"), gone.updated("Augusta", 1), gone.deleted(2));
            for (int at : orders[i]) {
                send(updates.get(at), ends.get(at));
            }
        }

        assertThat(UserRows.in(database)).hasSize(2 * orders.length).allSatisfy(row -> {
            assertThat(row.deleted()).isEqualTo(row.id().startsWith("gone"));
            assertThat(row.firstName()).isEqualTo(row.deleted() ? null : "Countess");
            assertThat(row.email()).isEqualTo(row.deleted() ? null : "countess@example.com");
        });
        assertThat(UserRows.deliveries(database)).isEqualTo(6 * orders.length);
    }

    @Test
    void eventsOfTheSameTimeAreOrderedByTheUpdateOfTheUser() throws Exception {
        var then = UserEvents.THEN;
        var first = ada.saved("user.created", "Ada", then, then);
        var second = ada.saved("user.updated", "Augusta", then, then.plusMillis(7));

        send(second, first);

        assertThat(UserRows.in(database)).extracting(Row::firstName).containsExactly("Augusta");
    }

    @Test
    void aDeliveryThatArrivesSeveralTimesAtOnceIsHandledOnce() throws Exception {
        send(ada.created("Ada"));
        var updated = ada.updated("Augusta", 1);
        var pool = Executors.newFixedThreadPool(6);
        try {
            var calls = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> sender.send(updated));
            }
            for (var status : pool.invokeAll(calls)) {
                assertThat(status.get()).isEqualTo(204);
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(UserRows.in(database)).extracting(Row::changes).containsExactly(2);
        assertThat(UserRows.deliveries(database)).isEqualTo(2);
    }

    @Test
    void aFailedDeliveryLeavesNoChangeBehind() throws Exception {
        send(ada.created("Ada"));
        var deliveries = JdbcDeliveryStore.of(database);
        var users = new UserTable(deliveries);
        var handler = WebhookHandler.builder()
                .on(UserUpdated.class, e -> {
                    users.save(e.data(), e.timestamp());
                    throw new IllegalStateException("after the work");
                })
                .deliveries(deliveries)
                .build();
        var updated = ada.updated("Augusta", 1);
        var event = ClerkWebhooks.of(signer.secret()).verify(updated.body(), updated.headers());

        assertThatThrownBy(() -> handler.handle(event)).hasMessage("after the work");
        assertThat(UserRows.in(database)).extracting(Row::firstName).containsExactly("Ada");
        assertThat(UserRows.deliveries(database)).isEqualTo(1);

        send(updated);
        assertThat(UserRows.in(database))
                .containsExactly(new Row("user_1", "Augusta", "augusta@example.com", false, 2));
    }

    @Test
    void clerkRepeatsADeliveryIfTheDatabaseFails() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE app_user RENAME TO elsewhere");
        }
        var created = ada.created("Ada");
        assertThat(sender.send(created)).isEqualTo(500);
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ALTER TABLE elsewhere RENAME TO app_user");
        }

        send(created);
        assertThat(UserRows.in(database)).containsExactly(new Row("user_1", "Ada", "ada@example.com", false, 1));
    }

    @Test
    void aDeletionWithoutAnIdFails() throws Exception {
        assertThat(sender.send(signer.event("user.deleted", "{\"deleted\":true}")))
                .isEqualTo(500);
        assertThat(UserRows.deliveries(database)).isZero();
    }

    @Test
    void oldDeliveriesCanBeForgotten() throws Exception {
        send(ada.created("Ada"));
        var store = JdbcDeliveryStore.of(database);

        assertThat(store.forgetBefore(Instant.now().minusSeconds(600))).isZero();
        assertThat(store.forgetBefore(Instant.now().plusSeconds(600))).isEqualTo(1);
        assertThat(UserRows.deliveries(database)).isZero();
    }

    @Test
    void aChangeOutsideADeliveryFails() {
        var users = new UserTable(JdbcDeliveryStore.of(database));
        assertThatThrownBy(() -> users.delete("user_1", UserEvents.THEN))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("This thread handles no delivery of this store.");
    }
}
