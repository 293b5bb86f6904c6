/**
 * The inside of {@code ClerkServer}: the resources of the in-process Clerk and the operations on them. It knows nothing
 * of the public package, which hands in what it needs, such as {@code TokenSigner}. Start with {@code InProcessClerk}.
 * To add an operation, write a class like {@code UsersResource} and register it there.
 */
@NullMarked
package com.clerk.sdk.testing.server;

import org.jspecify.annotations.NullMarked;
