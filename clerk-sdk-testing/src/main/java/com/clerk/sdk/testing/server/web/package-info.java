/** The HTTP server of the in-process Clerk. */
@NullMarked
package com.clerk.sdk.testing.server.web;

import org.jspecify.annotations.NullMarked;
