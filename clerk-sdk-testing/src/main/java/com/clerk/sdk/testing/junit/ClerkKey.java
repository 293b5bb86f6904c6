package com.clerk.sdk.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A parameter of type {@code String} that gets a key of the server of its {@link ClerkTest}. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.ANNOTATION_TYPE})
public @interface ClerkKey {
    /** The kinds of keys. */
    enum Kind {
        /** The secret key, as in {@code CLERK_SECRET_KEY}. */
        SECRET,
        /** The publishable key, as in {@code CLERK_PUBLISHABLE_KEY}. */
        PUBLISHABLE,
        /** The public key that verifies tokens, as in {@code CLERK_JWT_KEY}. */
        JWT
    }

    /**
     * Chooses the key.
     *
     * @return the kind of the key
     */
    Kind value() default Kind.SECRET;
}
