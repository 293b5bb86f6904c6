package com.clerk.sdk.webhooks;

import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A dispatcher that passes each event to the action for its type:
 *
 * <pre>{@code
 * var handler = WebhookHandler.builder()
 *         .on(UserCreated.class, event -> users.insert(event.data()))
 *         .on(UserDeleted.class, event -> users.delete(event.data().id()))
 *         .deliveries(DeliveryStore.inMemory(10_000))
 *         .build();
 * handler.handle(webhooks.verify(body, headers));
 * }</pre>
 *
 * <p>Clerk delivers an event at least once, and not always in order: {@link WebhookEvent#timestamp()} says which of two
 * events is newer. Immutable and safe for use by several threads.
 */
public final class WebhookHandler {
    private final Map<Class<?>, Consumer<WebhookEvent>> actions;
    private final @Nullable Consumer<? super WebhookEvent> otherwise;
    private final @Nullable DeliveryStore deliveries;

    private WebhookHandler(Builder builder) {
        this.actions = Map.copyOf(builder.actions);
        this.otherwise = builder.otherwise;
        this.deliveries = builder.deliveries;
    }

    /**
     * Returns a builder without actions.
     *
     * @return the builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Runs the action for an event. If the action throws, the exception is passed on and the delivery counts as not
     * handled: answer it with status 500, and Clerk repeats it.
     *
     * @param event the event, as {@link ClerkWebhooks} returned it
     * @return false if this delivery was handled before, so that nothing was done; otherwise true
     * @throws IllegalArgumentException if the handler has a store of deliveries and the event has no delivery id,
     *     because it was not verified
     */
    public boolean handle(WebhookEvent event) {
        Consumer<? super WebhookEvent> action = actions.get(event.getClass());
        if (action == null) {
            action = otherwise;
        }
        if (action == null) {
            return true;
        }
        return deliveries == null ? handle(event, action) : handleOnce(event, action, deliveries);
    }

    private static boolean handle(WebhookEvent event, Consumer<? super WebhookEvent> action) {
        action.accept(event);
        return true;
    }

    private static boolean handleOnce(
            WebhookEvent event, Consumer<? super WebhookEvent> action, DeliveryStore deliveries) {
        var id = event.id();
        if (id == null) {
            throw new IllegalArgumentException(
                    "The event has no delivery id, because it was not verified. Pass the event that"
                            + " ClerkWebhooks.verify returned, or build the handler without deliveries(…).");
        }
        return deliveries.handleOnce(id, () -> action.accept(event));
    }

    /** A builder of {@link WebhookHandler}. Not safe for use by several threads. */
    public static final class Builder {
        private final Map<Class<?>, Consumer<WebhookEvent>> actions = new HashMap<>();
        private @Nullable Consumer<? super WebhookEvent> otherwise;
        private @Nullable DeliveryStore deliveries;

        private Builder() {}

        /**
         * Sets the action for events of one type.
         *
         * @param type the type of events, such as {@code UserCreated.class}
         * @param action the action; an exception that it throws is passed on
         * @return this builder
         * @param <E> the type of events
         * @throws IllegalArgumentException if the type already has an action, or is {@code WebhookEvent} itself
         */
        public <E extends WebhookEvent> Builder on(Class<E> type, Consumer<? super E> action) {
            Objects.requireNonNull(action, "action");
            if (type.equals(WebhookEvent.class)) {
                throw new IllegalArgumentException(
                        "WebhookEvent is the type of all events. Use otherwise(…) for the events"
                                + " without an action.");
            }
            if (actions.putIfAbsent(type, event -> action.accept(type.cast(event))) != null) {
                throw new IllegalArgumentException(
                        type.getSimpleName() + " already has an action. Set one action for each type.");
            }
            return this;
        }

        /**
         * Sets the action for all other events, including those of types that this version does not know.
         *
         * @param action the action; by default other events are ignored and not remembered
         * @return this builder
         */
        public Builder otherwise(Consumer<? super WebhookEvent> action) {
            this.otherwise = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Sets the store of deliveries, so that a repeated delivery is handled once.
         *
         * @param store the store; by default a repeated delivery is handled again
         * @return this builder
         */
        public Builder deliveries(DeliveryStore store) {
            this.deliveries = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Creates the handler.
         *
         * @return the handler
         */
        public WebhookHandler build() {
            return new WebhookHandler(this);
        }
    }
}
