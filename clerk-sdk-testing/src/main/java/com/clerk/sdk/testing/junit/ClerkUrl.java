package com.clerk.sdk.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter of type {@code String} or {@code URI} that gets a URL of the server of its {@link ClerkTest}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface ClerkUrl {
    /**
     * Chooses the URL for browsers.
     *
     * @return whether the parameter gets {@code frontendApiUrl()}; it gets {@code apiUrl()} otherwise
     */
    boolean frontend() default false;
}
