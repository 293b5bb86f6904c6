package com.clerk.sdk.spring.test;

import static com.clerk.sdk.spring.test.ClerkWebTestClient.clerkCaller;
import static com.clerk.sdk.spring.test.ClerkWebTestClient.clerkUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.reactive.server.SecurityMockServerConfigurers.springSecurity;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.TestAuth;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Tests of a WebFlux application without keys, without an account and without a network. */
@SpringBootTest(classes = WebTestClientTest.Application.class, properties = "spring.main.web-application-type=reactive")
class WebTestClientTest {
    private WebTestClient client;

    @BeforeEach
    void bind(@Autowired ApplicationContext context) {
        client = WebTestClient.bindToApplicationContext(context)
                .apply(springSecurity())
                .configureClient()
                .build();
    }

    @Test
    void withoutACallerTheApplicationRefuses() {
        assertThat(status(client.get().uri("/caller"))).isEqualTo(401);
    }

    @Test
    void aMutatorSignsTheCallerIn() {
        client.mutateWith(clerkUser("user_1"))
                .get()
                .uri("/caller")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("session_token user_1");
        client.mutateWith(clerkCaller(TestAuth.apiKey("user_2", "invoices:read")))
                .get()
                .uri("/caller")
                .exchange()
                .expectBody(String.class)
                .isEqualTo("api_key user_2");
    }

    @Test
    @WithClerkUser("user_3")
    void theAnnotationSignsTheCallerIn() {
        client.get().uri("/caller").exchange().expectBody(String.class).isEqualTo("session_token user_3");
    }

    @Test
    void aCallerWithAHeaderNeedsNoCsrfToken() {
        var header = client.mutateWith(clerkUser("user_1"));
        assertThat(status(header.post().uri("/change"))).isEqualTo(200);
    }

    /** In Spring 7, the assertions about a status have other signatures. */
    private static int status(WebTestClient.RequestHeadersSpec<?> request) {
        return request.exchange().returnResult(String.class).getStatus().value();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @RestController
    static class Application {
        @GetMapping("/caller")
        Mono<String> caller(@AuthenticationPrincipal Auth caller) {
            return Mono.just(caller.tokenType().value() + " " + caller.subject());
        }

        @PostMapping("/change")
        Mono<String> change() {
            return Mono.just("changed");
        }
    }
}
