package com.clerk.sdk.examples.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.examples.webhooks.Program.Starter;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.DeliveryStore;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UnknownEvent;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each server answers deliveries over real HTTP as documented. */
class ReceiverTest {
    private enum Server {
        JDK(HttpServerReceiver::start),
        JETTY(JettyReceiver::start);

        private final Starter starter;

        Server(Starter starter) {
            this.starter = starter;
        }
    }

    private final WebhookSigner signer = WebhookSigner.create();
    private final List<WebhookEvent> handled = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private final WebhookHandler handler = WebhookHandler.builder()
            .otherwise(event -> {
                if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("The database failed.");
                }
                handled.add(event);
            })
            .deliveries(DeliveryStore.inMemory(100))
            .build();
    private Receiver receiver;

    private Sender start(Server server) throws Exception {
        receiver = server.starter.start(0, ClerkWebhooks.of(signer.secret()), handler);
        return new Sender(receiver.url());
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    private static String text(String data) {
        return "{\"type\":\"test.text\",\r\n\t\"data\":\"" + data + "\"}\r\n";
    }

    private static String data(WebhookEvent event) {
        return ((UnknownEvent) event).data().asString();
    }

    @ParameterizedTest
    @EnumSource
    void everyBodyIsVerifiedByteForByte(Server server) throws Exception {
        var sender = start(server);
        var megabyte = "é🚢x".repeat(150_000);
        var texts = List.of("plain", "Größe, naïve, 日本語", "🚢👩‍👩‍👧", "\\r\\n", megabyte);
        assertThat(text(megabyte).getBytes(UTF_8)).hasSizeGreaterThan(1 << 20);

        for (var text : texts) {
            assertThat(sender.send(signer.sign(text(text)))).isEqualTo(204);
            assertThat(sender.sendInChunks(signer.sign(text(text)))).isEqualTo(204);
        }

        assertThat(handled.stream().map(ReceiverTest::data).distinct())
                .containsExactly("plain", "Größe, naïve, 日本語", "🚢👩‍👩‍👧", "\r\n", megabyte);
        assertThat(handled).hasSize(2 * texts.size());
    }

    @ParameterizedTest
    @EnumSource
    void aForgedOrMalformedDeliveryIsRefused(Server server) throws Exception {
        var sender = start(server);
        var good = signer.sign(text("good"));

        for (var bad : List.of(
                good.wrongSignature(),
                good.tampered(text("better").getBytes(UTF_8)),
                good.tampered(new byte[0]),
                good.withHeader("svix-id", "msg_other"),
                good.withHeader("svix-timestamp", "soon"),
                good.withoutHeader("svix-id"),
                good.withoutHeader("svix-signature"),
                signer.tooOld(good.body()),
                signer.tooNew(good.body()),
                signer.sign(""),
                signer.sign("not JSON"),
                signer.sign("{}"),
                signer.sign(new byte[] {(byte) 0xff}))) {
            assertThat(sender.send(bad)).isEqualTo(400);
        }
        assertThat(handled).isEmpty();
        assertThat(sender.send(good)).isEqualTo(204);
    }

    @ParameterizedTest
    @EnumSource
    void aRepeatedDeliveryIsHandledOnce(Server server) throws Exception {
        var sender = start(server);
        var delivery = signer.sign(text("once"));

        assertThat(sender.send(delivery)).isEqualTo(204);
        assertThat(sender.send(delivery)).isEqualTo(204);
        assertThat(sender.send(delivery.redelivered(Instant.now().plusSeconds(5))))
                .isEqualTo(204);
        assertThat(handled).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void aFailedDeliveryIsHandledWhenItIsRepeated(Server server) throws Exception {
        var sender = start(server);
        var delivery = signer.sign(text("at last"));
        failures.set(2);

        assertThat(sender.send(delivery)).isEqualTo(500);
        assertThat(sender.send(delivery)).isEqualTo(500);
        assertThat(handled).isEmpty();
        assertThat(sender.send(delivery.redelivered(Instant.now()))).isEqualTo(204);
        assertThat(handled).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void onlyPostRequestsOfLimitedSizeAreRead(Server server) throws Exception {
        var sender = start(server);
        var delivery = signer.sign(text("x"));

        assertThat(sender.send("GET", delivery, BodyPublishers.noBody())).isEqualTo(405);
        assertThat(sender.send("PUT", delivery, BodyPublishers.ofByteArray(delivery.body())))
                .isEqualTo(405);
        assertThat(sender.send(signer.sign(new byte[(4 << 20) + 1]))).isEqualTo(413);
        assertThat(handled).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theHeaderNamesOfStandardWebhooksAreAccepted(Server server) throws Exception {
        var sender = start(server);
        var delivery = signer.sign(text("standard"));
        var renamed = delivery.withHeader("webhook-id", delivery.header("svix-id"))
                .withHeader("webhook-timestamp", delivery.header("svix-timestamp"))
                .withHeader("webhook-signature", delivery.header("svix-signature"))
                .withoutHeader("svix-id")
                .withoutHeader("svix-timestamp")
                .withoutHeader("svix-signature");

        assertThat(sender.send(renamed)).isEqualTo(204);
        assertThat(handled).hasSize(1);
    }
}
