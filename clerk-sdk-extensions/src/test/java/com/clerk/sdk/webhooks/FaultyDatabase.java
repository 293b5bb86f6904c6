package com.clerk.sdk.webhooks;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/** A database whose connections fail at chosen calls. It records the calls of its connections. */
final class FaultyDatabase {
    final List<String> calls = new CopyOnWriteArrayList<>();

    private final DataSource database;
    private String failing = "";
    private boolean late;

    FaultyDatabase(DataSource database) {
        this.database = database;
    }

    /** Lets a method of the connection fail, before or after it has done its work. */
    FaultyDatabase failing(String method, boolean after) {
        failing = method;
        late = after;
        return this;
    }

    DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    var connection = database.getConnection();
                    return Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (same, called, values) -> call(connection, called, values));
                });
    }

    private Object call(Connection connection, java.lang.reflect.Method method, Object[] arguments) throws Throwable {
        calls.add(method.getName());
        boolean fails = failing.equals(method.getName());
        if (fails && !late) {
            throw new SQLException("the connection is lost", "08006");
        }
        try {
            var result = method.invoke(connection, arguments);
            if (fails) {
                throw new SQLException("the connection is lost", "08006");
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
