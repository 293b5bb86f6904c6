package com.clerk.sdk.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery that differs from the signed one in any way is refused. */
class DeliveryMutationTest {
    /** A body with bytes of every class: controls, blanks, signs, digits, letters, first and later bytes of UTF-8. */
    private static final String BODY =
            "{\"type\":\"a.b\",\r\n\t\"data\":[1,-2.5e3,true,null,\"Aé€🚢 \\\\ ~\u007f\"]}\0";

    private static final TestDelivery GOOD = TestDelivery.of(BODY);
    private static final ClerkWebhooks WEBHOOKS = TestDelivery.webhooks();

    @Test
    void theUnchangedDeliveryIsAccepted() {
        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), GOOD.headers())).isEqualTo("msg_canary");
        assertThat(classes(GOOD.body()))
                .containsExactly("blank", "control", "digit", "later byte", "lead byte", "letter", "sign");
    }

    private static TreeSet<String> classes(byte[] body) {
        var classes = new TreeSet<String>();
        for (byte b : body) {
            classes.add(classOf(b & 0xff));
        }
        return classes;
    }

    private static String classOf(int b) {
        if (b >= 0x80) {
            return b < 0xc0 ? "later byte" : "lead byte";
        }
        if (b == ' ' || b == '\t' || b == '\r' || b == '\n') {
            return "blank";
        }
        if (b < ' ' || b == 0x7f) {
            return "control";
        }
        if (Character.isDigit(b)) {
            return "digit";
        }
        return Character.isLetter(b) ? "letter" : "sign";
    }

    @Test
    void everyBitOfTheBodyCounts() {
        for (int at = 0; at < GOOD.body().length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                var body = GOOD.body().clone();
                body[at] ^= (byte) (1 << bit);
                assertRefused(body, GOOD.headers(), "bit " + bit + " of byte " + at);
            }
        }
    }

    @Test
    void noByteCanBeAddedRemovedOrMoved() {
        var text = new String(GOOD.body(), UTF_8);
        for (var other : List.of(
                text + " ",
                " " + text,
                text + "\n",
                text + "\0",
                "\uFEFF" + text,
                text.substring(1),
                text.substring(0, text.length() - 1),
                text.replace("\r\n", "\n"),
                text.replace("é", "e\u0301"),
                text.replace("1,-2", "-2,1"),
                "")) {
            assertRefused(other.getBytes(UTF_8), GOOD.headers(), "another body");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"svix-id", "svix-timestamp", "svix-signature"})
    void everyCharacterOfAHeaderCounts(String name) {
        var value = GOOD.headers().get(name).get(0);
        for (int at = 0; at < value.length(); at++) {
            for (char c = ' '; c <= '~'; c++) {
                var other = value.substring(0, at) + c + value.substring(at + 1);
                if (!other.equals(value)) {
                    assertRefused(GOOD.body(), with(name, other), name + " with " + c + " at " + at);
                }
            }
            assertRefused(GOOD.body(), with(name, value.substring(0, at) + value.substring(at + 1)), name + " cut");
            assertRefused(
                    GOOD.body(), with(name, value.substring(0, at) + "A" + value.substring(at)), name + " longer");
        }
    }

    @Test
    void noCharacterCanMoveFromOneSignedPartToAnother() {
        // Id, timestamp and body are signed with dots between them.
        var moved = TestDelivery.signed(TestDelivery.SECRET, "a.1", Long.toString(TestDelivery.NOW), GOOD.body());
        var headers = new HashMap<>(moved.headers());
        headers.put("svix-id", List.of("a"));
        assertRefused(("1." + BODY).getBytes(UTF_8), headers, "a part of the id in the body");
        headers.put("svix-timestamp", List.of("1." + TestDelivery.NOW));
        assertRefused(GOOD.body(), headers, "a part of the id in the timestamp");
    }

    @Test
    void randomChangesAreRefused() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            var body = GOOD.body().clone();
            int at = random.nextInt(body.length);
            byte before = body[at];
            body[at] = (byte) random.nextInt(256);
            if (body[at] != before) {
                assertRefused(body, GOOD.headers(), "seed " + seed);
            }
        }
    }

    private static Map<String, List<String>> with(String name, String value) {
        var headers = new HashMap<>(GOOD.headers());
        headers.put(name, List.of(value));
        return headers;
    }

    private static void assertRefused(byte[] body, Map<String, List<String>> headers, String what) {
        assertThat(catchThrowable(() -> WEBHOOKS.verifyOnly(body, headers)))
                .as(what)
                .isInstanceOf(WebhookVerificationException.class);
    }
}
