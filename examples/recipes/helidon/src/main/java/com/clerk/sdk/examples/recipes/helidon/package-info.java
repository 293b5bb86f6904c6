/** Clerk in Helidon: {@link com.clerk.sdk.examples.recipes.helidon.ClerkFilter} is the part to copy. */
package com.clerk.sdk.examples.recipes.helidon;
