package com.clerk.sdk.webhooks;

import static com.clerk.sdk.webhooks.RefusalAssertions.assertRefused;
import static com.clerk.sdk.webhooks.TestDelivery.NOW;
import static com.clerk.sdk.webhooks.TestDelivery.OTHER_SECRET;
import static com.clerk.sdk.webhooks.TestDelivery.SECRET;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.SIGNATURE_MISMATCH;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.TIMESTAMP_TOO_NEW;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.TIMESTAMP_TOO_OLD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.UserDeleted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClerkWebhooksTest {
    private static final TestDelivery GOOD = TestDelivery.of(TestDelivery.BODY);
    private static final ClerkWebhooks WEBHOOKS = TestDelivery.webhooks();

    @Test
    void aValidDeliveryBecomesAnEventOfItsType() {
        var event = WEBHOOKS.verify(GOOD.body(), GOOD.headers());

        assertThat(event)
                .isInstanceOfSatisfying(
                        UserDeleted.class,
                        deleted -> assertThat(deleted.data().id()).isEqualTo("user_canary"));
        assertThat(event.id()).isEqualTo("msg_canary");
        assertThat(event.timestamp()).isEqualTo(Instant.ofEpochMilli(1767225600123L));
    }

    @Test
    void everyOverloadReturnsTheSame() {
        var expected = WEBHOOKS.verify(GOOD.body(), GOOD.headers());
        var text = new String(GOOD.body(), UTF_8);

        assertThat(WEBHOOKS.verify(text, GOOD.headers())).isEqualTo(expected);
        assertThat(WEBHOOKS.verify(GOOD.body(), oneByOne(GOOD))).isEqualTo(expected);
        assertThat(WEBHOOKS.verify(text, oneByOne(GOOD))).isEqualTo(expected);
        assertThat(WEBHOOKS.verify(text, oneByOne(GOOD)).id()).isEqualTo("msg_canary");
        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), GOOD.headers())).isEqualTo("msg_canary");
        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), oneByOne(GOOD))).isEqualTo("msg_canary");
    }

    private static Function<String, String> oneByOne(TestDelivery delivery) {
        var headers = new HashMap<String, String>();
        delivery.headers().forEach((name, values) -> headers.put(name, values.get(0)));
        return headers::get;
    }

    @Test
    void textIsEncodedAsUtf8() {
        var delivery = TestDelivery.of("{\"type\":\"a.b\",\"data\":\"Größe 🚢 \\u00e9\"}");

        assertThat(WEBHOOKS.verify(new String(delivery.body(), UTF_8), delivery.headers()))
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        event -> assertThat(event.data().asString()).isEqualTo("Größe 🚢 é"));
    }

    @Test
    void verifyOnlyDoesNotParseTheBody() {
        for (var body : List.of("", "no JSON", "\0", "{\"test\": 1}")) {
            var delivery = TestDelivery.of(body);
            assertThat(WEBHOOKS.verifyOnly(delivery.body(), delivery.headers())).isEqualTo("msg_canary");
        }
        assertRefused(() -> WEBHOOKS.verifyOnly(new byte[1], GOOD.headers()), SIGNATURE_MISMATCH);
    }

    @Test
    void anUnverifiedBodyIsReadWithoutItsHeaders() {
        var event = ClerkWebhooks.parseUnverified(GOOD.body());

        assertThat(event).isInstanceOf(UserDeleted.class);
        assertThat(event.id()).isNull();
    }

    @Test
    void headersAreFoundInAnyCaseAndLanguage() {
        var before = Locale.getDefault();
        try {
            // In Turkish, the lower case of I is a letter of its own.
            for (var language : List.of("en", "tr", "az", "lt")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                for (var family : List.of("svix", "SVIX", "Svix", "sViX", "webhook", "WEBHOOK")) {
                    var headers = new HashMap<String, List<String>>();
                    GOOD.headers(family).forEach((name, values) -> headers.put(mixed(name), values));
                    assertThat(WEBHOOKS.verifyOnly(GOOD.body(), headers)).isEqualTo("msg_canary");
                }
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String mixed(String name) {
        return name.replace("id", "ID").replace("timestamp", "TimeStamp");
    }

    /** API Gateway, Lambda and many frameworks give one text for each name. */
    @ParameterizedTest
    @ValueSource(strings = {"svix", "Svix", "SVIX", "sViX", "Webhook"})
    void aMapOfTextsIsAccepted(String family) {
        var headers = new HashMap<String, String>();
        GOOD.headers(family).forEach((name, values) -> headers.put(name, values.get(0)));
        headers.put("x-absent", null);
        headers.put(null, "a status line");

        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), headers)).isEqualTo("msg_canary");
        assertThat(WEBHOOKS.verify(GOOD.body(), headers).id()).isEqualTo("msg_canary");
        assertThat(WEBHOOKS.verify(TestDelivery.BODY, headers).id()).isEqualTo("msg_canary");

        headers.put(family.toLowerCase(Locale.ROOT) + "-ID", "msg_canary");
        assertRefused(() -> WEBHOOKS.verifyOnly(GOOD.body(), headers), WebhookVerificationReason.DUPLICATE_HEADER);
    }

    @Test
    void aValueThatIsNeitherATextNorAListOfTextsIsTheCallersMistake() {
        for (var value : List.<Object>of(7, new String[] {"msg_canary"}, List.of(7))) {
            var headers = new HashMap<String, Object>(GOOD.headers());
            headers.put("svix-id", value);
            headers.put("content-length", 7);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> WEBHOOKS.verifyOnly(GOOD.body(), headers))
                    .withMessageStartingWith("The header svix-id has a value of the type ")
                    .withMessageEndingWith(". Pass a text or a list of texts for each header.");
        }
    }

    /** {@code map::get} of a map that is sensitive to case finds the headers as servers and gateways spell them. */
    @ParameterizedTest
    @ValueSource(strings = {"svix-%s", "Svix-%s", "SVIX-%S", "webhook-%s", "Webhook-%s", "WEBHOOK-%S"})
    void aFunctionThatIsSensitiveToCaseFindsTheHeaders(String spelling) {
        boolean lower = Character.isLowerCase(spelling.charAt(0));
        for (var capital : lower ? List.of(false) : List.of(false, true)) {
            var headers = new HashMap<String, String>();
            GOOD.headers()
                    .forEach((name, values) ->
                            headers.put(String.format(Locale.ROOT, spelling, part(name, capital)), values.get(0)));

            assertThat(WEBHOOKS.verifyOnly(GOOD.body(), headers::get)).isEqualTo("msg_canary");
            assertThat(WEBHOOKS.verify(GOOD.body(), headers::get).id()).isEqualTo("msg_canary");
            assertThat(WEBHOOKS.verify(TestDelivery.BODY, headers::get).id()).isEqualTo("msg_canary");
        }
    }

    private static String part(String name, boolean capital) {
        var part = name.substring(name.indexOf('-') + 1);
        return capital ? part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1) : part;
    }

    @Test
    void aBlankValueOfOneSpellingDoesNotHideAnother() {
        var headers = new HashMap<>(Map.of("svix-id", " ", "Svix-Id", "msg_canary"));
        headers.put("SVIX-TIMESTAMP", GOOD.timestamp());
        headers.put("Svix-signature", GOOD.signature());

        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), headers::get)).isEqualTo("msg_canary");
        headers.remove("Svix-Id");
        assertRefused(() -> WEBHOOKS.verifyOnly(GOOD.body(), headers::get), WebhookVerificationReason.MISSING_HEADER);
    }

    @Test
    void aLetterThatOnlyLooksAlikeIsAnotherLetter() {
        var headers = new HashMap<>(GOOD.headers());
        headers.put("sv\u0131x-id", headers.remove("svix-id")); // dotless
        assertRefused(GOOD.body(), headers, WebhookVerificationReason.MISSING_HEADER);

        headers.put("SV\u0130X-ID", headers.remove("sv\u0131x-id")); // dotted
        assertRefused(GOOD.body(), headers, WebhookVerificationReason.MISSING_HEADER);
    }

    @Test
    void aMapThatIgnoresCaseIsAccepted() {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(GOOD.headers("SVIX"));

        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), headers)).isEqualTo("msg_canary");
    }

    @Test
    void blanksAroundAValueAreIgnored() {
        var headers = new HashMap<String, List<String>>();
        GOOD.headers().forEach((name, values) -> headers.put(name, List.of(" \t" + values.get(0) + "  ")));

        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), headers)).isEqualTo("msg_canary");
    }

    @Test
    void theNamesOfStandardWebhooksCountOnlyIfAllOfClerksAreAbsent() {
        var both = new HashMap<>(GOOD.headers());
        both.putAll(TestDelivery.signed(OTHER_SECRET, "other", "1", GOOD.body()).headers("webhook"));
        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), both)).isEqualTo("msg_canary");

        var blank = new HashMap<>(GOOD.headers("webhook"));
        blank.put("svix-id", List.of(" "));
        assertThat(WEBHOOKS.verifyOnly(GOOD.body(), blank)).isEqualTo("msg_canary");

        for (var one : List.of("svix-id", "svix-timestamp", "svix-signature")) {
            var mixed = new HashMap<>(GOOD.headers("webhook"));
            mixed.put(one, GOOD.headers().get(one));
            assertRefused(GOOD.body(), mixed, WebhookVerificationReason.MISSING_HEADER);
        }
    }

    @Test
    void everySecretIsTried() {
        var webhooks = ClerkWebhooks.builder()
                .secret(OTHER_SECRET)
                .secret(SECRET)
                .clock(TestDelivery.CLOCK)
                .build();
        var other = TestDelivery.signed(OTHER_SECRET, "msg_2", Long.toString(NOW), GOOD.body());

        assertThat(webhooks.verifyOnly(GOOD.body(), GOOD.headers())).isEqualTo("msg_canary");
        assertThat(webhooks.verifyOnly(other.body(), other.headers())).isEqualTo("msg_2");
        assertRefused(() -> WEBHOOKS.verify(other.body(), other.headers()), SIGNATURE_MISMATCH);
    }

    @Test
    void everySignatureIsTried() {
        var right = GOOD.signature();
        var wrong = TestDelivery.signed(OTHER_SECRET, "msg_canary", Long.toString(NOW), GOOD.body())
                .signature();
        for (var several : List.of(
                wrong + " " + right,
                right + " " + wrong,
                "v1a,AAAA v2," + right.substring(3) + " " + right,
                "  " + right,
                "x  " + right + "   y",
                ("v0,A ").repeat(800) + right)) {
            assertThat(WEBHOOKS.verifyOnly(
                            GOOD.body(), GOOD.withSignature(several).headers()))
                    .isEqualTo("msg_canary");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, -1, 0, 1, 299, 300})
    void aDeliveryUpToFiveMinutesOffIsAccepted(long seconds) {
        var delivery = TestDelivery.at(NOW + seconds);

        assertThat(WEBHOOKS.verifyOnly(delivery.body(), delivery.headers())).isEqualTo("msg_canary");
    }

    @Test
    void aDeliveryMoreThanFiveMinutesOffIsRefused() {
        assertRefused(TestDelivery.at(NOW - 301), TIMESTAMP_TOO_OLD);
        assertRefused(TestDelivery.at(NOW + 301), TIMESTAMP_TOO_NEW);
        assertRefused(TestDelivery.at(0), TIMESTAMP_TOO_OLD);
        assertRefused(TestDelivery.at(999_999_999_999L), TIMESTAMP_TOO_NEW);
    }

    @Test
    void theCurrentTimeIsRoundedDownToSeconds() {
        var delivery = TestDelivery.at(NOW - 300);
        assertThatCode(() -> at(Instant.ofEpochMilli(NOW * 1000 + 999)).verify(delivery.body(), delivery.headers()))
                .doesNotThrowAnyException();
        assertRefused(
                () -> at(Instant.ofEpochMilli(NOW * 1000 + 1000)).verify(delivery.body(), delivery.headers()),
                TIMESTAMP_TOO_OLD);
        // Times before 1970 are rounded down too, not towards zero.
        var early = TestDelivery.at(300);
        assertRefused(() -> at(Instant.ofEpochMilli(-1)).verify(early.body(), early.headers()), TIMESTAMP_TOO_NEW);
    }

    private static ClerkWebhooks at(Instant now) {
        return ClerkWebhooks.builder()
                .secret(SECRET)
                .clock(Clock.fixed(now, ZoneOffset.UTC))
                .build();
    }

    @Test
    void theToleranceCanBeSet() {
        var none =
                ClerkWebhooks.builder().secret(SECRET).clock(TestDelivery.CLOCK).tolerance(Duration.ZERO);
        assertThat(none.build().verifyOnly(GOOD.body(), GOOD.headers())).isEqualTo("msg_canary");
        var late = TestDelivery.at(NOW - 1);
        assertThat(assertRefused(() -> none.build().verify(late.body(), late.headers()), TIMESTAMP_TOO_OLD))
                .hasMessageContaining("more than 0 seconds ago");
        var early = TestDelivery.at(NOW + 1);
        assertRefused(() -> none.build().verify(early.body(), early.headers()), TIMESTAMP_TOO_NEW);

        var endless = none.tolerance(Duration.ofSeconds(Long.MAX_VALUE)).build();
        for (long seconds : new long[] {0, 999_999_999_999L}) {
            var delivery = TestDelivery.at(seconds);
            assertThat(endless.verifyOnly(delivery.body(), delivery.headers())).isEqualTo("msg_canary");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> none.tolerance(Duration.ofNanos(-1)))
                .withMessageContaining("negative");
    }

    @Test
    void theDefaultClockIsTheSystemClock() {
        var now = Instant.now().getEpochSecond();
        var delivery = TestDelivery.at(now);

        assertThat(ClerkWebhooks.of(SECRET).verifyOnly(delivery.body(), delivery.headers()))
                .isEqualTo("msg_canary");
        assertRefused(() -> ClerkWebhooks.of(SECRET).verify(GOOD.body(), GOOD.headers()), TIMESTAMP_TOO_OLD);
    }

    @Test
    void aSecretMayLackItsPrefixAndHaveBlanksAroundIt() {
        var now = Instant.now().getEpochSecond();
        var delivery = TestDelivery.at(now);
        for (var secret : List.of(SECRET.substring("whsec_".length()), " " + SECRET + "\n", SECRET.replace("=", ""))) {
            assertThat(ClerkWebhooks.of(secret).verifyOnly(delivery.body(), delivery.headers()))
                    .isEqualTo("msg_canary");
        }
        assertThat(ClerkWebhooks.of(OTHER_SECRET, SECRET).verifyOnly(delivery.body(), delivery.headers()))
                .isEqualTo("msg_canary");
    }

    @Test
    void anInvalidSecretIsRefusedWithoutShowingIt() {
        assertInvalidSecret("", "The webhook signing secret is empty. Copy the signing secret from the page");
        assertInvalidSecret(" \t", "is empty");
        assertInvalidSecret("whsec_", "is empty");
        assertInvalidSecret("whsec_ ", "is empty");
        assertInvalidSecret(null, "The webhook signing secret is missing. Copy the signing secret from the page");
        for (var canary : List.of("whsec_canary!", "whsec_can-ary_", "whsec_c", "canäry", "whsec_whsec_canary")) {
            assertInvalidSecret(canary, "is not whsec_ and standard base64");
        }
        for (var canary : List.of("\"Y2FuYXJ5\"", "'whsec_Y2FuYXJ5'", " \"" + SECRET + "\"\n", "\"", "'" + SECRET)) {
            assertInvalidSecret(canary, "is in quotes. Remove the quotes, which are not part of the secret.");
        }
        assertInvalidSecret("sk_test_canary", "is an API key (sk_…)");
        assertInvalidSecret("pk_live_canary", "is an API key (pk_…)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkWebhooks.of(SECRET, "canary!"))
                .withMessageNotContaining("canary");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkWebhooks.builder().build())
                .withMessageContaining("The webhook signing secret is missing");
    }

    @ParameterizedTest
    @ValueSource(ints = {24, 25, 32, 63, 64})
    void aSecretOf24To64BytesIsAccepted(int bytes) {
        assertThat(ClerkWebhooks.of(secretOf(bytes))).hasToString("ClerkWebhooks(1 secret)");
    }

    /** Standard Webhooks: "between 24 bytes and 64 bytes". A shorter one could be guessed, and may be cut off. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 23, 65, 4096})
    void aSecretOfAnotherLengthIsRefused(int bytes) {
        assertInvalidSecret(
                secretOf(bytes),
                "has the wrong length. A secret has 24 to 64 bytes in base64, this one has " + bytes + ":");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ClerkWebhooks.fromEnv(Map.of("CLERK_WEBHOOK_SIGNING_SECRET", SECRET + "," + secretOf(bytes))))
                .withMessageContaining("CLERK_WEBHOOK_SIGNING_SECRET has the wrong length");
    }

    private static String secretOf(int bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(new byte[bytes]);
    }

    private static void assertInvalidSecret(String secret, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkWebhooks.of(secret))
                .withNoCause()
                .withMessageContaining(message)
                .withMessageEndingWith(
                        "Copy the signing secret from the page of the webhook endpoint in the Clerk Dashboard;"
                                + " it begins with whsec_.")
                .withMessageNotContaining("canary")
                .withMessageNotContaining("can");
    }

    @Test
    void theEnvironmentContainsOneOrMoreSecrets() {
        var now = Instant.now().getEpochSecond();
        var delivery = TestDelivery.at(now);
        for (var value :
                List.of(SECRET, " " + SECRET + "\n", OTHER_SECRET + "," + SECRET, SECRET + " , " + OTHER_SECRET)) {
            var webhooks = ClerkWebhooks.fromEnv(Map.of("CLERK_WEBHOOK_SIGNING_SECRET", value));
            assertThat(webhooks.verifyOnly(delivery.body(), delivery.headers())).isEqualTo("msg_canary");
        }
        assertInvalidEnvironment(Map.of(), "is missing");
        assertInvalidEnvironment(Map.of("CLERK_WEBHOOK_SIGNING_SECRET", ""), "is empty");
        assertInvalidEnvironment(Map.of("CLERK_WEBHOOK_SIGNING_SECRET", SECRET + ","), "is empty");
        assertInvalidEnvironment(Map.of("CLERK_WEBHOOK_SIGNING_SECRET", SECRET + " " + SECRET), "is not whsec_");
        assertInvalidEnvironment(Map.of("CLERK_WEBHOOK_SIGNING_SECRET", "sk_live_canary"), "is an API key");
    }

    private static void assertInvalidEnvironment(Map<String, String> environment, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkWebhooks.fromEnv(environment))
                .withMessageStartingWith("The environment variable CLERK_WEBHOOK_SIGNING_SECRET " + message);
    }

    @Test
    void theEnvironmentOfTheProcessIsRead() {
        var secret = System.getenv("CLERK_WEBHOOK_SIGNING_SECRET");
        if (secret == null) {
            assertThatIllegalArgumentException()
                    .isThrownBy(ClerkWebhooks::fromEnv)
                    .withMessageContaining("missing");
        } else {
            assertThat(ClerkWebhooks.fromEnv()).isNotNull();
        }
    }

    @Test
    void aMissingArgumentIsReportedByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> WEBHOOKS.verify((byte[]) null, GOOD.headers()))
                .withMessage("body");
        assertThatNullPointerException()
                .isThrownBy(() -> WEBHOOKS.verify(GOOD.body(), (Map<String, List<String>>) null))
                .withMessage("headers");
        assertThatNullPointerException()
                .isThrownBy(() -> WEBHOOKS.verify(GOOD.body(), (Function<String, String>) null))
                .withMessage("header");
        assertThatNullPointerException()
                .isThrownBy(() -> ClerkWebhooks.builder().clock(null))
                .withMessage("clock");
    }

    @Test
    void toStringShowsNoSecret() {
        assertThat(WEBHOOKS).hasToString("ClerkWebhooks(1 secret)");
        assertThat(ClerkWebhooks.of(SECRET, OTHER_SECRET)).hasToString("ClerkWebhooks(2 secrets)");
        assertThat(SigningSecret.parse(SECRET, "It")).hasToString("SigningSecret(…)");
    }

    @Test
    void manyThreadsShareOneVerifier() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 400; i++) {
                var delivery = TestDelivery.signed(SECRET, "msg_" + i, Long.toString(NOW), new byte[i]);
                calls.add(() ->
                        WEBHOOKS.verifyOnly(delivery.body(), delivery.headers()).equals(delivery.id()));
            }
            for (var done : pool.invokeAll(calls)) {
                assertThat(done.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
