package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;

/** A database to test with: H2 in memory, or a PostgreSQL that runs as long as the tests do. */
enum TestDatabase {
    H2("SELECT SESSION_ID()", "CALL ABORT_SESSION(%d)") {
        @Override
        DataSource empty() {
            return at("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=60000");
        }
    },

    POSTGRESQL("SELECT pg_backend_pid()", "SELECT pg_terminate_backend(%d)") {
        @Override
        DataSource empty() throws SQLException {
            var database = at(postgresUrl());
            execute(database, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            return database;
        }
    };

    private final String sessionId;
    private final String endSession;

    TestDatabase(String sessionId, String endSession) {
        this.sessionId = sessionId;
        this.endSession = endSession;
    }

    /** Returns a database without tables. Aborts the test if the database does not run on this machine. */
    abstract DataSource empty() throws SQLException;

    /** Returns the database at a URL, with a new connection each time. */
    static DataSource at(String url) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> DriverManager.getConnection(url));
    }

    /** Ends the session of a connection from outside, as a crash of the server or the network would. */
    void kill(Connection connection, DataSource database) throws SQLException {
        execute(database, endSession.formatted(number(connection, sessionId)));
    }

    static void execute(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static int number(DataSource database, String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            return number(connection, sql);
        }
    }

    static int number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getInt(1);
        }
    }

    /** Returns the URL of the PostgreSQL, for another process. */
    static String postgresUrl() {
        return Server.running().getJdbcUrl("postgres", "postgres");
    }

    private static final class Server {
        private static EmbeddedPostgres server;
        private static String problem;

        static synchronized EmbeddedPostgres running() {
            if (server == null && problem == null) {
                start();
            }
            if (problem != null) {
                var message = "PostgreSQL does not run on this machine: " + problem;
                // Where it is known to run, as .ci/run says, the tests must not be skipped in silence.
                if (System.getProperty("clerk.sdk.test.demanded", "").contains("postgresql")) {
                    fail(message);
                }
                abort(message);
            }
            return server;
        }

        private static void start() {
            try {
                server = EmbeddedPostgres.builder().start();
            } catch (IOException | RuntimeException e) {
                problem = e.toString();
            }
        }
    }
}
