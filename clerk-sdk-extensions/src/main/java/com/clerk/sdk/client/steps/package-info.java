/**
 * Sign-in, sign-up and reverification, one {@link com.clerk.sdk.client.steps.Step} at a time. Begin with
 * {@code ClerkFrontend.steps()}. The methods of steps touch the network; those that only return a value say so by their
 * names.
 */
@NullMarked
package com.clerk.sdk.client.steps;

import org.jspecify.annotations.NullMarked;
