package com.clerk.sdk.spring.security;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
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

    static void apply(
            CsrfConfigurer<HttpSecurity> csrf,
            ApplicationContext context,
            CsrfMatcher ignored,
            SecurityContextHolderStrategy contexts) {
        var usual = new CsrfConfigurer<HttpSecurity>(context);
        if (!isSet(csrf, usual, "csrfTokenRepository")) {
            csrf.csrfTokenRepository(CookieCsrfTokenRepository.withHttpOnlyFalse());
        }
        if (!isSet(csrf, usual, "requestHandler")) {
            csrf.csrfTokenRequestHandler(new CsrfTokens(contexts));
        }
        csrf.ignoringRequestMatchers(ignored);
        csrf.withObjectPostProcessor(ignored.lateCallers());
    }

    /**
     * Tells whether the application has set a field, so that its type is not that of a new configurer. The configurer
     * has no getters. A field that a later version names otherwise counts as not set.
     */
    private static boolean isSet(CsrfConfigurer<HttpSecurity> csrf, CsrfConfigurer<HttpSecurity> usual, String field) {
        var expected = value(usual, field);
        var found = value(csrf, field);
        return found != null && (expected == null || found.getClass() != expected.getClass());
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
