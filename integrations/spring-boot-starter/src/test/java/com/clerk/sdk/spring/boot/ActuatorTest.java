package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.testing.ClerkServer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The endpoints, metrics and secrets that operators see. */
class ActuatorTest {
    private static final String WEBHOOK_SECRET = WebhookTest.SIGNER.secret();

    private static ClerkServer clerk;
    private static RunningApplication application;

    @BeforeAll
    static void start() {
        clerk = ClerkServer.start();
        application = RunningApplication.servlet(
                ConditionsTest.Plain.class,
                "clerk.secret-key=" + clerk.secretKey(),
                "clerk.publishable-key=" + clerk.publishableKey(),
                "clerk.api-url=" + clerk.apiUrl(),
                "clerk.webhooks.path=/hooks",
                "clerk.webhooks.signing-secret=" + WEBHOOK_SECRET,
                "another.setting=prefix " + clerk.secretKey(),
                "management.endpoints.web.exposure.include=*",
                "management.endpoint.env.show-values=always",
                "management.endpoint.configprops.show-values=always");
    }

    @AfterAll
    static void stop() {
        application.close();
        clerk.close();
    }

    private static String get(String path) throws Exception {
        var response = application.get("/actuator/" + path, "Authorization", "Bearer " + clerk.sessionToken("user_1"));
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.body();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "env",
                "env/clerk.secret-key",
                "env/another.setting",
                "configprops",
                "configprops/clerk",
                "beans",
                "mappings",
                "conditions",
                "clerk"
            })
    void noEndpointShowsASecret(String endpoint) throws Exception {
        assertThat(get(endpoint)).doesNotContain(clerk.secretKey()).doesNotContain(WEBHOOK_SECRET);
    }

    @Test
    void theEndpointTellsWhichInstanceIsUsed() throws Exception {
        assertThat(get("clerk"))
                .contains("\"apiUrl\":\"" + clerk.apiUrl() + "\"")
                .contains("\"secretKey\":\"sk_test_…\"")
                .contains("\"publishableKey\":\"" + clerk.publishableKey() + "\"")
                .contains("\"verificationKeys\":\"loaded from Clerk\"");
    }

    /** Spring and Tomcat add meters of their own while the application runs. */
    private static long clerkMeters(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("clerk."))
                .count();
    }

    @Test
    void callsAreMeasuredWithTagsOfFewValues() {
        var registry = application.context().getBean(MeterRegistry.class);
        var client = application.context().getBean(ClerkBackend.class);
        long before = 0;
        for (int i = 0; i < 200; i++) {
            try {
                client.users().get("user_" + i);
            } catch (ClerkException e) {
                assertThat(e).hasMessageContaining("404");
            }
            if (i == 0) {
                before = clerkMeters(registry);
            }
        }
        assertThat(clerkMeters(registry)).isEqualTo(before);
        var timers = registry.find("clerk.client.requests").timers();
        assertThat(timers).isNotEmpty();
        assertThat(timers)
                .flatExtracting(timer -> List.copyOf(timer.getId().getTags()))
                .extracting(Tag::getKey)
                .containsOnly("operation", "status", "error", "retry");
        assertThat(timers)
                .extracting(Meter::getId)
                .allMatch(id -> !id.toString().contains("user_1"));
    }
}
