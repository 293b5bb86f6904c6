package com.clerk.sdk.webhooks;

import static com.clerk.sdk.webhooks.RefusalAssertions.assertRefused;
import static com.clerk.sdk.webhooks.TestDelivery.NOW;
import static com.clerk.sdk.webhooks.TestDelivery.SECRET;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.BODY_EMPTY;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.BODY_NOT_EVENT;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.BODY_NOT_JSON;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.BODY_NOT_UTF8;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.DUPLICATE_HEADER;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.INVALID_HEADER;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.INVALID_TIMESTAMP;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.MISSING_HEADER;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.SIGNATURE_MISMATCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.webhooks.event.UserDeleted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery that is forged or malformed is refused with a reason, and with no other exception. */
class HostileDeliveryTest {
    private static final TestDelivery GOOD = TestDelivery.of(TestDelivery.BODY);
    private static final List<String> NAMES = List.of("svix-id", "svix-timestamp", "svix-signature");

    private static Map<String, List<String>> with(String name, String... values) {
        var headers = new HashMap<>(GOOD.headers());
        headers.put(name, Arrays.asList(values));
        return headers;
    }

    @Test
    void aMissingHeaderIsNamed() {
        for (var name : NAMES) {
            for (var headers : List.of(with(name), with(name, ""), with(name, " \t "), with(name, (String) null))) {
                var refusal = assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), headers), MISSING_HEADER);
                assertThat(refusal).hasMessageStartingWith("The delivery lacks " + name + ":");
            }
        }
    }

    @Test
    void allMissingHeadersAreNamed() {
        var refusal = assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), Map.of()), MISSING_HEADER);
        assertThat(refusal).hasMessageContaining("svix-id, svix-timestamp, svix-signature:");

        var half = Map.of("Webhook-Id", List.of("msg_canary"));
        assertThat(assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), half), MISSING_HEADER))
                .hasMessageContaining("lacks webhook-timestamp, webhook-signature:");
    }

    @Test
    void aRequestWithoutHeadersIsRefused() {
        Function<String, String> nothing = name -> null;

        assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), nothing), MISSING_HEADER);
        assertRefused(() -> TestDelivery.webhooks().verifyOnly(GOOD.body(), nothing), MISSING_HEADER);
    }

    @Test
    void namesAndValuesThatAreNullAreIgnored() {
        var headers = new HashMap<String, List<String>>(GOOD.headers());
        headers.put(null, List.of("HTTP/1.1 200 OK"));
        headers.put("accept", null);
        headers.put("svix-id", Arrays.asList(null, "msg_canary", null));
        headers.put("Svix-Id", null);
        assertThat(TestDelivery.webhooks().verifyOnly(GOOD.body(), headers)).isEqualTo("msg_canary");

        headers.put("svix-id", Collections.singletonList(null));
        assertRefused(GOOD.body(), headers, MISSING_HEADER);
    }

    @Test
    void aDuplicateHeaderIsNamed() {
        for (var name : NAMES) {
            var value = GOOD.headers().get(name).get(0);
            for (var headers : List.of(with(name, value, value), with(name, "", value, "other"))) {
                var refusal =
                        assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), headers), DUPLICATE_HEADER);
                assertThat(refusal).hasMessageContaining("more than one header " + name + ".");
            }
            assertRefused(GOOD.body(), with(name.toUpperCase(java.util.Locale.ROOT), value), DUPLICATE_HEADER);
        }
    }

    @Test
    void aHeaderThatIsTooLongIsNamed() {
        var longest = TestDelivery.signed(SECRET, "m".repeat(256), Long.toString(NOW), GOOD.body());
        assertThat(TestDelivery.webhooks().verifyOnly(longest.body(), longest.headers()))
                .hasSize(256);

        assertTooLong("svix-id", "m".repeat(257), 256);
        assertTooLong("svix-id", "m".repeat(1_000_000), 256);
        assertTooLong("svix-signature", "v1,A ".repeat(819) + "12", 4096);
        assertTooLong("svix-signature", "v".repeat(1_000_000), 4096);
        assertRefused(GOOD.body(), with("svix-signature", "v1,A ".repeat(819) + "1"), SIGNATURE_MISMATCH);
        assertRefused(GOOD.body(), with("svix-timestamp", "1".repeat(1_000_000)), INVALID_TIMESTAMP);
    }

    private static void assertTooLong(String name, String value, int limit) {
        var refusal =
                assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), with(name, value)), INVALID_HEADER);
        assertThat(refusal).hasMessageContaining("header " + name + " is longer than " + limit + " characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "a\rb", "a\0b", "a\tb", "aéb", "a🚢b", "a\u007fb", "a\u0085b", "a\u2028b"})
    void aHeaderWithOtherCharactersIsRefused(String value) {
        for (var name : List.of("svix-id", "svix-signature")) {
            var refusal =
                    assertRefused(() -> TestDelivery.webhooks().verify(GOOD.body(), with(name, value)), INVALID_HEADER);
            assertThat(refusal).hasMessageContaining("header " + name + " contains characters outside printable ASCII");
        }
        assertRefused(GOOD.body(), with("svix-timestamp", value), INVALID_TIMESTAMP);
    }

    @Test
    void everyPrintableCharacterMayBeInAnId() {
        var id = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            id.append(c).append(' ').append(c);
        }
        var whole = id.substring(0, 250);
        var delivery = TestDelivery.signed(SECRET, whole, Long.toString(NOW), GOOD.body());

        assertThat(TestDelivery.webhooks().verifyOnly(delivery.body(), delivery.headers()))
                .isEqualTo(whole);
        var tilde = TestDelivery.signed(SECRET, "~", Long.toString(NOW), GOOD.body());
        assertThat(TestDelivery.webhooks().verifyOnly(tilde.body(), tilde.headers()))
                .isEqualTo("~");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1767225600",
                "+1767225600",
                "1767225600.0",
                "1767225600.5",
                "1.7e9",
                "0x6955b900",
                "1767225600s",
                "now",
                "1767225600 1",
                "1,767,225,600",
                "١٧٦٧٢٢٥٦٠٠",
                "1767225600/",
                "1767225600:",
                "1767225600000",
                "NaN",
                ".5",
                "-"
            })
    void aTimestampHasOnlyDigits(String timestamp) {
        assertRefused(TestDelivery.signed(SECRET, "msg_canary", timestamp, GOOD.body()), INVALID_TIMESTAMP);
    }

    @Test
    void leadingZerosOfATimestampAreAllowedAndSigned() {
        var delivery = TestDelivery.signed(SECRET, "msg_canary", "00" + NOW, GOOD.body());
        assertThat(TestDelivery.webhooks().verifyOnly(delivery.body(), delivery.headers()))
                .isEqualTo("msg_canary");
        assertRefused(GOOD.body(), with("svix-timestamp", "00" + NOW), SIGNATURE_MISMATCH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1",
                "v1,",
                ",",
                "v1,AAAA",
                "v1 ,x",
                "x",
                "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "V1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "v1,äöü",
                "v1,%%%%"
            })
    void aMalformedSignatureDoesNotMatch(String signature) {
        var reason = signature.contains("ä") ? INVALID_HEADER : SIGNATURE_MISMATCH;
        assertRefused(GOOD.withSignature(signature), reason);
    }

    @Test
    void theRightBytesInAnotherSpellingDoNotMatch() {
        var right = GOOD.signature();
        for (var other : List.of(
                right.substring(0, right.length() - 1), // no padding
                right + "=",
                "V" + right.substring(1),
                right.replace("v1,", "v1, "),
                right.replace(",", ""),
                right.replace("v1,", "v1a,"),
                right.replace("v1,", "v2,"),
                right.replace("v1,", "11,"),
                right.replace("v1,", "v1;"),
                right + "," + right,
                right.substring(3))) {
            assertRefused(GOOD.withSignature(other), SIGNATURE_MISMATCH);
        }
    }

    @Test
    void anEmptyBodyHasAReasonOfItsOwn() {
        assertRefused(TestDelivery.of(""), BODY_EMPTY);
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        for (var bytes : List.of(
                new byte[] {(byte) 0xff},
                "{\"type\":\"ü\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
                TestDelivery.BODY.getBytes(java.nio.charset.StandardCharsets.UTF_16),
                new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, // a lone surrogate
                new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}, // an overlong encoding
                Arrays.copyOf("{\"a\":\"🚢".getBytes(UTF_8), 8))) {
            assertRefused(TestDelivery.of(bytes), BODY_NOT_UTF8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "canary",
                "{",
                "{\"type\":\"user.deleted\"",
                "{\"type\":\"user.deleted\",}",
                "{'type':'user.deleted'}",
                "{\"type\":\"user.deleted\"} x",
                "{\"type\":\"user.deleted\"}{}",
                "{\"type\":\"user.deleted\" \"a\":1}",
                "\0",
                "type=user.deleted",
                "<event/>",
                "{\"type\":\"a\",\"data\":{\"a\":tru}}",
                "[1,2"
            })
    void aBodyThatIsNotJsonIsRefused(String body) {
        assertRefused(TestDelivery.of(body), BODY_NOT_JSON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "1",
                "\"user.deleted\"",
                "[]",
                "[{\"type\":\"user.deleted\"}]",
                "{}",
                "{\"type\":null}",
                "{\"type\":\"\"}",
                "{\"type\":1}",
                "{\"type\":{\"a\":1}}",
                "{\"test\": 2432232314}"
            })
    void jsonThatIsNotAnEventIsRefused(String body) {
        assertRefused(TestDelivery.of(body), BODY_NOT_EVENT);
        assertRefused(() -> ClerkWebhooks.parseUnverified(body.getBytes(UTF_8)), BODY_NOT_EVENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"canary\",\"type\":\"user.deleted\"}",
                "{\"data\":[],\"type\":\"user.deleted\"}",
                "{\"data\":{\"id\":[\"canary\"]},\"type\":\"user.deleted\"}",
                "{\"timestamp\":\"soon\",\"type\":\"user.deleted\"}",
                "{\"instance_id\":{},\"type\":\"user.deleted\"}"
            })
    void aFieldOfAnotherTypeFailsOnAccessOnly(String body) {
        var delivery = TestDelivery.of(body);

        var event = (UserDeleted) TestDelivery.webhooks().verify(delivery.body(), delivery.headers());

        assertThat(event.id()).isEqualTo("msg_canary");
        assertThat(event.body()).isEqualTo(body);
        assertThat(event.toJson()).isEqualTo(body);
        assertThatThrownBy(() -> {
                    event.data().id();
                    event.timestamp();
                    event.instanceId();
                })
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void everyTruncatedBodyIsRefusedAsInvalidJson() {
        var body = TestDelivery.BODY.getBytes(UTF_8);
        for (int length = 1; length < body.length; length++) {
            assertRefused(TestDelivery.of(Arrays.copyOf(body, length)), BODY_NOT_JSON);
        }
    }

    @Test
    void aValueThatIsNestedDeeplyIsKept() {
        for (int depth : new int[] {254, 300, 50_000}) {
            var deep = "{\"data\":" + "[".repeat(depth) + "]".repeat(depth) + ",\"type\":\"a.b\"}";
            var delivery = TestDelivery.of(deep);
            var event = TestDelivery.webhooks().verify(delivery.body(), delivery.headers());
            assertThat(event.toJson()).isEqualTo(deep);
        }
        assertRefused(TestDelivery.of("[".repeat(200_000)), BODY_NOT_JSON);
    }

    @Test
    void theFirstFailureIsReported() {
        var headers = new HashMap<>(TestDelivery.at(0).headers());
        headers.put("svix-signature", List.of("v1,wrong"));
        var nothing = new byte[0];
        assertRefused(nothing, headers, WebhookVerificationReason.TIMESTAMP_TOO_OLD);
        headers.put("svix-timestamp", List.of("x"));
        assertRefused(nothing, headers, INVALID_TIMESTAMP);
        headers.put("svix-id", List.of("é"));
        assertRefused(nothing, headers, INVALID_HEADER);
        headers.remove("svix-signature");
        assertRefused(nothing, headers, MISSING_HEADER);
        headers.put("svix-id", new ArrayList<>(List.of("a", "b")));
        assertRefused(nothing, headers, DUPLICATE_HEADER);
    }
}
