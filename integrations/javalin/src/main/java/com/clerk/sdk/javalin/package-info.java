/**
 * The adapter for Javalin 7: start with {@link com.clerk.sdk.javalin.ClerkPlugin}. {@link com.clerk.sdk.servlet.Clerk}
 * tells who sent {@code context.req()}. Methods do not touch the network.
 */
@NullMarked
package com.clerk.sdk.javalin;

import org.jspecify.annotations.NullMarked;
