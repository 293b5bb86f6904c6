package com.clerk.sdk.spring.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Turns on, for a servlet application, the annotations {@link RequireRole} and the like, {@link CurrentCaller} for
 * parameters of handlers, and {@code @clerk} in expressions ({@link ClerkExpressions}). The starter for Spring Boot
 * does so by itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import({ClerkMethodSecurity.class, ClerkWebMvc.class, ClerkExpressions.Registration.class})
public @interface EnableClerkSecurity {}
