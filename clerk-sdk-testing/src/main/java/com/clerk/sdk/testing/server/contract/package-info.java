/**
 * The operations and types of Clerk's Backend API, read from a table that the build renders from the contract, and the
 * checks of requests against them.
 */
@NullMarked
package com.clerk.sdk.testing.server.contract;

import org.jspecify.annotations.NullMarked;
