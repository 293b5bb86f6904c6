/**
 * An in-process Clerk, session tokens and signed webhook deliveries for tests.
 *
 * <p>Where to start:
 *
 * <ul>
 *   <li>To test code that calls the Backend API, start a {@link com.clerk.sdk.testing.ClerkServer}. Use
 *       {@link com.clerk.sdk.testing.StubResponse} to make it fail or to add an operation, and
 *       {@link com.clerk.sdk.testing.ReceivedRequest} to see the requests that it received.
 *   <li>To test an endpoint that needs a signed-in user, mint tokens with {@link com.clerk.sdk.testing.SessionTokens}
 *       and {@link com.clerk.sdk.testing.TestKeys}.
 *   <li>To test a webhook endpoint, sign deliveries with {@link com.clerk.sdk.testing.WebhookSigner}.
 * </ul>
 *
 * <p>Only {@code ClerkServer} uses the network, and only the loopback interface.
 */
@NullMarked
package com.clerk.sdk.testing;

import org.jspecify.annotations.NullMarked;
