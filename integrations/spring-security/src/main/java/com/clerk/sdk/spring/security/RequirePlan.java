package com.clerk.sdk.spring.security;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets only callers with this plan, or with it in the active organization, call a method:
 * {@code @RequirePlan("user:pro")}.
 *
 * <p>On a type, it holds for all of its methods. All annotations that a method, its type, its superclasses and its
 * interfaces have must be met. They need {@link EnableClerkSecurity}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequirePlan {
    /**
     * The plan.
     *
     * @return slug of the plan; the prefix {@code org:} or {@code user:} restricts it to one of the two
     */
    String value();
}
