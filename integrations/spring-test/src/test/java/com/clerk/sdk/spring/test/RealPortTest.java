package com.clerk.sdk.spring.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.springframework.boot.test.context.SpringBootTest;

/** A user of a test whom the application would not see. */
class RealPortTest {
    static final String RUN = "clerk.test.real-port";

    @Test
    void aUserOfATestWithARealPortIsRefusedInWords() {
        assertThat(failure(Refused.class))
                .hasMessageStartingWith("@WithClerkUser does not sign in requests to a real port.");
    }

    @Test
    void theSecretKeyOfAProductionInstanceIsRefused() {
        assertThat(failure(Production.class))
                .rootCause()
                .hasMessageStartingWith("The test has the secret key of a production instance (sk_live_…)")
                .hasMessageNotContaining("canaryCANARY");
    }

    private static Throwable failure(Class<?> test) {
        var summary = new SummaryGeneratingListener();
        System.setProperty(RUN, "true");
        try {
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(selectClass(test))
                                    .build(),
                            summary);
        } finally {
            System.clearProperty(RUN);
        }
        assertThat(summary.getSummary().getFailures()).hasSize(1);
        return summary.getSummary().getFailures().get(0).getException();
    }

    @EnabledIfSystemProperty(named = RUN, matches = "true")
    @SpringBootTest(classes = InvoicesApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
    static class Refused {
        @Test
        @WithClerkUser
        void test() {
            assertThat(true).as("the listener refuses the test before it runs").isTrue();
        }
    }

    @EnabledIfSystemProperty(named = RUN, matches = "true")
    @SpringBootTest(classes = InvoicesApplication.class, properties = "clerk.secret-key=sk_live_canaryCANARYcanary")
    static class Production {
        @Test
        void test() {
            assertThat(true)
                    .as("the customizer refuses the test before it runs")
                    .isTrue();
        }
    }
}
