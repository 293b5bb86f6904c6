/**
 * The HTTP and JSON layer of the in-process Clerk: routing, requests and responses, errors in Clerk's form, body
 * schemas, paging and sorting. It knows no resource of Clerk's, nothing of {@code testing.server}, and nothing of the
 * public package. Start with {@code Router}.
 */
@NullMarked
package com.clerk.sdk.testing.server.http;

import org.jspecify.annotations.NullMarked;
