/** The sender of webhooks: messages, attempts to deliver them, and when to repeat one. */
@NullMarked
package com.clerk.sdk.testing.server.webhooks;

import org.jspecify.annotations.NullMarked;
