/** The clients of Clerk's APIs: {@link com.clerk.sdk.ClerkBackend} for servers is where to start. */
@NullMarked
package com.clerk.sdk;

import org.jspecify.annotations.NullMarked;
