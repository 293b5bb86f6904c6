/** Helpers that the packages of this SDK share. Exported to its own modules and to gson only. */
@NullMarked
package com.clerk.sdk.runtime.internal;

import org.jspecify.annotations.NullMarked;
