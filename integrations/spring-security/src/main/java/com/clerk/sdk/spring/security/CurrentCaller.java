package com.clerk.sdk.spring.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the parameter of a handler that is the caller: {@code @CurrentCaller SessionAuth user}.
 *
 * <p>The type is {@link com.clerk.sdk.auth.Auth} or one of its types. Without a caller the response is 401; so it is if
 * the token of the caller has another type. If the parameter is an {@code Optional} or {@code @Nullable}, it is empty
 * then, or null. Spring's own {@code @AuthenticationPrincipal} is null in both cases, whatever the parameter says, so
 * that a handler may take a caller that it knows for a stranger.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface CurrentCaller {}
