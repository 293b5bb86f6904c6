package com.clerk.sdk.spring.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;

/**
 * Turns on, for a WebFlux application, the annotations {@link RequireRole} and the like for methods that return a
 * publisher, and {@link CurrentCaller} for parameters of handlers. The starter for Spring Boot does so by itself.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import({ClerkReactiveMethodSecurity.class, ClerkWebFluxHandlers.class})
public @interface EnableClerkWebFlux {}
