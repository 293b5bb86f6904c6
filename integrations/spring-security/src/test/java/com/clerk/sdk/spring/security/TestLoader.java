package com.clerk.sdk.spring.security;

import java.beans.PropertyChangeListener;
import org.apache.catalina.Context;
import org.apache.catalina.Loader;
import org.jspecify.annotations.Nullable;

/**
 * Lets Tomcat use the class loader of the tests. Its own refuses to load classes after its application has ended, also
 * for threads that were started by a request and go on in later tests.
 */
final class TestLoader implements Loader {
    private @Nullable Context context;

    @Override
    public ClassLoader getClassLoader() {
        return TestLoader.class.getClassLoader();
    }

    @Override
    public @Nullable Context getContext() {
        return context;
    }

    @Override
    public void setContext(@Nullable Context context) {
        this.context = context;
    }

    @Override
    public boolean getDelegate() {
        return true;
    }

    @Override
    public void setDelegate(boolean delegate) {}

    @Override
    public boolean modified() {
        return false;
    }

    @Override
    public void backgroundProcess() {}

    @Override
    public void addPropertyChangeListener(PropertyChangeListener listener) {}

    @Override
    public void removePropertyChangeListener(PropertyChangeListener listener) {}
}
