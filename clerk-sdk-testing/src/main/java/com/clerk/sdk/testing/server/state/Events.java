package com.clerk.sdk.testing.server.state;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells listeners about changes of an instance's state, in the order of the changes. */
public final class Events {
    /** Is told about each change. It runs under the lock of the instance, so it must not block. */
    @FunctionalInterface
    public interface Listener {
        /**
         * Takes an event.
         *
         * @param type the type, such as {@code user.created}
         * @param data the resource after the change: a copy, which belongs to the listener
         */
        void accept(String type, JsonObject data);
    }

    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** Adds a listener. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** Tells all listeners about a change. */
    public void publish(String type, JsonObject data) {
        listeners.forEach(listener -> listener.accept(type, data.deepCopy()));
    }
}
