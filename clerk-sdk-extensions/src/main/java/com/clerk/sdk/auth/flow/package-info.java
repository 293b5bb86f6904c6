/**
 * Decides what a request is: signed in, signed out, or to be sent to Clerk first. It covers cookies, the handshake,
 * renewal, redirects, satellites and the tokens of machines. Start with {@link com.clerk.sdk.auth.flow.SessionFlow};
 * the result is a {@link com.clerk.sdk.auth.flow.Decision}, which {@code com.clerk.sdk.auth} turns into the states that
 * users see. Not exported.
 */
@NullMarked
package com.clerk.sdk.auth.flow;

import org.jspecify.annotations.NullMarked;
