/**
 * Lookups at Clerk during authentication, blocking and not. Start with {@link com.clerk.sdk.auth.lookup.ClerkLookups}.
 * Not exported.
 */
@NullMarked
package com.clerk.sdk.auth.lookup;

import org.jspecify.annotations.NullMarked;
