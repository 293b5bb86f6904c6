package com.clerk.sdk.spring.security;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.util.ReflectionUtils;

/**
 * The settings for CSRF tokens in a chain without sessions. They replace the defaults of Spring Security, and nothing
 * that the application has set.
 */
final class CsrfDefaults {
    private CsrfDefaults() {}

    static void apply(CsrfConfigurer<HttpSecurity> csrf, CsrfMatcher ignored, SecurityContextHolderStrategy contexts) {
        if (!isSet(csrf, "csrfTokenRepository")) {
            csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse());
        }
        if (!isSet(csrf, "requestHandler")) {
            csrf.csrfTokenRequestHandler(new CsrfTokens(contexts));
        }
        csrf.ignoringRequestMatchers(ignored);
    }

    /**
     * Tells whether the application has set a field, so that its type is not that of a new configurer. The configurer
     * has no getters. A field that a later version names otherwise counts as not set.
     */
    private static boolean isSet(CsrfConfigurer<HttpSecurity> csrf, String field) {
        var usual = value(new CsrfConfigurer<>(new StaticApplicationContext()), field);
        var found = value(csrf, field);
        return found != null && (usual == null || found.getClass() != usual.getClass());
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
