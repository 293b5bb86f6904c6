/** Helpers that the packages of this module share and that nobody else sees. */
@NullMarked
package com.clerk.sdk.runtime.internal;

import org.jspecify.annotations.NullMarked;
