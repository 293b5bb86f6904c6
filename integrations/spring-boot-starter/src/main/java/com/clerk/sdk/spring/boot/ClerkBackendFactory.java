package com.clerk.sdk.spring.boot;

import com.clerk.sdk.ClerkBackend;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.FactoryBeanNotInitializedException;

/**
 * Makes the client, and closes it with the application. Spring searches the methods of each bean for annotations, which
 * would load a class for each resource of the API. So the client is a bean only where the application needs it as one,
 * and the authenticator takes it from here.
 */
final class ClerkBackendFactory implements FactoryBean<ClerkBackend>, DisposableBean {
    private final Supplier<ClerkBackend> source;
    private @Nullable ClerkBackend made;
    private boolean making;

    ClerkBackendFactory(Supplier<ClerkBackend> source) {
        this.source = source;
    }

    /** Returns the client, which the first call makes. Spring reports a customizer that asks for it meanwhile. */
    @Override
    public synchronized ClerkBackend getObject() {
        if (making) {
            throw new FactoryBeanNotInitializedException(
                    "The client is asked for by a bean that takes part in making it");
        }
        return made == null ? make() : made;
    }

    private ClerkBackend make() {
        making = true;
        try {
            var client = source.get();
            made = client;
            return client;
        } finally {
            making = false;
        }
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
