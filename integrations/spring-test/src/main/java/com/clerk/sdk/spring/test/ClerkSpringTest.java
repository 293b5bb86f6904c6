package com.clerk.sdk.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts a local Clerk for the application context of a test, beside {@code @SpringBootTest}:
 *
 * <pre>{@code
 * @SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
 * @ClerkSpringTest
 * class InvoicesTest {
 *     @Autowired
 *     ClerkServer clerk;
 *
 *     @Test
 *     void userSeesInvoices() {
 *         var token = clerk.sessionToken("user_1");
 *         …
 *     }
 * }
 * }</pre>
 *
 * <p>The application gets the keys and the URL of the local Clerk as {@code clerk.*} properties, before all other
 * sources, so that neither keys nor an account are needed, and none are used. The local Clerk lives as long as the
 * context, which tests with the same configuration share, and is emptied before each test.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface ClerkSpringTest {}
