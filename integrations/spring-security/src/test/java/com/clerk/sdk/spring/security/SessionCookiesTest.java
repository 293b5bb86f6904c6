package com.clerk.sdk.spring.security;

import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.spring.security.ClerkAuthorizationManager.clerkHas;
import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The cookies of a session that a browser brings back from Clerk: they are always set, and never stored by a cache. */
class SessionCookiesTest {
    private static final String SESSION = "__session=" + token("user_1").mint() + "; Path=/";
    private static final String[] RETURNING = {"Accept: text/html,*/*", "Cookie: __clerk_handshake_nonce=n"};

    private static ClerkServer instance;

    abstract static class Base {
        @Bean(destroyMethod = "close")
        RequestAuthenticator authenticator() {
            return TestInstance.authenticator()
                    .secretKey("sk_live_x")
                    .apiUrl(instance.apiUrl())
                    .build();
        }
    }

    @RestController
    static class CachedPage {
        @RequestMapping("/open/cached")
        String cached(HttpServletResponse response) {
            response.setHeader("Cache-Control", "public, max-age=600");
            response.setHeader("CDN-Cache-Control", "max-age=600");
            response.addHeader("Set-Cookie", "own=1");
            return Endpoints.caller();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import({Endpoints.class, CachedPage.class})
    static class Servlets extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http, RequestAuthenticator authenticator) throws Exception {
            return http.with(clerk(), settings -> settings.authenticator(authenticator))
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/open/**")
                            .permitAll()
                            .anyRequest()
                            .access(clerkHas(role("org:admin"))))
                    .build();
        }
    }

    @RestController
    static class ReactivePages {
        @RequestMapping("/open/cached")
        String cached(ServerWebExchange exchange) {
            exchange.getResponse().getHeaders().set("Cache-Control", "public, max-age=600");
            exchange.getResponse().getHeaders().set("CDN-Cache-Control", "max-age=600");
            exchange.getResponse().getHeaders().add("Set-Cookie", "own=1");
            return "cached";
        }

        @RequestMapping("/open/throw")
        String fail() {
            throw new IllegalStateException("on purpose");
        }
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @Import(ReactivePages.class)
    static class Reactive extends Base {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, RequestAuthenticator authenticator) {
            return ClerkWebFlux.of(authenticator)
                    .applyTo(http)
                    .authorizeExchange(rules -> rules.pathMatchers("/open/**")
                            .permitAll()
                            .anyExchange()
                            .access(ClerkWebFlux.clerkHas(role("org:admin"))))
                    .build();
        }
    }

    @BeforeAll
    static void start() {
        instance = ClerkServer.builder()
                .secretKey("sk_live_x")
                .keys(TestInstance.KEYS)
                .start();
        instance.stub(
                "GET /clients/handshake_payload",
                StubResponse.json(200, "{\"directives\":[\"" + SESSION + "\",\"__client_uat=1; Path=/\"]}"));
    }

    @AfterAll
    static void stop() {
        instance.close();
    }

    private static void check(Http.Response response, int status) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.all("set-cookie"))
                .contains(SESSION, "__client_uat=1; Path=/")
                .doesNotHaveDuplicates();
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
        assertThat(response.all("cdn-cache-control")).doesNotContain("max-age=600");
    }

    @Test
    void theyAreSetWhateverBecomesOfTheRequest() {
        try (var application = TomcatApplication.start(Servlets.class)) {
            check(application.send("GET", "/open/cached", RETURNING), 200);
            check(application.send("GET", "/page/x", RETURNING), 403);
            check(application.send("GET", "/open/throw", RETURNING), 500);
            check(application.send("GET", "/open/send-error", RETURNING), 418);
            assertThat(application.send("GET", "/open/cached", RETURNING).all("set-cookie"))
                    .contains("own=1");
        }
    }

    @Test
    void theyAreSetInWebFluxToo() {
        try (var application = NettyApplication.start(Reactive.class)) {
            check(application.send("GET", "/open/cached", RETURNING), 200);
            check(application.send("GET", "/page/x", RETURNING), 403);
            check(application.send("GET", "/open/throw", RETURNING), 500);
            assertThat(application.send("GET", "/open/cached", RETURNING).all("set-cookie"))
                    .contains("own=1");
        }
    }
}
