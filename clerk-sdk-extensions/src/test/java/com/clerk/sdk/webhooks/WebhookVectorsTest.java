package com.clerk.sdk.webhooks;

import static com.clerk.sdk.webhooks.WebhookVerificationReason.INVALID_TIMESTAMP;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.MISSING_HEADER;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.SIGNATURE_MISMATCH;
import static com.clerk.sdk.webhooks.WebhookVerificationReason.TIMESTAMP_TOO_OLD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.webhooks.WebhookVectors.Case;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector about webhooks has the expected outcome, except for those that the tables below name with a reason. */
class WebhookVectorsTest {
    /** Cases with another outcome on purpose, with the reason; each has a test below. */
    private static final Map<String, String> DIFFERENT = Map.of(
            "fractional timestamp header is truncated",
            "Clerk sends whole numbers only; the signature vectors refuse fractions too",
            "webhook-* headers are not read",
            "the names of Standard Webhooks are read if all of Clerk's are absent");

    /** Cases in which the secret is missing or empty: building the verifier fails. */
    private static final Set<String> NO_SECRET = Set.of("secret missing", "empty_secret");

    /** A blank header counts as missing, as in the cases of the other file. */
    private static final Set<String> BLANK = Set.of("timestamp_empty");

    /** The reasons that the messages in the vectors stand for. */
    private static final Map<String, WebhookVerificationReason> MEANING = Map.of(
            "Missing required webhook headers", MISSING_HEADER,
            "No matching signature found", SIGNATURE_MISMATCH,
            "Message timestamp too old", TIMESTAMP_TOO_OLD,
            "svix-id, svix-timestamp, svix-signature", MISSING_HEADER);

    static Stream<Case> deliveries() {
        return WebhookVectors.of("webhook")
                .filter(vector -> !DIFFERENT.containsKey(vector.name()) && !NO_SECRET.contains(vector.name()));
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void deliveriesAreVerified(Case vector) {
        var expected = Objects.requireNonNull(vector.json().get("expected"));
        if (expected.get("valid") != null) {
            assertThat(verify(vector).type()).isEqualTo("user.created");
            assertThat(verify(vector).id()).isEqualTo("msg_123");
            return;
        }
        var refusal = refusal(() -> verify(vector));
        var text = Objects.requireNonNull(expected.get("messageContains")).at(0).asString();
        assertThat(refusal.reason()).isEqualTo(meaning(text));
        var names = text.contains("svix-") ? text.substring(text.indexOf("svix-")) : "";
        assertThat(refusal).hasMessageContaining(names);
    }

    private static WebhookVerificationReason meaning(String text) {
        return MEANING.entrySet().stream()
                .filter(entry -> text.startsWith(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static com.clerk.sdk.webhooks.event.WebhookEvent verify(Case vector) {
        var input = Objects.requireNonNull(vector.json().get("input"));
        var now = Objects.requireNonNull(vector.json().get("nowMillis")).asLong();
        var secret = Case.text(Objects.requireNonNull(vector.json().get("options")), "signingSecret");
        var webhooks = ClerkWebhooks.builder()
                .secret(secret)
                .clock(WebhookVectors.at(now))
                .build();
        return webhooks.verify(Case.text(input, "body"), Case.headers(input));
    }

    static Stream<Case> signatures() {
        return WebhookVectors.of("webhook_signature").filter(vector -> !NO_SECRET.contains(vector.name()));
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void signaturesAreChecked(Case vector) {
        var expected = Case.text(vector.json(), "expected");
        if (expected.equals("ok")) {
            assertThat(verifyOnly(vector)).startsWith("msg_");
            return;
        }
        var reason = BLANK.contains(vector.name()) ? "missing-header" : expected.replace('_', '-');
        assertThat(refusal(() -> verifyOnly(vector)).reason()).hasToString(reason);
    }

    static Stream<Case> events() {
        return WebhookVectors.of("webhook_signature")
                .filter(vector -> vector.json().get("eventType") != null);
    }

    @ParameterizedTest
    @MethodSource("events")
    void eventsHaveTheirType(Case vector) {
        var body = Case.text(vector.json(), "payload").getBytes(UTF_8);
        var event = webhooks(vector).verify(body, Case.headers(vector.json()));

        assertThat(event.type()).isEqualTo(Case.text(vector.json(), "eventType"));
        assertThat(event.getClass().getSimpleName()).isEqualTo(EventTypes.className(event.type()));
        assertThat(event.clientIp()).isNotNull();
    }

    private static String verifyOnly(Case vector) {
        var body = Case.text(vector.json(), "payload").getBytes(UTF_8);
        return webhooks(vector).verifyOnly(body, Case.headers(vector.json()));
    }

    private static ClerkWebhooks webhooks(Case vector) {
        var now = Objects.requireNonNull(vector.json().get("nowSeconds")).asLong();
        return ClerkWebhooks.builder()
                .secret(Case.text(vector.json(), "secret"))
                .clock(WebhookVectors.at(now * 1000))
                .build();
    }

    @Test
    void aTimestampWithAFractionIsInvalid() {
        assertThat(refusal(() -> verify(named("fractional timestamp header is truncated")))
                        .reason())
                .isEqualTo(INVALID_TIMESTAMP);
    }

    @Test
    void theNamesOfStandardWebhooksAreRead() {
        assertThat(verify(named("webhook-* headers are not read")).id()).isEqualTo("msg_123");
    }

    @Test
    void withoutASecretBuildingFails() {
        assertThat(names()).containsAll(NO_SECRET).containsAll(BLANK).containsAll(DIFFERENT.keySet());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkWebhooks.of(""))
                .withMessageContaining("is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClerkWebhooks.of(null))
                .withMessageContaining("missing");
    }

    private static Set<String> names() {
        return Stream.of("webhook", "webhook_signature")
                .flatMap(WebhookVectors::of)
                .map(Case::name)
                .collect(Collectors.toSet());
    }

    private static Case named(String name) {
        return WebhookVectors.of("webhook")
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static WebhookVerificationException refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Objects.requireNonNull(catchThrowableOfType(WebhookVerificationException.class, call), "accepted");
    }
}
