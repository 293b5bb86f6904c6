package com.clerk.sdk.spring.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers who have verified their factors recently call a method. Others get 403 with a body for which
 * Clerk's frontend asks the user to verify, and repeats the request.
 *
 * <p>On a type, it holds for all of its methods. All annotations that a method, its type, its superclasses and its
 * interfaces have must be met. They need {@link EnableClerkSecurity}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequireReverification {
    /**
     * The verification.
     *
     * @return which factors, and how recently; {@link Preset#STRICT} by default
     */
    Preset value() default Preset.STRICT;

    /** The verifications that Clerk has names for. */
    enum Preset {
        /** See {@link com.clerk.sdk.auth.Reverification#STRICT_MFA}. */
        STRICT_MFA,

        /** See {@link com.clerk.sdk.auth.Reverification#STRICT}. */
        STRICT,

        /** See {@link com.clerk.sdk.auth.Reverification#MODERATE}. */
        MODERATE,

        /** See {@link com.clerk.sdk.auth.Reverification#LAX}. */
        LAX
    }
}
