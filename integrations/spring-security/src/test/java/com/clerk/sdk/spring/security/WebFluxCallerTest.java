package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.Auth;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The caller of a request for code that a handler of WebFlux calls, on whatever thread. */
@Timeout(120)
class WebFluxCallerTest {
    private static final String OUTSIDE = "does not belong to a request that has come through a chain with Clerk";

    static class Service {
        @Async
        public CompletableFuture<String> answer() {
            return CompletableFuture.completedFuture(Thread.currentThread().getName());
        }
    }

    @RestController
    static class Handlers {
        private final Service service;

        Handlers(Service service) {
            this.service = service;
        }

        private static Mono<String> name() {
            return ClerkWebFlux.caller().map(Auth::subject).defaultIfEmpty("nobody");
        }

        @RequestMapping("/direct")
        Mono<String> direct() {
            return name();
        }

        @RequestMapping("/publish-on")
        Mono<String> publishOn() {
            return Mono.just(1).publishOn(Schedulers.boundedElastic()).flatMap(one -> name());
        }

        @RequestMapping("/from-future")
        Mono<String> fromFuture() {
            return Mono.fromFuture(() -> CompletableFuture.supplyAsync(() -> 1)).flatMap(one -> name());
        }

        @RequestMapping("/async")
        Mono<String> async() {
            return Mono.fromFuture(service::answer).flatMap(thread -> name());
        }

        @RequestMapping("/alone")
        Mono<String> alone() {
            return Mono.fromCallable(() -> name().block()).subscribeOn(Schedulers.boundedElastic());
        }
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @EnableAsync
    @Import({Handlers.class, Service.class})
    static class Application {
        @Bean(destroyMethod = "shutdown")
        Executor taskExecutor() {
            return Executors.newCachedThreadPool();
        }

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return ClerkWebFlux.of(TestInstance.authenticator().build())
                    .applyTo(http)
                    .authorizeExchange(rules -> rules.anyExchange().permitAll())
                    .build();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/direct", "/publish-on", "/from-future", "/async"})
    void itIsKnownEverywhereInThePublisherOfTheHandler(String path) {
        try (var application = NettyApplication.start(Application.class)) {
            assertThat(application.send("GET", path, bearer(token("user_1"))).body())
                    .isEqualTo("user_1");
            assertThat(application.send("GET", path).body()).isEqualTo("nobody");
        }
    }

    @Test
    void aPublisherOutsideOfTheRequestFailsInWords() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ClerkWebFlux.caller().block())
                .withMessageContaining(OUTSIDE);
        try (var application = NettyApplication.start(Application.class)) {
            assertThat(application
                            .send("GET", "/alone", bearer(token("user_1")))
                            .status())
                    .isEqualTo(500);
        }
    }

    @RestController
    static class ServletHandlers {
        @RequestMapping("/mono")
        Mono<String> mono() {
            return ClerkWebFlux.caller()
                    .map(Auth::subject)
                    .onErrorResume(e -> Mono.just(String.valueOf(e.getMessage())));
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(ServletHandlers.class)
    static class ServletApplication {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(
                            ClerkHttpConfigurer.clerk()
                                    .authenticator(TestInstance.authenticator().build()),
                            withDefaults())
                    .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                    .build();
        }
    }

    @Test
    void aPublisherOfSpringMvcFailsInWords() {
        try (var application = TomcatApplication.start(ServletApplication.class)) {
            assertThat(application.send("GET", "/mono", bearer(token("user_1"))).body())
                    .contains(OUTSIDE, "@CurrentCaller");
        }
    }
}
