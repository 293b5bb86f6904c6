package com.clerk.sdk.client.internal;

import org.jspecify.annotations.Nullable;

/**
 * The purpose of a session token. A record and not joined text: a template may be named like an organization.
 *
 * @param sessionId id of the session
 * @param organizationId id of the organization, or null for the personal account
 * @param template name of the JWT template, or null for a session token
 */
record TokenKey(
        String sessionId,
        @Nullable String organizationId,
        @Nullable String template) {}
