/** The local Clerk as a program of its own: pages that need no JavaScript, and the check of hosts. */
@NullMarked
package com.clerk.sdk.testing.server.local;

import org.jspecify.annotations.NullMarked;
