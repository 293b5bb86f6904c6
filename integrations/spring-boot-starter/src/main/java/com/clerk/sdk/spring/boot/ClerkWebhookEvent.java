package com.clerk.sdk.spring.boot;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Marks a method of a bean that handles the webhook events of one type, which is the type of its only parameter:
 *
 * <pre>{@code
 * @ClerkWebhookEvent
 * void created(UserCreated event) {
 *     users.insert(event.data().id());
 * }
 * }</pre>
 *
 * <p>A method with a {@code WebhookEvent} handles all events that have no method of their own. If a method throws,
 * Clerk sends the event again. The endpoint is at {@code clerk.webhooks.path}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface ClerkWebhookEvent {}
