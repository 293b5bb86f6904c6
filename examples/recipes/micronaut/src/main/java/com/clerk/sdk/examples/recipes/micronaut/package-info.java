/** Clerk in Micronaut: {@link com.clerk.sdk.examples.recipes.micronaut.ClerkFilter} is the part to copy. */
package com.clerk.sdk.examples.recipes.micronaut;
