/** Helpers that the clients and the authentication share. Not exported. */
@NullMarked
package com.clerk.sdk.internal;

import org.jspecify.annotations.NullMarked;
