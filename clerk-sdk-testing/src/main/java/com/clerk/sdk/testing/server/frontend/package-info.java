/**
 * The Frontend API: what Clerk's browser code and native apps call. Start with {@code FrontendApi}. Forms come in, and
 * each change responds with an envelope: the resource, and the client after the change.
 */
@NullMarked
package com.clerk.sdk.testing.server.frontend;

import org.jspecify.annotations.NullMarked;
