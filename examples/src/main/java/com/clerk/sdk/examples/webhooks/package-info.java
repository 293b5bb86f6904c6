/**
 * Programs that receive webhooks: with the HTTP server of the JDK, with a Jakarta Servlet, and with a database. Each
 * runs without an account; see docs/webhooks.md.
 */
@NullMarked
package com.clerk.sdk.examples.webhooks;

import org.jspecify.annotations.NullMarked;
