/**
 * The adapter for Jakarta Servlet: {@link com.clerk.sdk.servlet.ClerkFilter} authenticates requests,
 * {@link com.clerk.sdk.servlet.Clerk} tells who sent one, and {@link com.clerk.sdk.servlet.ClerkWebhookServlet}
 * receives webhooks. Methods do not touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk.servlet;

import org.jspecify.annotations.NullMarked;
