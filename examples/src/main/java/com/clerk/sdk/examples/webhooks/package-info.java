/**
 * Programs that receive webhooks: with the JDK's HTTP server, with a Jakarta Servlet, and into a database. Each runs
 * without an account; see docs/webhooks.md.
 */
@NullMarked
package com.clerk.sdk.examples.webhooks;

import org.jspecify.annotations.NullMarked;
