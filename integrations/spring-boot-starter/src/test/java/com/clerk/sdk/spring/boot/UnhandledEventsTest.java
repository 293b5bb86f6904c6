package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.webhooks.WebhookHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A word at the start of an application that receives webhooks and does nothing with them. */
@ExtendWith(OutputCaptureExtension.class)
class UnhandledEventsTest {
    private static final String WARNING = "Nobody handles the events of webhooks";
    private static final String SECRET = "clerk.secret-key=" + Keys.SECRET;
    private static final String[] WEBHOOKS = {
        SECRET, "clerk.webhooks.path=/hooks", "clerk.webhooks.signing-secret=" + WebhookTest.SIGNER.secret()
    };

    @Test
    void thePropertyAndTheMissingBeanAreNamedOnce(CapturedOutput output) {
        RunningApplication.servlet(ConditionsTest.Plain.class, WEBHOOKS).close();
        assertThat(output.getAll())
                .containsOnlyOnce(WARNING)
                .contains("clerk.webhooks.path is set", "no bean has a method with @ClerkWebhookEvent");
    }

    @Test
    void inWebFluxToo(CapturedOutput output) {
        RunningApplication.reactive(ConditionsTest.Plain.class, WEBHOOKS).close();
        assertThat(output.getAll()).containsOnlyOnce(WARNING);
    }

    @Test
    void nothingIsSaidWhereEventsAreHandledOrNoneArrive(CapturedOutput output) {
        RunningApplication.servlet(WebhookTest.Application.class, WEBHOOKS).close();
        RunningApplication.servlet(OwnHandler.class, WEBHOOKS).close();
        RunningApplication.servlet(ConditionsTest.Plain.class, SECRET).close();
        assertThat(output.getAll()).contains("Started").doesNotContain(WARNING);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class OwnHandler {
        @Bean
        WebhookHandler handler() {
            return WebhookHandler.builder().build();
        }
    }
}
