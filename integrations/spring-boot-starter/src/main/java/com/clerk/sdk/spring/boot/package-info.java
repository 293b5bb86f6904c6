/**
 * The Spring Boot starter: with it on the class path and two keys in {@code application.properties}, the users of an
 * application are Clerk's. Start with {@link com.clerk.sdk.spring.boot.ClerkProperties}.
 */
@NullMarked
package com.clerk.sdk.spring.boot;

import org.jspecify.annotations.NullMarked;
