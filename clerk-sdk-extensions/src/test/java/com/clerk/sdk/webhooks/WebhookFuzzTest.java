package com.clerk.sdk.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fuzz tests: no input causes another exception than the documented one, and only signed input is verified. The kept
 * inputs run as tests; {@code JAZZER_FUZZ=1} searches for new ones.
 */
class WebhookFuzzTest {
    private static final String TIME = "60s";
    private static final ClerkWebhooks WEBHOOKS = TestDelivery.webhooks();
    private static final TestDelivery GOOD = TestDelivery.of(TestDelivery.BODY);

    /** Verifies a body without and then with its signature. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({
        "{\"type\":\"user.created\",\"data\":{",
        "\"timestamp\":",
        "-9223372036854775808",
        "\"event_attributes\":",
        "\"http_request\":{\"client_ip\":",
        "\"data\":",
        "\"type\":",
        "subscriptionItem.pastDue",
        "1e999999",
        "\\ud800"
    })
    void body(byte[] body) {
        refused(body, GOOD.headers());
        var signed = TestDelivery.of(body);
        try {
            read(WEBHOOKS.verify(signed.body(), signed.headers()));
        } catch (WebhookVerificationException e) {
            assertThat(e.reason().value()).startsWith("body-");
        }
    }

    /** An event that was read has readable members, and can be written again. */
    private static void read(WebhookEvent event) {
        assertThat(event.type()).isNotEmpty();
        assertThat(event.id()).isEqualTo("msg_canary");
        event.instanceId();
        event.clientIp();
        event.userAgent();
        try {
            event.timestamp();
        } catch (ClerkDecodingException e) {
            assertThat(e).hasMessageContaining("timestamp");
        }
        assertThat(WebhookEvent.CODEC.fromJson(event.toJson())).isEqualTo(event);
    }

    private static void refused(byte[] body, Map<String, List<String>> headers) {
        try {
            WEBHOOKS.verify(body, headers);
        } catch (WebhookVerificationException e) {
            assertThat(e.getMessage()).matches("[ -~]{1,300}");
            return;
        }
        assertThat(body).isEqualTo(GOOD.body());
    }

    /**
     * Verifies a valid body with the given headers, one in a line; {@code {id}}, {@code {timestamp}} and
     * {@code {signature}} stand for those of the valid delivery.
     */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({
        "svix-id:{id}\n",
        "svix-timestamp:{timestamp}\n",
        "svix-signature:{signature}\n",
        "webhook-id:{id}\n",
        "webhook-timestamp:{timestamp}\n",
        "webhook-signature:{signature}\n",
        "v1,",
        "v1a,",
        " "
    })
    void headers(byte[] input) {
        var text = new String(input, StandardCharsets.ISO_8859_1)
                .replace("{id}", GOOD.id())
                .replace("{timestamp}", GOOD.timestamp())
                .replace("{signature}", GOOD.signature());
        var headers = new LinkedHashMap<String, List<String>>();
        for (var line : text.split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                        .add(line.substring(colon + 1));
            }
        }
        String id;
        try {
            id = WEBHOOKS.verifyOnly(GOOD.body(), headers);
        } catch (WebhookVerificationException e) {
            assertThat(e.getMessage()).matches("[ -~]{1,300}");
            assertThat(e.reason().value()).doesNotStartWith("body-");
            return;
        }
        assertThat(id).isEqualTo(GOOD.id());
        assertThat(text).contains(GOOD.signature());
    }

    /** Parses a signing secret. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"whsec_", "sk_test_", "pk_", "AAAA", "=="})
    void secret(byte[] input) {
        var text = new String(input, StandardCharsets.UTF_8);
        try {
            assertThat(ClerkWebhooks.of(text)).hasToString("ClerkWebhooks(1 secret)");
        } catch (IllegalArgumentException e) {
            assertThat(e).hasNoCause().hasMessageContaining("Clerk Dashboard");
            assertThat(text.strip().length() < 8 || !e.getMessage().contains(text.strip()))
                    .isTrue();
        }
    }
}
