/** Metrics and traces of the calls to Clerk; see docs/observability.md. */
@NullMarked
package com.clerk.sdk.examples.observability;

import org.jspecify.annotations.NullMarked;
