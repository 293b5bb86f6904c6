/**
 * The decision about a request: signed in, signed out, or a redirect to Clerk first. It covers cookies, the handshake,
 * the refresh of sessions, redirects, satellites and machine tokens. Start with
 * {@link com.clerk.sdk.auth.flow.SessionFlow}. Its result is a {@link com.clerk.sdk.auth.flow.Decision}, which
 * {@code com.clerk.sdk.auth} turns into the states that users see. The rules are in docs/behaviour.md. Not exported.
 */
@NullMarked
package com.clerk.sdk.auth.flow;

import org.jspecify.annotations.NullMarked;
