/**
 * Who is calling: verifies session tokens without the network, and says what their holders may do. Start with
 * {@link com.clerk.sdk.auth.SessionTokenVerifier}.
 */
@NullMarked
package com.clerk.sdk.auth;

import org.jspecify.annotations.NullMarked;
