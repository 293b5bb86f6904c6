/**
 * Calls, pages, JSON values and the base types of generated code. Start with {@link com.clerk.sdk.runtime.ApiCall} and
 * {@link com.clerk.sdk.runtime.Page}; the exceptions are in {@link com.clerk.sdk.errors}. Methods do not touch the
 * network unless they say so.
 */
@NullMarked
package com.clerk.sdk.runtime;

import org.jspecify.annotations.NullMarked;
