/** Clerk in Vert.x: {@link com.clerk.sdk.examples.recipes.vertx.ClerkHandler} is the part to copy. */
package com.clerk.sdk.examples.recipes.vertx;
