package com.clerk.sdk.spring.boot;

import com.clerk.sdk.ClerkBackend;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.BeanCurrentlyInCreationException;
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

    /**
     * Returns the client, which the first call makes. If a customizer asks for the client while it is being made,
     * Spring reports a cycle.
     */
    @Override
    public synchronized ClerkBackend getObject() {
        if (making) {
            throw new FactoryBeanNotInitializedException(
                    "A ClerkBackendCustomizer or RequestAuthenticatorCustomizer, or a bean that it needs, asks for the ClerkBackend while it is being made. Take the client out of it.");
        }
        return made == null ? make() : made;
    }

    private ClerkBackend make() {
        making = true;
        try {
            var client = source.get();
            made = client;
            return client;
        } catch (BeanCurrentlyInCreationException e) {
            // Spring finds a cycle by a name that it meets twice, and the authenticator does not ask it for the client.
            throw new BeanCreationException("clerkBackend", "A customizer of the client needs the client itself.", e);
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
