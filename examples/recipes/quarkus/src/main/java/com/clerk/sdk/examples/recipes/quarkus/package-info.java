/** Clerk in Quarkus: {@link com.clerk.sdk.examples.recipes.quarkus.ClerkMechanism} is the part to copy. */
package com.clerk.sdk.examples.recipes.quarkus;
