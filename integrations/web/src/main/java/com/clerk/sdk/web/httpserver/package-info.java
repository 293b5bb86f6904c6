/** The adapter for the HTTP server of the JDK: {@link com.clerk.sdk.web.httpserver.ClerkHttpFilter}. */
@NullMarked
package com.clerk.sdk.web.httpserver;

import org.jspecify.annotations.NullMarked;
