package com.clerk.sdk.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of type {@code String} that gets a session token of the server of its {@link ClerkTest}. The server need
 * not have the user and the organization. For any other token, see {@code ClerkServer.sessionToken()}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface ClerkToken {
    /** A fault of a token. */
    enum Fault {
        /** Nothing: the token is valid for 60 seconds. */
        NONE,
        /** The token expired an hour ago. */
        EXPIRED,
        /** The token becomes valid in an hour. */
        NOT_YET_ACTIVE,
        /** The token names the server's key, and another key signed it. */
        WRONG_KEY,
        /** The server's key signed the token, and it names another issuer. */
        WRONG_ISSUER,
        /** The token is a valid one of another instance. */
        OTHER_INSTANCE,
        /** The session is pending: the user has signed in and has a task to do. */
        PENDING
    }

    /**
     * Names the user.
     *
     * @return the claim {@code sub}
     */
    String user();

    /**
     * Names the active organization.
     *
     * @return the id, {@code org_…}, or an empty string for none
     */
    String organization() default "";

    /**
     * Names the role in the organization.
     *
     * @return the key of the role, such as {@code org:admin}
     */
    String role() default "org:member";

    /**
     * Lists the permissions in the organization.
     *
     * @return permissions such as {@code org:invoices:read}
     */
    String[] permissions() default {};

    /**
     * Names the origin that the token was issued for.
     *
     * @return the claim {@code azp}, such as {@code https://app.example.com}, or an empty string for none
     */
    String authorizedParty() default "";

    /**
     * Makes the token an invalid one.
     *
     * @return the fault of the token
     */
    Fault fault() default Fault.NONE;
}
