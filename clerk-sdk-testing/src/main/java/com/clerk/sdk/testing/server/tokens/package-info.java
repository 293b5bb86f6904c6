/** The tokens of the in-process Clerk. */
@NullMarked
package com.clerk.sdk.testing.server.tokens;

import org.jspecify.annotations.NullMarked;
