/** The operations of the Backend API. */
@NullMarked
package com.clerk.sdk.testing.server.backend;

import org.jspecify.annotations.NullMarked;
