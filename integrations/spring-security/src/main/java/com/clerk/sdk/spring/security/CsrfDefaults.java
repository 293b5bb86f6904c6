package com.clerk.sdk.spring.security;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.util.ReflectionUtils;

/**
 * The settings for CSRF tokens in a chain without sessions. They replace the defaults of Spring Security, and nothing
 * that the application has set.
 */
final class CsrfDefaults {
    private CsrfDefaults() {}

    static void apply(CsrfConfigurer<HttpSecurity> csrf, CsrfMatcher ignored, SecurityContextHolderStrategy contexts) {
        // The configurer has no getters. A field that a later version names otherwise counts as not set.
        var repository = value(csrf, "csrfTokenRepository");
        if (repository == null || repository instanceof HttpSessionCsrfTokenRepository) {
            csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse());
        }
        if (value(csrf, "requestHandler") == null) {
            csrf.csrfTokenRequestHandler(new CsrfTokens(contexts));
        }
        csrf.ignoringRequestMatchers(ignored);
    }

    private static @Nullable Object value(CsrfConfigurer<HttpSecurity> csrf, String name) {
        Field field = ReflectionUtils.findField(CsrfConfigurer.class, name);
        if (field == null) {
            return null;
        }
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, csrf);
    }
}
