package com.clerk.sdk.webhooks;

import static com.clerk.sdk.webhooks.TestDatabase.execute;
import static com.clerk.sdk.webhooks.TestDatabase.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The work for a delivery and its id are committed together or not at all. */
@Timeout(120)
class JdbcDeliveryStoreTest {
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private final AtomicInteger count = new AtomicInteger();
    private DataSource database;
    private JdbcDeliveryStore store;

    @AfterEach
    void stop() {
        pool.shutdownNow();
    }

    private void start(TestDatabase kind) throws SQLException {
        start(kind.empty());
    }

    private void start(DataSource empty) throws SQLException {
        database = empty;
        store = JdbcDeliveryStore.of(database);
        store.createTable();
        execute(database, "CREATE TABLE effect (id VARCHAR(256))");
    }

    private void insertEffect(String id) {
        insertEffect(store, id);
    }

    private static void insertEffect(JdbcDeliveryStore store, String id) {
        store.withConnection(connection -> insert(connection, id));
    }

    private static int insert(Connection connection, String id) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO effect (id) VALUES (?)")) {
            insert.setString(1, id);
            return insert.executeUpdate();
        }
    }

    private int effects() throws SQLException {
        return number(database, "SELECT COUNT(*) FROM effect");
    }

    private int ids() throws SQLException {
        return number(database, "SELECT COUNT(*) FROM clerk_webhook_delivery");
    }

    @ParameterizedTest
    @EnumSource
    void theWorkAndTheIdAreCommittedTogether(TestDatabase kind) throws SQLException {
        start(kind);

        assertThat(store.handleOnce("msg_1", () -> {
                    insertEffect("msg_1");
                    assertThat(outside()).as("seen by others before the commit").isZero();
                }))
                .isTrue();
        assertThat(store.handleOnce("msg_1", count::incrementAndGet)).isFalse();
        assertThat(store.handleOnce("msg_2", () -> insertEffect("msg_2"))).isTrue();

        assertThat(count).hasValue(0);
        assertThat(effects()).isEqualTo(2);
        assertThat(ids()).isEqualTo(2);
    }

    private int outside() {
        try {
            return effects();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @EnumSource
    void workThatFailsLeavesNothingBehind(TestDatabase kind) throws SQLException {
        start(kind);
        for (var failure : List.of(new IllegalArgumentException("failed"), new AssertionError("failed"))) {
            assertThatThrownBy(() -> store.handleOnce("msg_1", () -> {
                        insertEffect("msg_1");
                        LambdaThrow.sneaky(failure);
                    }))
                    .isSameAs(failure);
            assertThat(effects() + ids()).isZero();
        }
        assertThat(store.handleOnce("msg_1", () -> insertEffect("msg_1"))).isTrue();
        assertThat(effects()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aStatementThatFailsEndsTheWork(TestDatabase kind) throws SQLException {
        start(kind);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.handleOnce("msg_1", () -> {
                    insertEffect("msg_1");
                    store.withConnection(c -> c.createStatement().execute("INSERT INTO nowhere VALUES (1)"));
                }))
                .withMessageStartingWith("The database of the deliveries failed (SQL state 42")
                .withMessageEndingWith("Answer a delivery with status 500, and Clerk repeats it.")
                .withCauseInstanceOf(SQLException.class);
        assertThat(effects() + ids()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theSecondServerWaitsAndDoesTheWorkIfTheFirstFails(TestDatabase kind) throws Exception {
        start(kind);
        var begun = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        var first = pool.submit(() -> store.handleOnce("msg_1", () -> {
            insertEffect("msg_1");
            begun.countDown();
            await(release);
            throw new IllegalStateException("failed");
        }));
        await(begun);
        var other = JdbcDeliveryStore.of(database);
        var second = pool.submit(() -> other.handleOnce("msg_1", () -> insertEffect(other, "msg_1")));
        assertThat(second.isDone()).isFalse();
        release.countDown();

        assertThatThrownBy(first::get).hasRootCauseMessage("failed");
        assertThat(second.get()).isTrue();
        assertThat(effects()).isEqualTo(1);
    }

    /** The work of the first may wait for the second, on another thread: then nothing but the bound ends the wait. */
    @ParameterizedTest
    @EnumSource
    void theWaitForAnotherServerIsBounded(TestDatabase kind) throws Exception {
        start(kind);
        var impatient = new JdbcDeliveryStore(database, "clerk_webhook_delivery", 1);

        assertThat(store.handleOnce("msg_1", () -> {
                    insertEffect("msg_1");
                    var second = pool.submit(() -> impatient.handleOnce("msg_1", count::incrementAndGet));
                    assertThatThrownBy(second::get)
                            .cause()
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("SQL state 57014");
                }))
                .isTrue();
        assertThat(count).hasValue(0);
        assertThat(effects()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void ofManyServersOneDoesTheWork(TestDatabase kind) throws Exception {
        start(kind);
        for (int round = 0; round < 5; round++) {
            var id = "msg_" + round;
            var calls = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 16; i++) {
                var server = JdbcDeliveryStore.of(database);
                calls.add(() -> server.handleOnce(id, () -> insertEffect(server, id)));
            }
            int done = 0;
            for (var call : pool.invokeAll(calls)) {
                done += call.get() ? 1 : 0;
            }
            assertThat(done).isEqualTo(1);
        }
        assertThat(effects()).isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void ifTheConnectionIsLostNothingIsCommittedAndTheRepeatedDeliveryIsHandled(TestDatabase kind) throws SQLException {
        start(kind);
        for (var more : List.of(true, false)) {
            assertThatThrownBy(() -> store.handleOnce("msg_1", () -> {
                        insertEffect("msg_1");
                        store.withConnection(c -> {
                            kind.kill(c, database);
                            return more ? insert(c, "more") : 0;
                        });
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCauseInstanceOf(SQLException.class);
            assertThat(effects() + ids()).isZero();
        }
        assertThat(store.handleOnce("msg_1", () -> insertEffect("msg_1"))).isTrue();
        assertThat(effects()).isEqualTo(1);
    }

    /** A connection that is lost during the commit leaves open whether it took place. */
    @ParameterizedTest
    @EnumSource
    void afterACommitOfUnknownOutcomeTheWorkIsDoneExactlyOnce(TestDatabase kind) throws SQLException {
        start(kind);
        for (var committed : List.of(true, false)) {
            var id = "msg_" + committed;
            var faulty = JdbcDeliveryStore.of(
                    new FaultyDatabase(database).failing("commit", committed).dataSource());
            assertThatIllegalStateException()
                    .isThrownBy(() -> faulty.handleOnce(id, () -> insertEffect(faulty, id)))
                    .withMessageContaining("08006");

            assertThat(store.handleOnce(id, () -> insertEffect(id))).isEqualTo(!committed);
        }
        assertThat(effects()).isEqualTo(2);
    }

    /** A pool commits an open transaction when it sets auto-commit back, as JDBC demands. */
    @Test
    void aConnectionThatCannotBeRolledBackIsEndedBeforeAPoolCanCommitIt() throws SQLException {
        start(TestDatabase.H2);
        var faulty = new FaultyDatabase(database).failing("rollback", false);
        var failing = JdbcDeliveryStore.of(faulty.dataSource());
        var failure = new IllegalArgumentException("failed");

        assertThatThrownBy(() -> failing.handleOnce("msg_1", () -> {
                    insertEffect(failing, "msg_1");
                    throw failure;
                }))
                .isSameAs(failure)
                .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
        assertThat(faulty.calls).containsSubsequence("setAutoCommit", "rollback", "abort", "close");
        assertThat(faulty.calls.stream().filter("setAutoCommit"::equals)).hasSize(1);
        assertThat(effects() + ids()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void theWorkCannotEndTheTransaction(TestDatabase kind) throws SQLException {
        start(kind);
        var ends = List.<JdbcDeliveryStore.ConnectionWork<Object>>of(
                c -> {
                    c.commit();
                    return "";
                },
                c -> {
                    c.rollback();
                    return "";
                },
                c -> {
                    c.setAutoCommit(true);
                    return "";
                },
                c -> {
                    c.abort(Runnable::run);
                    return "";
                });
        for (var end : ends) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> store.handleOnce("msg_1", () -> {
                        insertEffect("msg_1");
                        store.withConnection(end);
                    }))
                    .havingCause()
                    .withMessageMatching("The work called (commit|rollback|setAutoCommit|abort)\\. The store ends .*");
            assertThat(effects() + ids()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theWorkMayCloseTheConnectionAndUseSavepoints(TestDatabase kind) throws SQLException {
        start(kind);
        assertThat(store.handleOnce("msg_1", () -> {
                    store.withConnection(c -> {
                        try (c) {
                            c.setAutoCommit(false);
                            var savepoint = c.setSavepoint();
                            insert(c, "undone");
                            c.rollback(savepoint);
                            return insert(c, "done");
                        }
                    });
                    assertThat(store.<Boolean>withConnection(Connection::isClosed))
                            .isFalse();
                    insertEffect("msg_1");
                }))
                .isTrue();
        assertThat(effects()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void theConnectionIsUsableWithinTheWorkAlone(TestDatabase kind) throws Exception {
        start(kind);
        var kept = new AtomicReference<Connection>();
        store.handleOnce("msg_1", () -> {
            store.withConnection(c -> {
                kept.set(c);
                return 0;
            });
            assertThatThrownBy(() -> pool.submit(() -> insertEffect("other")).get())
                    .hasRootCauseMessage("This thread handles no delivery of this store. Call withConnection from the"
                            + " code that handles an event, on the same thread.");
        });

        assertThat(kept.get().isClosed()).isTrue();
        assertThatThrownBy(() -> insert(kept.get(), "late"))
                .isInstanceOf(SQLException.class)
                .hasMessageStartingWith("The transaction of the delivery has ended.");
        assertThat(kept.get().toString()).isNotNull();
        assertThatIllegalStateException().isThrownBy(() -> insertEffect("msg_1"));
        assertThat(effects()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void workThatHandlesItsOwnDeliveryFailsAtOnce(TestDatabase kind) throws SQLException {
        start(kind);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.handleOnce(
                        "msg_1",
                        () -> store.handleOnce("msg_2", () -> store.handleOnce("msg_1", count::incrementAndGet))))
                .withMessageStartingWith("This thread handles the same delivery already.");
        assertThat(count).hasValue(0);
        assertThat(ids()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anotherDeliveryWithinTheWorkHasATransactionOfItsOwn(TestDatabase kind) throws SQLException {
        start(kind);
        assertThatIllegalStateException()
                .isThrownBy(() -> store.handleOnce("msg_1", () -> {
                    assertThat(store.handleOnce("msg_2", () -> insertEffect("msg_2")))
                            .isTrue();
                    insertEffect("msg_1");
                    throw new IllegalStateException("failed");
                }))
                .withMessage("failed");

        assertThat(number(database, "SELECT COUNT(*) FROM effect WHERE id = 'msg_2'"))
                .isEqualTo(1);
        assertThat(effects()).isEqualTo(1);
        assertThat(ids()).isEqualTo(1);
    }

    /** A delivery counts as handled only if its id is in the table, whichever constraint the insert violates. */
    @ParameterizedTest
    @EnumSource
    void anotherConstraintOfTheTableLosesNoDelivery(TestDatabase kind) throws SQLException {
        start(kind);
        execute(database, "ALTER TABLE clerk_webhook_delivery ADD COLUMN tenant INT NOT NULL");

        assertThatIllegalStateException()
                .isThrownBy(() -> store.handleOnce("msg_1", count::incrementAndGet))
                .withMessageContaining("SQL state 23");
        assertThat(count).hasValue(0);
    }

    @Test
    void aCollationThatIgnoresCaseLosesNoDelivery() throws SQLException {
        database = TestDatabase.H2.empty();
        store = JdbcDeliveryStore.of(database);
        execute(
                database,
                "CREATE TABLE clerk_webhook_delivery (id VARCHAR_IGNORECASE(256) NOT NULL PRIMARY KEY,"
                        + " handled_at BIGINT NOT NULL)");
        assertThat(store.handleOnce("msg_a", count::incrementAndGet)).isTrue();

        assertThat(store.handleOnce("msg_a", count::incrementAndGet)).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> store.handleOnce("msg_A", count::incrementAndGet));
    }

    @ParameterizedTest
    @EnumSource
    void withoutATableTheDatabaseFailsAndNothingIsLost(TestDatabase kind) throws SQLException {
        store = JdbcDeliveryStore.of(kind.empty());

        assertThatIllegalStateException()
                .isThrownBy(() -> store.handleOnce("msg_1", count::incrementAndGet))
                .withMessageContaining("SQL state 42");
        assertThat(count).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatCannotBeReachedIsAFailure(TestDatabase kind) throws SQLException {
        start(kind);
        var faulty = new FaultyDatabase(database).failing("setAutoCommit", false);
        assertThatIllegalStateException()
                .isThrownBy(() -> JdbcDeliveryStore.of(faulty.dataSource()).handleOnce("msg_1", count::incrementAndGet))
                .withMessageContaining("SQL state 08006");
        assertThat(faulty.calls).contains("close");
        assertThat(count).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void oldDeliveriesCanBeForgotten(TestDatabase kind) throws SQLException {
        start(kind);
        store.handleOnce("msg_1", () -> {});
        store.handleOnce("msg_2", () -> {});
        execute(database, "UPDATE clerk_webhook_delivery SET handled_at = 0 WHERE id = 'msg_1'");

        assertThat(store.forgetBefore(Instant.now().minusSeconds(600))).isEqualTo(1);
        assertThat(store.handleOnce("msg_2", count::incrementAndGet)).isFalse();
        assertThat(store.handleOnce("msg_1", count::incrementAndGet)).isTrue();
        assertThat(store.forgetBefore(Instant.now().plusSeconds(600))).isEqualTo(2);
        assertThat(ids()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void manyServersMayCreateTheTableAtTheSameTime(TestDatabase kind) throws Exception {
        var empty = kind.empty();
        var calls = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 8; i++) {
            calls.add(() -> {
                JdbcDeliveryStore.of(empty).createTable();
                return null;
            });
        }
        for (var call : pool.invokeAll(calls)) {
            call.get();
        }
        assertThat(JdbcDeliveryStore.of(empty).handleOnce("msg_1", () -> {})).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void eachEndpointMayHaveATableOfItsOwn(TestDatabase kind) throws SQLException {
        start(kind);
        var other = JdbcDeliveryStore.of(database, "public.second_Endpoint2");
        other.createTable();

        assertThat(store.handleOnce("msg_1", () -> {})).isTrue();
        assertThat(other.handleOnce("msg_1", () -> {})).isTrue();
        assertThat(other.handleOnce("msg_1", () -> {})).isFalse();
        assertThat(other).hasToString("DeliveryStore(table public.second_Endpoint2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a;DROP TABLE b", "\"a\"", "a.b.c", ".a", "a.", "1a", "tafel_ä", "a--"})
    void theNameOfTheTableIsChecked(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JdbcDeliveryStore.of(TestDatabase.at("jdbc:h2:mem:"), name))
                .withMessageStartingWith("The name of the table is invalid.");
    }

    @ParameterizedTest
    @EnumSource
    void anIdOf256CharactersIsKept(TestDatabase kind) throws SQLException {
        start(kind);
        var id = "m".repeat(255);
        assertThat(store.handleOnce(id + "1", () -> {})).isTrue();
        assertThat(store.handleOnce(id + "2", () -> {})).isTrue();
        assertThat(store.handleOnce(id + "1", () -> {})).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> store.handleOnce(id + "11", count::incrementAndGet));
        assertThat(count).hasValue(0);
    }

    /** The next user of a pooled connection finds it as it was: with auto-commit, and without our timeout. */
    @Test
    void aPooledConnectionIsGivenBackAsItWas() throws SQLException {
        var connections = JdbcConnectionPool.create("jdbc:h2:mem:pool;DB_CLOSE_DELAY=-1", "", "");
        connections.setMaxConnections(1);
        try {
            start(connections);
            store.handleOnce("msg_1", () -> {});
            assertPristine();
            store.handleOnce("msg_1", () -> {});
            assertPristine();
            assertThatThrownBy(() -> store.handleOnce("msg_2", () -> {
                        throw new IllegalArgumentException();
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertPristine();
        } finally {
            connections.dispose();
        }
    }

    private void assertPristine() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            assertThat(connection.getAutoCommit()).isTrue();
            assertThat(statement.getQueryTimeout()).isZero();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Throws what a Runnable cannot declare. */
    private static final class LambdaThrow {
        static void sneaky(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        }
    }
}
