/**
 * The exceptions of the SDK. Catch {@link com.clerk.sdk.errors.ClerkException} for every failure, or
 * {@link com.clerk.sdk.errors.ClerkApiException} for a refusal by Clerk. Methods do not touch the network.
 */
@NullMarked
package com.clerk.sdk.errors;

import org.jspecify.annotations.NullMarked;
