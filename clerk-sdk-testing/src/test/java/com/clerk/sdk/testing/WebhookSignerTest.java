package com.clerk.sdk.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WebhookSignerTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final Instant NOW = Instant.ofEpochSecond(1614265330);
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    private final WebhookSigner signer = WebhookSigner.of(SECRET).clock(new MutableClock(NOW));

    @Test
    void theSignatureOfAKnownDeliveryIsRight() {
        var delivery = signer.sign(ID, NOW, BODY);

        assertThat(delivery.headers())
                .isEqualTo(Map.of(
                        "svix-id", List.of(ID),
                        "svix-timestamp", List.of("1614265330"),
                        "svix-signature", List.of(SIGNATURE)));
        assertThat(delivery.body()).isEqualTo(BODY);
    }

    @Test
    void thePrefixOfTheSecretMayBeMissing() {
        var bare = WebhookSigner.of(SECRET.substring("whsec_".length()));

        assertThat(bare.sign(ID, NOW, BODY).header("svix-signature")).isEqualTo(SIGNATURE);
    }

    @Test
    void aDeliveryOfNowHasTheClocksTimeAndANewId() {
        var first = signer.sign(BODY);
        var second = signer.sign(BODY);

        assertThat(first.header("svix-timestamp")).isEqualTo("1614265330");
        assertThat(first.header("svix-id")).startsWith("msg_").isNotEqualTo(second.header("svix-id"));
    }

    @Test
    void anEventCarriesItsDataInAnEnvelope() {
        var delivery = signer.event("user.deleted", "{\"id\":\"user_1\",\"deleted\":true}");
        var event = JsonParser.parseString(new String(delivery.body(), UTF_8)).getAsJsonObject();

        assertThat(event.get("type").getAsString()).isEqualTo("user.deleted");
        assertThat(event.get("object").getAsString()).isEqualTo("event");
        assertThat(event.get("timestamp").getAsLong()).isEqualTo(NOW.toEpochMilli());
        assertThat(event.get("data").getAsJsonObject().get("id").getAsString()).isEqualTo("user_1");
        assertThat(event.has("instance_id")).isTrue();
    }

    @Test
    void anEventMayHaveHappenedEarlierThanItIsSent() {
        var delivery = signer.event("user.deleted", "{}", NOW.minusMillis(1500));
        var event = JsonParser.parseString(new String(delivery.body(), UTF_8)).getAsJsonObject();

        assertThat(event.get("timestamp").getAsLong()).isEqualTo(NOW.toEpochMilli() - 1500);
        assertThat(delivery.header("svix-timestamp")).isEqualTo("1614265330");
    }

    @Test
    void textIsDeliveredInUtf8() {
        var delivery = signer.sign("{\"name\":\"Zoë 🚢\"}");

        assertThat(delivery.body()).isEqualTo("{\"name\":\"Zoë 🚢\"}".getBytes(UTF_8));
        assertThat(delivery.headers())
                .isEqualTo(signer.sign(delivery.header("svix-id"), NOW, delivery.body())
                        .headers());
    }

    @Test
    void dataThatIsNotJsonIsRefused() {
        assertThatThrownBy(() -> signer.event("user.deleted", "{'id':1}")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aWrongSignatureKeepsItsForm() {
        var delivery = signer.sign(ID, NOW, BODY).wrongSignature();

        assertThat(delivery.header("svix-signature"))
                .startsWith("v1,")
                .hasSameSizeAs(SIGNATURE)
                .isNotEqualTo(SIGNATURE);
    }

    @Test
    void oldAndNewTimestampsAreSignedCorrectly() {
        var old = signer.tooOld(BODY);
        var ahead = signer.tooNew(BODY);

        assertThat(old.header("svix-timestamp")).isEqualTo("1614261730");
        assertThat(ahead.header("svix-timestamp")).isEqualTo("1614268930");
        assertThat(old.header("svix-signature"))
                .isEqualTo(signer.sign(old.header("svix-id"), NOW.minusSeconds(3600), BODY)
                        .header("svix-signature"));
    }

    @Test
    void aSecondAttemptKeepsTheIdAndIsSignedAnew() {
        var later = signer.sign(ID, NOW, BODY).redelivered(NOW.plusSeconds(5));

        assertThat(later.headers())
                .isEqualTo(signer.sign(ID, NOW.plusSeconds(5), BODY).headers());
        assertThat(later.header("svix-signature")).isNotEqualTo(SIGNATURE);
    }

    @Test
    void whileASecretIsReplacedBothSign() {
        var delivery = signer.sign(ID, NOW, BODY).alsoSignedBy(WebhookSigner.create());

        assertThat(delivery.header("svix-signature").split(" ")).hasSize(2).contains(SIGNATURE);
    }

    @Test
    void headersAndBodyCanBeTamperedWith() {
        var delivery = signer.sign(ID, NOW, BODY);

        assertThat(delivery.tampered(new byte[] {1}).body()).containsExactly(1);
        assertThat(delivery.tampered(new byte[] {1}).header("svix-signature")).isEqualTo(SIGNATURE);
        assertThat(delivery.withoutHeader("svix-id").headers()).doesNotContainKey("svix-id");
        assertThat(delivery.withHeader("svix-timestamp", "soon").header("svix-timestamp"))
                .isEqualTo("soon");
        assertThat(delivery.header("svix-id")).isEqualTo(ID);
    }

    @Test
    void aBodyHandedOutOrInIsACopy() {
        var body = BODY.clone();
        var delivery = signer.sign(ID, NOW, body);
        body[0] = 0;
        delivery.body()[1] = 0;

        assertThat(delivery.body()).isEqualTo(BODY);
    }

    @Test
    void anInvalidSecretIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> WebhookSigner.of("whsec_"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> WebhookSigner.of("whsec_§canary§"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary")
                .hasNoCause();
        assertThat(signer.toString()).doesNotContain("MfKQ");
    }
}
