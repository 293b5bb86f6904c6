package com.clerk.sdk.testing.junit;

import com.clerk.sdk.testing.ClerkServer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * A server in a static field of a test class, of a superclass, or of a class around them. Several classes may share it.
 * JUnit closes it at the end of the run.
 */
@SuppressWarnings("deprecation") // see OwnServer
final class FieldServer implements AutoCloseable, ExtensionContext.Store.CloseableResource {
    private final String field;
    private final ClerkServer server;
    private final AtomicReference<String> user = new AtomicReference<>();

    private FieldServer(Field field, ClerkServer server) {
        this.field = field.getDeclaringClass().getSimpleName() + "." + field.getName();
        this.server = server;
    }

    /** Returns the servers of the innermost class that has any. */
    static List<FieldServer> of(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var fields = ReflectionSupport.findFields(type, FieldServer::isServer, HierarchyTraversalMode.TOP_DOWN);
            if (!fields.isEmpty()) {
                return fields.stream().map(field -> of(field, context)).toList();
            }
        }
        return List.of();
    }

    private static boolean isServer(Field field) {
        return Modifier.isStatic(field.getModifiers()) && field.getType() == ClerkServer.class;
    }

    private static FieldServer of(Field field, ExtensionContext context) {
        var server = read(field);
        return context.getRoot()
                .getStore(Run.NAMESPACE)
                .getOrComputeIfAbsent(server, key -> new FieldServer(field, server), FieldServer.class);
    }

    private static ClerkServer read(Field field) {
        try {
            if (ReflectionSupport.tryToReadFieldValue(field, null).get() instanceof ClerkServer server) {
                return server;
            }
        } catch (Exception e) {
            throw new ExtensionConfigurationException("The static field " + field + " cannot be read.", e);
        }
        throw new ExtensionConfigurationException(
                "The static field " + field + " is null. Start the server where the field is declared.");
    }

    ClerkServer server() {
        return server;
    }

    /** Resets the server for a test. */
    void begin(ExtensionContext context) {
        var other = user.compareAndExchange(null, context.getUniqueId());
        if (other != null) {
            throw new IllegalStateException("The ClerkServer in " + field + " is in use by another test, " + other
                    + ". Tests that share a server run one after the other: add @ResourceLock(\"clerk\") to the class,"
                    + " or let each test have its own server as a parameter.");
        }
        server.reset();
    }

    /** Leaves the server to the next test. */
    void end(ExtensionContext context) {
        if (context.getUniqueId().equals(user.get())) {
            user.set(null);
        }
    }

    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return field;
    }
}
