/**
 * Clerk's session tokens for applications that stay with {@code oauth2ResourceServer()} of Spring Security:
 * {@link com.clerk.sdk.spring.security.jwt.ClerkJwtDecoder}. Needs {@code spring-security-oauth2-jose}.
 */
@NullMarked
package com.clerk.sdk.spring.security.jwt;

import org.jspecify.annotations.NullMarked;
