package com.clerk.sdk.examples.spring.webflux;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.spring.test.ClerkSpringTest;
import com.clerk.sdk.testing.ClerkServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The application over HTTP, with a local Clerk. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureWebTestClient
@ClerkSpringTest
class TasksApplicationTest {
    @Autowired
    private ClerkServer clerk;

    @Autowired
    private ClerkBackend client;

    @Autowired
    private WebTestClient http;

    @Test
    void theFirstPageIsOpenAndTheOthersAreNot() {
        http.get().uri("/").exchange().expectStatus().isOk();
        http.get()
                .uri("/tasks")
                .exchange()
                .expectStatus()
                .isUnauthorized()
                .expectHeader()
                .valueEquals("WWW-Authenticate", "Bearer");
    }

    @Test
    void aUserIsGreetedByName() {
        var user = client.users().create(u -> u.firstName("Ada").emailAddress("ada@example.com"));
        http.get()
                .uri("/me")
                .headers(headers -> headers.setBearerAuth(clerk.sessionToken(user.id())))
                .exchange()
                .expectBody()
                .jsonPath("$.message")
                .isEqualTo("Hello Ada");
    }

    @Test
    void aProgramWithAnApiKeySeesTheTasksOfItsUser() {
        var user = client.users().create(u -> u.emailAddress("ada@example.com"));
        http.post()
                .uri("/tasks")
                .headers(headers -> headers.setBearerAuth(clerk.sessionToken(user.id())))
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(Map.of("text", "Buy milk"))
                .exchange()
                .expectStatus()
                .isCreated();
        http.get()
                .uri("/tasks")
                .headers(headers -> headers.setBearerAuth(clerk.apiKey(user.id())))
                .exchange()
                .expectBody()
                .json("[{\"text\":\"Buy milk\"}]");
    }

    @Test
    void anExpiredTokenIsRefused() {
        http.get()
                .uri("/tasks")
                .headers(headers -> headers.setBearerAuth(clerk.expiredSessionToken("user_1")))
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }
}
