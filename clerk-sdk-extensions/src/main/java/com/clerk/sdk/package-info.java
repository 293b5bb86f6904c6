/**
 * The clients of Clerk's APIs. Start with {@link com.clerk.sdk.ClerkBackend}, the client for servers. Methods do not
 * touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk;

import org.jspecify.annotations.NullMarked;
