package com.clerk.sdk.spring.boot;

import com.clerk.sdk.ClerkBackend;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;

/**
 * Makes the client, and closes it with the application. Spring searches the methods of each bean for annotations, which
 * would load a class for each resource of the API. So the client is a bean only where the application needs it as one,
 * and the authenticator takes it from here.
 */
final class ClerkBackendFactory implements FactoryBean<ClerkBackend>, DisposableBean {
    private final Supplier<ClerkBackend> source;
    private @Nullable ClerkBackend made;

    ClerkBackendFactory(Supplier<ClerkBackend> source) {
        this.source = source;
    }

    /** Returns the client, which the first call makes. */
    @Override
    public synchronized ClerkBackend getObject() {
        if (made == null) {
            made = source.get();
        }
        return made;
    }

    @Override
    public Class<?> getObjectType() {
        return ClerkBackend.class;
    }

    @Override
    public synchronized void destroy() {
        if (made != null) {
            made.close();
        }
    }
}
