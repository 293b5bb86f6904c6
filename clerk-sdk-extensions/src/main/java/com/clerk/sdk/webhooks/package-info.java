/**
 * Verification of the webhook deliveries that Clerk sends, and the typed events in them. Start with
 * {@link com.clerk.sdk.webhooks.ClerkWebhooks}, which checks the signature of a delivery and returns its event;
 * {@link com.clerk.sdk.webhooks.WebhookHandler} passes each event to the code for its type. Each type of event is a
 * class beside {@link com.clerk.sdk.webhooks.event.WebhookEvent}.
 *
 * <p>Methods do not touch the network unless they say so. {@link com.clerk.sdk.webhooks.JdbcDeliveryStore} needs the
 * module {@code java.sql}; nothing else here does.
 */
@NullMarked
package com.clerk.sdk.webhooks;

import org.jspecify.annotations.NullMarked;
