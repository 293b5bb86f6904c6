package com.clerk.sdk.webhooks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Lends a connection to the work for a delivery. On this connection, {@code commit()}, {@code rollback()} to the start,
 * {@code setAutoCommit(true)} and {@code abort()} fail, because a crash could then come between the work and the id of
 * the delivery; SQL, DDL that commits, or an unwrapped connection could still end the transaction. The work cannot use
 * the connection after the transaction.
 */
final class LentConnection implements InvocationHandler {
    private final Connection connection;
    private volatile boolean ended;

    LentConnection(Connection connection) {
        this.connection = connection;
    }

    Connection proxy() {
        return (Connection)
                Proxy.newProxyInstance(Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, this);
    }

    void end() {
        ended = true;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> null;
            case "isClosed" -> ended || connection.isClosed();
            default -> {
                check(method, arguments);
                yield delegate(method, arguments);
            }
        };
    }

    private void check(Method method, Object @Nullable [] arguments) throws SQLException {
        if (method.getDeclaringClass() == Object.class) {
            return;
        }
        if (ended) {
            throw new SQLException(
                    "The transaction of the delivery has ended. Use the connection only within the work.");
        }
        if (endsTransaction(method.getName(), arguments)) {
            throw new SQLException("The work called " + method.getName()
                    + ". The store ends the transaction: throw an exception to roll it back.");
        }
    }

    private static boolean endsTransaction(String method, Object @Nullable [] arguments) {
        return switch (method) {
            case "commit", "abort" -> true;
            case "rollback" -> arguments == null; // not the one to a savepoint
            case "setAutoCommit" -> arguments != null && Boolean.TRUE.equals(arguments[0]);
            default -> false;
        };
    }

    private @Nullable Object delegate(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }
}
