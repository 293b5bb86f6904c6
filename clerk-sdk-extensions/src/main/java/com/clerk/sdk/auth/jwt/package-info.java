/**
 * Tokens and the keys that verify them: parsing, rules on claims, signatures, the cache of verified tokens, and the
 * JWKS. Start with {@link com.clerk.sdk.auth.jwt.JwtVerifier}; the JWKS of an instance is cached in
 * {@link com.clerk.sdk.auth.jwt.RemoteJwks}. It knows nothing of requests and states, and fails with
 * {@link com.clerk.sdk.auth.jwt.JwtException}. Not exported.
 */
@NullMarked
package com.clerk.sdk.auth.jwt;

import org.jspecify.annotations.NullMarked;
