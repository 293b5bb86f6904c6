package com.clerk.sdk.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives each test of a class an in-process Clerk of its own: a {@link com.clerk.sdk.testing.ClerkServer} with its own
 * address, keys, issuer, users and clock. So tests can run in any order and at the same time. The server exists from
 * the first parameter that asks for it until the last {@code @AfterEach}.
 *
 * <pre>{@code
 * @ClerkTest
 * class GreetingTest {
 *     @Test
 *     void aUserIsGreeted(ClerkServer server, @ClerkToken(user = "user_1") String token) { … }
 * }
 * }</pre>
 *
 * <p>Parameters of tests, of {@code @BeforeEach} and of {@code @AfterEach} get the same server, and so do those of the
 * constructor from JUnit 5.12 on. They can be a {@code ClerkServer}, or a {@link ClerkUrl}, {@link ClerkKey} or
 * {@link ClerkToken}. Parameters of other types are left to other extensions.
 *
 * <p>A class that needs one address for all of its tests, such as that of a Spring context, has a static field of type
 * {@code ClerkServer}, its own or inherited. Then the tests use that server; it is reset before each test and closed at
 * the end of the run. Tests that share it must not run at the same time: one that would is failed.
 *
 * <p>A test that passed otherwise is failed if it called an operation that the server does not support, or if it did
 * not use a stubbed response. The last requests of a failed test are in its report. Nested classes use the annotation
 * and the static field of the class around them, unless they have their own.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(ClerkExtension.class)
public @interface ClerkTest {
    /**
     * Sets up the servers of the class, in place of the default settings. It has no effect on a static field.
     *
     * @return a class with a constructor without parameters
     */
    Class<? extends ClerkSettings> settings() default ClerkSettings.Default.class;

    /**
     * Allows calls of operations that the server does not support.
     *
     * @return whether a test may pass that got status 501
     */
    boolean allowUnsupported() default false;

    /**
     * Allows stubs for a next request that are not used.
     *
     * @return whether a test may pass that stubbed a response and did not cause the request
     */
    boolean allowUnusedStubs() default false;
}
