package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.testing.server.webhooks.Endpoint;
import com.clerk.sdk.testing.server.webhooks.Sender;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ServerWebhooksTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final Duration LONG = Duration.ofSeconds(30);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-31T12:00:00Z"));
    private final ClerkServer server =
            ClerkServer.builder().keys(KEYS).clock(clock).start();
    private final Client client = new Client(server);
    private final WebhookEndpoint endpoint = new WebhookEndpoint();

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    private List<String> types() {
        return endpoint.received.stream()
                .map(one -> JsonParser.parseString(one.body())
                        .getAsJsonObject()
                        .get("type")
                        .getAsString())
                .toList();
    }

    @Test
    void closingEndsADeliveryThatNobodyResponds() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.webhooks().deliverTo("http://127.0.0.1:" + silent.getLocalPort() + "/webhooks");
            client.createUser("ada@example.com");
            try (var connection = silent.accept()) {
                var in = connection.getInputStream();
                assertThat(in.read()).isEqualTo('P');
                server.close();

                // Less than the time that an endpoint may take, so that the end is not that of the time.
                connection.setSoTimeout(10_000);
                assertThat(drain(in)).isTrue();
            }
        }
    }

    /** Reads to the end, which is the end of the stream, or a connection that was reset. */
    private static boolean drain(InputStream in) throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void anEndpointThatCannotBeCalledDoesNotStopTheOthers() throws InterruptedException {
        try (var sender = new Sender(clock)) {
            sender.add(new Endpoint(URI.create("http://127.0.0.1:99999/"), (id, time, body) -> Map.of()));
            sender.add(new Endpoint(URI.create(endpoint.url()), (id, time, body) -> Map.of()));
            sender.send("msg_1", "user.created", "{}".getBytes(StandardCharsets.UTF_8));

            assertThat(sender.awaitIdle(LONG)).isTrue();
            assertThat(endpoint.received).hasSize(1);
            assertThat(sender.attempts().get(0).failure()).contains("port");
        }
    }

    @Test
    void anEndpointThatIsDownKeepsTheLastThousandMessages() throws InterruptedException {
        try (var sender = new Sender(clock)) {
            sender.add(new Endpoint(URI.create("http://127.0.0.1:99999/"), (id, time, body) -> Map.of()));
            for (var number = 0; number < 1200; number++) {
                sender.send("msg_" + number, "user.created", "{}".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(sender.awaitIdle(LONG)).isTrue();
            assertThat(sender.waiting()).isEqualTo(1000);

            clock.advance(Duration.ofSeconds(6));
            assertThat(sender.awaitIdle(LONG)).isTrue();

            assertThat(sender.attempts().get(0).id()).isEqualTo("msg_200");
            assertThat(sender.attempts().get(999).id()).isEqualTo("msg_1199");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308, 401, 404, 410, 500})
    void anyOtherStatusIsAFailureAndARedirectIsNotFollowed(int status) throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Location", endpoint.url());
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic");
                exchange.sendResponseHeaders(status, -1);
            }
        });
        other.start();
        try {
            server.webhooks().deliverTo("http://127.0.0.1:" + other.getAddress().getPort() + "/webhooks");
            client.createUser("ada@example.com");

            assertThat(server.webhooks().awaitDelivered(LONG)).isTrue();
            assertThat(server.webhooks().attempts()).hasSize(1);
            assertThat(server.webhooks().attempts().get(0).succeeded()).isFalse();
            assertThat(server.webhooks().pending()).isOne();
            assertThat(endpoint.received).isEmpty();
        } finally {
            other.stop(0);
        }
    }

    @Test
    void eachChangeIsDeliveredInOrder() {
        server.webhooks().deliverTo(endpoint.url());
        var user = client.createUser("ada@example.com");
        var organization = client.createOrganization("Analytical Engines");
        client.post("/v1/organizations/" + organization + "/memberships", """
                {"user_id":"%s","role":"org:admin"}""".formatted(user));
        client.delete("/v1/users/" + user);

        assertThat(server.webhooks().awaitDelivered(LONG)).isTrue();
        assertThat(types())
                .containsExactly(
                        "user.created",
                        "organization.created",
                        "organizationMembership.created",
                        "organizationMembership.deleted",
                        "user.deleted");
    }

    @Test
    void aDeliveryIsSignedWithTheSecretOfItsEndpoint() {
        var signer = WebhookSigner.create();
        server.webhooks().deliverTo(endpoint.url(), signer.secret());
        var user = client.createUser("ada@example.com");
        server.webhooks().awaitDelivered(LONG);

        var delivery = endpoint.received.get(0);
        var expected = signer.sign(
                delivery.id(),
                Instant.ofEpochSecond(Long.parseLong(delivery.timestamp())),
                delivery.body().getBytes(StandardCharsets.UTF_8));
        assertThat(delivery.signature()).isEqualTo(expected.header("svix-signature"));
        assertThat(delivery.body()).contains(user, "\"object\":\"event\"");
        assertThat(delivery.timestamp()).isEqualTo(Long.toString(clock.instant().getEpochSecond()));
    }

    @Test
    void aFailedDeliveryIsRepeatedWhenTheClockSaysSo() {
        endpoint.status.set(500);
        server.webhooks().deliverTo(endpoint.url());
        client.createUser("ada@example.com");
        server.webhooks().awaitDelivered(LONG);
        assertThat(endpoint.received).hasSize(1);
        assertThat(server.webhooks().pending()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(5));
        server.webhooks().awaitDelivered(LONG);
        assertThat(endpoint.received).hasSize(2);

        endpoint.status.set(200);
        clock.advance(Duration.ofMinutes(5));
        server.webhooks().awaitDelivered(LONG);
        assertThat(endpoint.received).hasSize(3);
        assertThat(endpoint.received)
                .extracting(WebhookEndpoint.Received::id)
                .containsOnly(endpoint.received.get(0).id());
        assertThat(server.webhooks().pending()).isZero();
        assertThat(server.webhooks().attempts())
                .extracting(WebhookAttempt::number)
                .containsExactly(1, 2, 3);
        assertThat(server.webhooks().attempts())
                .extracting(WebhookAttempt::succeeded)
                .containsExactly(false, false, true);
    }

    @Test
    void aMessageThatIsNeverAcceptedIsGivenUpAfterTheLastRepetition() {
        endpoint.status.set(302);
        server.webhooks().deliverTo(endpoint.url());
        client.createUser("ada@example.com");
        server.webhooks().awaitDelivered(LONG);
        for (var i = 0; i < 10; i++) {
            clock.advance(Duration.ofHours(10));
            server.webhooks().awaitDelivered(LONG);
        }

        assertThat(endpoint.received).hasSize(8);
        assertThat(server.webhooks().pending()).isZero();
    }

    @Test
    void anEndpointThatDoesNotRespondIsAFailure() {
        var url = endpoint.url();
        endpoint.close();
        server.webhooks().deliverTo(url);
        client.createUser("ada@example.com");
        server.webhooks().awaitDelivered(LONG);

        var attempt = server.webhooks().attempts().get(0);
        assertThat(attempt.status()).isEmpty();
        assertThat(attempt.failure()).isNotNull();
        assertThat(attempt.type()).isEqualTo("user.created");
    }

    @Test
    void anEventThatNoOperationCausesCanBeSent() {
        server.webhooks().deliverTo(endpoint.url());
        server.webhooks().send("subscription.active", "{\"id\":\"csub_1\"}");
        server.webhooks().awaitDelivered(LONG);

        assertThat(types()).containsExactly("subscription.active");
        assertThatThrownBy(() -> server.webhooks().send("user.created", "[]"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anUrlMustBeAbsolute() {
        assertThatThrownBy(() -> server.webhooks().deliverTo("/webhooks"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absolute URL");
        assertThatThrownBy(() -> server.webhooks().deliverTo("http://127.0.0.1:99999/webhooks"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("up to 65535");
    }
}
