package com.clerk.sdk.webhooks;

import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands each event to the code that is there for its type:
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
 * <p>Clerk delivers an event at least once, and not always in order: {@link WebhookEvent#timestamp()} tells which of
 * two is the newer. Immutable and safe for all threads; it touches no network itself.
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
     * Starts without any action.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Handles an event. When its action throws, the exception is passed on and the delivery counts as not handled:
     * answer with status 500, and Clerk repeats it.
     *
     * @param event an event that was verified
     * @return false if this delivery was handled before, so that there was nothing to do; else true
     * @throws IllegalArgumentException if deliveries are remembered and the event has no delivery id, because it was
     *     not verified
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
                    "The event has no delivery id. Handle what ClerkWebhooks.verify gives, or build the handler without"
                            + " deliveries(…).");
        }
        return deliveries.handleOnce(id, () -> action.accept(event));
    }

    /** Sets up a {@link WebhookHandler}. Not safe for several threads; no method touches the network. */
    public static final class Builder {
        private final Map<Class<?>, Consumer<WebhookEvent>> actions = new HashMap<>();
        private @Nullable Consumer<? super WebhookEvent> otherwise;
        private @Nullable DeliveryStore deliveries;

        private Builder() {}

        /**
         * What to do with events of one type.
         *
         * @param type the type, such as {@code UserCreated.class}
         * @param action does it; what it throws is passed on
         * @return this builder
         * @param <E> the type
         * @throws IllegalArgumentException if there is an action for this type already, or it is the type of all events
         */
        public <E extends WebhookEvent> Builder on(Class<E> type, Consumer<? super E> action) {
            Objects.requireNonNull(action, "action");
            if (type.equals(WebhookEvent.class)) {
                throw new IllegalArgumentException("WebhookEvent is the type of all events; use otherwise(…) for those"
                        + " that have no action of their own");
            }
            if (actions.putIfAbsent(type, event -> action.accept(type.cast(event))) != null) {
                throw new IllegalArgumentException("There are two actions for " + type.getSimpleName());
            }
            return this;
        }

        /**
         * What to do with all other events, those of types that this version does not know among them.
         *
         * @param action does it; nothing is done, and nothing remembered, when not set
         * @return this builder
         */
        public Builder otherwise(Consumer<? super WebhookEvent> action) {
            this.otherwise = Objects.requireNonNull(action, "action");
            return this;
        }

        /**
         * Handles a delivery that Clerk repeats only once.
         *
         * @param store remembers deliveries; when not set, one that is repeated is handled again
         * @return this builder
         */
        public Builder deliveries(DeliveryStore store) {
            this.deliveries = Objects.requireNonNull(store, "store");
            return this;
        }

        /**
         * Ends the building.
         *
         * @return the handler
         */
        public WebhookHandler build() {
            return new WebhookHandler(this);
        }
    }
}
