/**
 * An in-process Clerk for each JUnit test: {@link com.clerk.sdk.testing.junit.ClerkTest}. It needs JUnit Jupiter 5.10
 * or newer, which your tests have; programs without JUnit never load this package.
 */
@NullMarked
package com.clerk.sdk.testing.junit;

import org.jspecify.annotations.NullMarked;
