package com.clerk.sdk.spring.test;

import com.clerk.sdk.testing.ClerkServer;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;
import org.springframework.util.ClassUtils;

/** Empties the local Clerk before each test, and refuses a user whom the application would not see. */
final class ClerkTestListener extends AbstractTestExecutionListener {
    /** Before the listener of Spring Security, which has 10,000. */
    private static final int ORDER = 9_000;

    private static final String MOCK_MVC = "org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc";
    private static final String SECURITY_TEST =
            "org.springframework.boot.security.test.autoconfigure.webmvc.SecurityMockMvcAutoConfiguration";

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void beforeTestMethod(TestContext test) {
        if (hasUser(test) && hasPort(test)) {
            throw new IllegalStateException(
                    "@WithClerkUser does not sign in requests to a real port. Add @ClerkSpringTest and "
                            + "send a token, clerkServer.sessionToken(\"user_1\"), or test with MockMvc and "
                            + "WebEnvironment.MOCK.");
        }
        if (hasUser(test) && lacksSecurityTest(test)) {
            throw new IllegalStateException("MockMvc does not know the users of tests. Add "
                    + "spring-boot-starter-security-test to the test dependencies, which Spring Boot 4 needs for it.");
        }
        if (TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), ClerkSpringTest.class)) {
            test.getApplicationContext().getBeanProvider(ClerkServer.class).ifUnique(ClerkServer::reset);
        }
    }

    private static boolean hasUser(TestContext test) {
        return AnnotatedElementUtils.hasAnnotation(test.getTestMethod(), WithClerkUser.class)
                || TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), WithClerkUser.class);
    }

    /** In Spring Boot 4, a module of its own puts the users of tests into the MockMvc that Spring Boot makes. */
    private static boolean lacksSecurityTest(TestContext test) {
        var loader = test.getTestClass().getClassLoader();
        return ClassUtils.isPresent(MOCK_MVC, loader)
                && !ClassUtils.isPresent(SECURITY_TEST, loader)
                && test.hasApplicationContext()
                && test.getApplicationContext().containsBean("mockMvc");
    }

    private static boolean hasPort(TestContext test) {
        return test.hasApplicationContext()
                && test.getApplicationContext().getEnvironment().containsProperty("local.server.port");
    }
}
