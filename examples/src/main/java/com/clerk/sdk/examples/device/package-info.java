/** A program that a user signs in to, and the small server that it calls. */
@NullMarked
package com.clerk.sdk.examples.device;

import org.jspecify.annotations.NullMarked;
