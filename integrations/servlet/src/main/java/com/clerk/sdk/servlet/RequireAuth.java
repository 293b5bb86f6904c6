package com.clerk.sdk.servlet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Requires a caller of the methods of a Jakarta REST resource:
 *
 * <pre>{@code
 * @POST
 * @RequireAuth(permission = "org:invoices:create")
 * public Invoice create(NewInvoice invoice) { … }
 * }</pre>
 *
 * <p>Others get 401 or 403, as {@link Clerk#require(jakarta.servlet.ServletRequest)} sends them. On a class or an
 * interface it holds for all methods, beside what a method requires itself; all that is named must be met. On a method
 * that leads to another resource it holds for that resource. {@link RequireAuthFeature} reads it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface RequireAuth {
    /**
     * Returns the role that the caller must have in the active organization.
     *
     * @return the key of a role such as {@code org:admin}; empty for any
     */
    String role() default "";

    /**
     * Returns the permission that the caller must have in the active organization.
     *
     * @return the key of a permission such as {@code org:invoices:read}; empty for any
     */
    String permission() default "";
}
