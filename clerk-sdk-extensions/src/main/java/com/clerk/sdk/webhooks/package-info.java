/**
 * Receives what Clerk delivers by webhook: checks the signature, and gives a typed event. Start with
 * {@link com.clerk.sdk.webhooks.ClerkWebhooks}.
 */
@NullMarked
package com.clerk.sdk.webhooks;

import org.jspecify.annotations.NullMarked;
