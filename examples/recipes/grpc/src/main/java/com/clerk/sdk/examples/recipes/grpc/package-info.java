/** Clerk in gRPC: {@link com.clerk.sdk.examples.recipes.grpc.ClerkInterceptor} is the part to copy. */
package com.clerk.sdk.examples.recipes.grpc;
