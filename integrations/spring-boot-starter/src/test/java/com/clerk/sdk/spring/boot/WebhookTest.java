package com.clerk.sdk.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.WebhookDelivery;
import com.clerk.sdk.testing.WebhookSigner;
import com.clerk.sdk.webhooks.event.UserCreated;
import com.clerk.sdk.webhooks.event.UserDeleted;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoint of webhooks over HTTP, in Spring MVC; {@link ReactiveWebhookTest} does the same in WebFlux. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookTest {
    static final WebhookSigner SIGNER = WebhookSigner.create();
    private static final String USER = "{\"id\":\"user_1\",\"object\":\"user\"}";
    private static final int MAX_BODY = 4 << 20;

    private RunningApplication application;
    private Events events;

    RunningApplication start(String... properties) {
        return RunningApplication.servlet(Application.class, properties);
    }

    @BeforeAll
    void startApplication() {
        application = start(
                "clerk.secret-key=" + Keys.SECRET,
                "clerk.webhooks.path=/webhooks/clerk",
                "clerk.webhooks.signing-secret=" + SIGNER.secret());
        events = application.context().getBean(Events.class);
    }

    @AfterAll
    void stopApplication() {
        application.close();
    }

    @BeforeEach
    void forget() {
        events.received.clear();
    }

    private HttpResponse<String> deliver(WebhookDelivery delivery) throws Exception {
        return send(delivery, delivery.body());
    }

    private HttpResponse<String> send(WebhookDelivery delivery, byte[] body, String... more) throws Exception {
        var headers = new ArrayList<String>(List.of(more));
        delivery.headers().forEach((name, values) -> values.forEach(value -> headers.addAll(List.of(name, value))));
        return application.send("POST", "/webhooks/clerk", body, headers.toArray(String[]::new));
    }

    @Test
    void aSignedDeliveryGoesToTheMethodForItsType() throws Exception {
        var response = deliver(SIGNER.event("user.created", USER));
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(events.received).containsExactly("created user_1");
    }

    @Test
    void otherTypesGoToTheMethodForAllEvents() throws Exception {
        assertThat(deliver(SIGNER.event("session.created", "{\"id\":\"sess_1\"}"))
                        .statusCode())
                .isEqualTo(204);
        assertThat(deliver(SIGNER.event("comet.landed", "{}")).statusCode()).isEqualTo(204);
        assertThat(events.received).containsExactly("other session.created", "other comet.landed");
    }

    @Test
    void aRepeatedDeliveryIsHandledOnce() throws Exception {
        var delivery = SIGNER.event("user.created", USER);
        assertThat(deliver(delivery).statusCode()).isEqualTo(204);
        assertThat(deliver(delivery).statusCode()).isEqualTo(204);
        assertThat(events.received).hasSize(1);
    }

    @Test
    void aDeliveryThatFailsIsHandledAgain() throws Exception {
        var delivery = SIGNER.event("user.deleted", "{\"id\":\"user_1\",\"deleted\":true}");
        assertThat(deliver(delivery).statusCode()).isEqualTo(500);
        assertThat(deliver(delivery).statusCode()).isEqualTo(500);
        assertThat(events.received).containsExactly("deleted", "deleted");
    }

    @Test
    void whatIsNotOfClerkIsRefused() throws Exception {
        var delivery = SIGNER.event("user.created", USER);
        assertThat(deliver(delivery.tampered("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(deliver(delivery.withoutHeader("svix-signature")).statusCode())
                .isEqualTo(400);
        assertThat(deliver(SIGNER.tooOld(delivery.body())).statusCode()).isEqualTo(400);
        assertThat(application.send("POST", "/webhooks/clerk", new byte[0]).statusCode())
                .isEqualTo(400);
        assertThat(send(delivery, delivery.body(), "svix-id", "msg_other").statusCode())
                .as("a header that is there twice")
                .isEqualTo(400);
        assertThat(events.received).isEmpty();
    }

    @Test
    void theBodyIsTakenByteForByteWhateverItsTypeIs() throws Exception {
        for (var type : List.of(
                "application/json; charset=ISO-8859-1",
                "application/x-www-form-urlencoded",
                "text/plain",
                "multipart/form-data; boundary=x")) {
            var delivery = SIGNER.event("user.created", "{\"id\":\"user_ü&=+%41\",\"object\":\"user\"}");
            var status = send(delivery, delivery.body(), "Content-Type", type).statusCode();
            assertThat(status).as(type).isIn(204, 400);
        }
        assertThat(events.received).contains("created user_ü&=+%41");
        assertThat(events.received).allMatch("created user_ü&=+%41"::equals);
    }

    @Test
    void aBodyOfMoreThanFourMebibytesIsTooLarge() throws Exception {
        var delivery = SIGNER.sign(new byte[MAX_BODY + 1]);
        assertThat(deliver(delivery).statusCode()).isEqualTo(413);
        assertThat(deliver(SIGNER.sign(new byte[MAX_BODY])).statusCode()).isEqualTo(400);
    }

    @Test
    void otherMethodsAreNotAllowed() throws Exception {
        var response = application.get("/webhooks/clerk", "Accept", "text/html");
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void onlyThePathItselfIsOpen() throws Exception {
        for (var path : List.of("/webhooks/clerk/", "/webhooks/clerk/more", "/webhooks", "/WEBHOOKS/CLERK")) {
            assertThat(application.get(path).statusCode()).as(path).isEqualTo(401);
        }
    }

    /** A bean whose class is not public, as most are. */
    static class Events {
        final List<String> received = new CopyOnWriteArrayList<>();

        @ClerkWebhookEvent
        void created(UserCreated event) {
            received.add("created " + event.data().id());
        }

        @ClerkWebhookEvent
        private void deleted(UserDeleted event) {
            received.add("deleted");
            throw new IllegalStateException("The handler fails for the test: " + event.type());
        }

        @ClerkWebhookEvent
        public void others(WebhookEvent event) {
            received.add("other " + event.type());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        @Bean
        Events events() {
            return new Events();
        }
    }
}
