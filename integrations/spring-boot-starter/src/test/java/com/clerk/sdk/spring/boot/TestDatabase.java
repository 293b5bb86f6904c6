package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;

/** A database to test with: H2 in memory, or a PostgreSQL that runs as long as the tests do. */
enum TestDatabase {
    H2("SELECT SESSION_ID()", "CALL ABORT_SESSION(%d)") {
        @Override
        String empty() {
            return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000";
        }
    },

    POSTGRESQL("SELECT pg_backend_pid()", "SELECT pg_terminate_backend(%d)") {
        @Override
        String empty() throws SQLException {
            var url = Server.running().getJdbcUrl("postgres", "postgres");
            execute(url, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
            return url;
        }
    };

    private final String sessionId;
    private final String endSession;

    TestDatabase(String sessionId, String endSession) {
        this.sessionId = sessionId;
        this.endSession = endSession;
    }

    /** Returns the URL of a database without tables. Aborts the test if the database does not run on this machine. */
    abstract String empty() throws SQLException;

    /** Returns the query for the id of a session. */
    String sessionId() {
        return sessionId;
    }

    /** Ends a session from outside, as a crash of the server or the network would. */
    void endSession(String url, long id) throws SQLException {
        execute(url, endSession.formatted(id));
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
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
