/**
 * The inner workings of {@link com.clerk.sdk.ClerkFrontend}: the client token and the state that answers bring, and the
 * session tokens. This package is not exported.
 */
@NullMarked
package com.clerk.sdk.client.internal;

import org.jspecify.annotations.NullMarked;
