package com.clerk.sdk.spring.test;

import com.clerk.sdk.auth.TokenCarrier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.security.test.context.support.WithSecurityContext;

/**
 * Runs a test with a user who is signed in: {@code @WithClerkUser(role = "org:admin", permissions =
 * "org:invoices:read")}. It works with MockMvc, with a {@code WebTestClient} that is bound to the context, and for
 * methods that a test calls itself, and asks no Clerk. Requests over the network do not have the user: a test with a
 * real port fails, and {@link ClerkSpringTest} has tokens for it.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@WithSecurityContext(factory = ClerkUserContextFactory.class)
public @interface WithClerkUser {
    /**
     * Returns the id of the user.
     *
     * @return the same as {@link #userId}
     */
    @AliasFor("userId")
    String value() default TestCallers.USER;

    /**
     * Returns the id of the user.
     *
     * @return the claim {@code sub}
     */
    @AliasFor("value")
    String userId() default TestCallers.USER;

    /**
     * Returns the id of the active organization.
     *
     * @return the id; if it is empty, the user has an organization only if a role or a permission is set
     */
    String organizationId() default "";

    /**
     * Returns the slug of the active organization.
     *
     * @return the slug
     */
    String organizationSlug() default "test";

    /**
     * Returns the role in the active organization.
     *
     * @return the role, such as {@code org:admin}; {@code org:member} by default
     */
    String role() default "";

    /**
     * Returns the permissions in the active organization.
     *
     * @return permissions such as {@code org:invoices:read}
     */
    String[] permissions() default {};

    /**
     * Returns the features, each with its scope.
     *
     * @return features such as {@code o:export} or {@code u:export}
     */
    String[] features() default {};

    /**
     * Returns the plans, each with its scope.
     *
     * @return plans such as {@code o:pro} or {@code u:pro}
     */
    String[] plans() default {};

    /**
     * Returns how long ago the user verified the first factor.
     *
     * @return minutes, or -1 for never
     */
    int firstFactorMinutes() default 0;

    /**
     * Returns how long ago the user verified the second factor.
     *
     * @return minutes, or -1 for never
     */
    int secondFactorMinutes() default -1;

    /**
     * Returns where the token of the user is. With a cookie, a request that changes something needs a CSRF token.
     *
     * @return the place of the token
     */
    TokenCarrier carrier() default TokenCarrier.HEADER;
}
