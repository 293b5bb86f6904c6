/**
 * An in-process Clerk for tests. Begin with {@link com.clerk.sdk.testing.ClerkServer#start()}; without a server,
 * {@link com.clerk.sdk.testing.TestKeys}, {@link com.clerk.sdk.testing.SessionTokens} and
 * {@link com.clerk.sdk.testing.WebhookSigner} make what a verifier is given.
 */
@NullMarked
package com.clerk.sdk.testing;

import org.jspecify.annotations.NullMarked;
