/**
 * Authentication: who sent a request, and what they are allowed to do.
 *
 * <p>Start with {@link com.clerk.sdk.auth.AuthenticateRequest}, which takes its settings from the environment, or with
 * {@link com.clerk.sdk.auth.RequestAuthenticator}, which takes them in code. Both turn a request into a
 * {@link com.clerk.sdk.auth.RequestState}. For a token alone, without a request, use
 * {@link com.clerk.sdk.auth.SessionTokenVerifier}. {@link com.clerk.sdk.auth.Has} makes the requirements to check, such
 * as a role or a permission.
 *
 * <p>Methods do not touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk.auth;

import org.jspecify.annotations.NullMarked;
