/** An API of Spring WebFlux whose callers are Clerk's users, and the programs with their API keys. */
package com.clerk.sdk.examples.spring.webflux;
