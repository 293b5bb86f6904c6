package com.clerk.sdk.spring.security;

import static com.clerk.sdk.auth.TokenType.API_KEY;
import static com.clerk.sdk.auth.TokenType.SESSION_TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;

/** On which threads WebFlux goes on while Clerk is asked. */
@Timeout(120)
class WebFluxThreadsTest {
    private static final int MANY = 200;

    private static ClerkServer instance;

    private NettyApplication application;

    @RestController
    static class Handlers {
        @RequestMapping({"/api/thread", "/open/thread"})
        String thread() {
            return Thread.currentThread().getName();
        }
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @Import(Handlers.class)
    static class Application {
        @Bean(destroyMethod = "close")
        RequestAuthenticator authenticator() {
            return RequestAuthenticator.builder()
                    .apiUrl(instance.apiUrl())
                    .secretKey(instance.secretKey())
                    .publishableKey(instance.publishableKey())
                    .acceptTokens(SESSION_TOKEN, API_KEY)
                    .build();
        }

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, RequestAuthenticator authenticator) {
            return ClerkWebFlux.of(authenticator)
                    .applyTo(http)
                    .authorizeExchange(rules -> rules.pathMatchers("/open/**")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .build();
        }
    }

    @BeforeEach
    void start() {
        instance = ClerkServer.start();
        application = NettyApplication.start(Application.class);
    }

    @AfterEach
    void stop() {
        application.close();
        instance.close();
    }

    private static String key() {
        try (var clerk = ClerkBackend.builder()
                .apiUrl(instance.apiUrl())
                .secretKey(instance.secretKey())
                .build()) {
            var user = clerk.users().create(params -> params.emailAddress(System.nanoTime() + "@example.com"));
            return instance.apiKey(user.id());
        }
    }

    @Test
    void aHandlerNeverRunsOnAThreadOfTheHttpClient() {
        var session = "Authorization: Bearer " + instance.sessionToken("user_1");
        var key = "Authorization: Bearer " + key();
        for (var token : new String[] {session, key, session, key}) {
            var response = application.send("GET", "/api/thread", token);
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).doesNotContainIgnoringCase("okhttp");
        }
    }

    @Test
    void otherRequestsAreAnsweredWhileManyWaitForClerk() throws Exception {
        var answer = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        instance.stub("POST /api_keys/verify", request -> {
            asked.countDown();
            try {
                answer.await(100, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return StubResponse.status(503);
        });
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var url = URI.create("http://localhost:" + application.port() + "/api/thread");
        var key = key();
        var waiting = IntStream.range(0, MANY)
                .mapToObj(i -> client.sendAsync(
                        HttpRequest.newBuilder(url)
                                .header("Authorization", "Bearer " + key)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .toArray(CompletableFuture[]::new);
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 50; i++) {
            assertThat(application.send("GET", "/open/thread").status()).isEqualTo(200);
        }
        answer.countDown();
        CompletableFuture.allOf(waiting).get(60, TimeUnit.SECONDS);
    }
}
