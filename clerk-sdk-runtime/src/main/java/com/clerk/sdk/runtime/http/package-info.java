/**
 * The HTTP transport, which generated and hand-written clients are built on. Exported to the SDK's own modules only.
 * Start with {@link com.clerk.sdk.runtime.http.ApiClient}. Methods do not touch the network unless they say so.
 */
@NullMarked
package com.clerk.sdk.runtime.http;

import org.jspecify.annotations.NullMarked;
