/**
 * For tests of Spring applications that use Clerk: {@link com.clerk.sdk.spring.test.WithClerkUser} and
 * {@link com.clerk.sdk.spring.test.ClerkMockMvc} sign a caller in, and
 * {@link com.clerk.sdk.spring.test.ClerkSpringTest} starts a local Clerk for the context of a test. No test needs an
 * account, or a network beyond the loopback interface.
 */
@NullMarked
package com.clerk.sdk.spring.test;

import org.jspecify.annotations.NullMarked;
