package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.TokenType;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers with a token of these types call a method: {@code @AcceptsToken(TokenType.API_KEY)}. The chain must
 * accept the types too: {@link ClerkHttpConfigurer#acceptTokens}. Others get 401.
 *
 * <p>On a type, it holds for all of its methods. All annotations that a method, its type, its superclasses and its
 * interfaces have must be met. They need {@link EnableClerkSecurity}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface AcceptsToken {
    /**
     * The types of token.
     *
     * @return the accepted types, at least one
     */
    TokenType[] value();
}
