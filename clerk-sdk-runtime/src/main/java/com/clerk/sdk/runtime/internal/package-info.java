/** Helpers that the packages of this module share. Not exported. */
@NullMarked
package com.clerk.sdk.runtime.internal;

import org.jspecify.annotations.NullMarked;
