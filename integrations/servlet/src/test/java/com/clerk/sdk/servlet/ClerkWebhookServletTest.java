package com.clerk.sdk.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.WebhookHandler;
import com.clerk.sdk.webhooks.event.UserCreated;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deliveries of webhooks to the servlet, over real connections. */
class ClerkWebhookServletTest {
    private final WebhookSigner signer = WebhookSigner.create();
    private final List<String> handled = Collections.synchronizedList(new ArrayList<>());

    @TempDir
    private Path folder;

    private Container.Application application;
    private Container container;
    private boolean fails;

    @BeforeEach
    void start() {
        var handler = WebhookHandler.builder()
                .on(UserCreated.class, event -> {
                    if (fails) {
                        throw new IllegalStateException("the database is gone");
                    }
                    handled.add(String.valueOf(event.data().id()));
                })
                .build();
        application = new Container.Application(
                List.of(), new ClerkWebhookServlet(ClerkWebhooks.of(signer.secret()), handler), "");
        container = TomcatTest.start(folder, application);
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private int deliver(WebhookDelivery delivery, String... more) {
        return RawHttp.exchange(container.port(), text(delivery, more)).status();
    }

    private static String text(WebhookDelivery delivery, String... more) {
        var text = new StringBuilder("POST /webhooks HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        delivery.headers()
                .forEach((name, values) -> values.forEach(
                        value -> text.append(name).append(": ").append(value).append("\r\n")));
        for (var line : more) {
            text.append(line).append("\r\n");
        }
        var body = new String(delivery.body(), StandardCharsets.ISO_8859_1);
        return text.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body)
                .toString();
    }

    private WebhookDelivery userCreated() {
        return signer.event("user.created", "{\"id\":\"user_1\",\"object\":\"user\"}");
    }

    @Test
    void aSignedDeliveryIsHandled() {
        assertThat(deliver(userCreated())).isEqualTo(204);
        assertThat(handled).containsExactly("user_1");
    }

    @Test
    void otherDeliveriesAreRefused() {
        assertThat(deliver(userCreated().wrongSignature())).isEqualTo(400);
        assertThat(deliver(userCreated().tampered("{}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(400);
        assertThat(deliver(userCreated().withoutHeader("svix-id"))).isEqualTo(400);
        assertThat(deliver(userCreated(), "svix-id: msg_other")).isEqualTo(400);
        assertThat(handled).isEmpty();
    }

    @Test
    void aDeliveryWithoutEndIsRefused() {
        assertThat(deliver(signer.sign(new byte[(4 << 20) + 1]))).isEqualTo(413);
    }

    @Test
    void aFailureMakesClerkTryAgain() {
        fails = true;
        assertThat(deliver(userCreated())).isEqualTo(500);
    }

    @Test
    void onlyPostIsADelivery() {
        for (var method : List.of("GET", "HEAD", "PUT", "DELETE", "TRACE")) {
            assertThat(RawHttp.send(container.port(), method, "/webhooks").status())
                    .as(method)
                    .isEqualTo(405);
        }
    }

    /** Jetty leaves a TRACE to the servlet, and that of the servlet API repeats all headers. */
    @Test
    void noResponseRepeatsTheHeadersOfTheRequest() {
        try (var jetty = JettyEe10.start(application)) {
            var response = RawHttp.send(jetty.port(), "TRACE", "/webhooks", "Cookie: __session=canary");
            assertThat(response.status()).isEqualTo(405);
            assertThat(response.toString()).doesNotContain("canary");
        }
    }

    @Test
    void aDeliveryThatBreaksOffIsNotHandled() throws IOException {
        var whole = text(userCreated());
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), container.port())) {
            socket.getOutputStream()
                    .write(whole.substring(0, whole.length() - 1).getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(handled).isEmpty();
        assertThat(deliver(userCreated())).isEqualTo(204);
        assertThat(handled).hasSize(1);
    }
}
