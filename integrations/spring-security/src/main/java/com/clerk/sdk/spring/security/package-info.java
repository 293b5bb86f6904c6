/**
 * Clerk as the authentication of Spring Security 6.5 to 7.1. Start with
 * {@link com.clerk.sdk.spring.security.ClerkHttpConfigurer}, the part of a {@code SecurityFilterChain}. Methods do not
 * touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk.spring.security;

import org.jspecify.annotations.NullMarked;
