package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.csrf.CsrfWebFilter;
import org.springframework.security.web.server.util.matcher.AndServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.NegatedServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** In WebFlux too, a caller whom a filter finds after the check for forged requests needs a CSRF token. */
class WebFluxLateCallersTest {
    private static final String CSRF = "0b5fb2e4-6f0c-4e1e-93a8-2f36b3c1a001";
    private static final String LEGACY = "Cookie: legacy=1";

    private static NettyApplication application;

    /** Authenticates a caller that has the cookie of an older application. */
    private static AuthenticationWebFilter cookieFilter(String name) {
        ReactiveAuthenticationManager manager = Mono::just;
        var filter = new AuthenticationWebFilter(manager);
        filter.setServerAuthenticationConverter(exchange -> caller(exchange, name));
        return filter;
    }

    private static Mono<Authentication> caller(ServerWebExchange exchange, String name) {
        if (exchange.getRequest().getCookies().containsKey(name)) {
            return Mono.just(legacy(name));
        }
        return Mono.empty();
    }

    private static Authentication legacy(String name) {
        return UsernamePasswordAuthenticationToken.authenticated(name, "", List.of());
    }

    private static ServerHttpSecurity base(ServerHttpSecurity http) {
        return ClerkWebFlux.of(TestInstance.authenticator().build())
                .applyTo(http)
                .addFilterAt(cookieFilter("legacy"), SecurityWebFiltersOrder.AUTHENTICATION)
                .addFilterAt(cookieFilter("latest"), SecurityWebFiltersOrder.AUTHORIZATION)
                .authorizeExchange(rules ->
                        rules.pathMatchers("/open/**").permitAll().anyExchange().authenticated());
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @Import(WebFluxSecurityTest.Handlers.class)
    static class Application {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return base(http).build();
        }
    }

    @BeforeAll
    static void start() {
        application = NettyApplication.start(Application.class);
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    /** Sends a request of a caller who is named as the cookie. */
    private static Http.Response send(String method, String path, String caller, String... others) {
        var headers = new ArrayList<>(List.of("Cookie: " + caller + "=1; XSRF-TOKEN=" + CSRF));
        headers.addAll(List.of(others));
        return application.send(method, path, headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "latest"})
    void aCallerWhomALaterFilterFindsNeedsATokenToChangeSomething(String caller) {
        for (var method : List.of("POST", "PUT", "DELETE")) {
            assertThat(send(method, "/api/x", caller).status()).as(method).isEqualTo(403);
            assertThat(send(method, "/open/x", caller).status()).as(method).isEqualTo(403);
            assertThat(send(method, "/api/x", caller, "X-XSRF-TOKEN: wrong").status())
                    .as(method)
                    .isEqualTo(403);
            var accepted = send(method, "/api/x", caller, "X-XSRF-TOKEN: " + CSRF);
            assertThat(accepted.status()).as(method).isEqualTo(200);
            assertThat(accepted.body()).isEqualTo(caller);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "latest"})
    void aCallerWhomALaterFilterFindsReadsWithoutATokenAndGetsOne(String caller) {
        assertThat(send("GET", "/api/x", caller).body()).isEqualTo(caller);
        assertThat(send("HEAD", "/api/x", caller).status()).isEqualTo(200);
        assertThat(application.send("GET", "/api/x", LEGACY).all("set-cookie"))
                .anyMatch(line -> line.startsWith("XSRF-TOKEN="));
    }

    @Test
    void nobodyNeedsNoToken() {
        assertThat(send("POST", "/open/x", "none").body()).isEqualTo("nobody");
        assertThat(send("POST", "/open/x", "none", "X-XSRF-TOKEN: wrong").status())
                .isEqualTo(200);
        assertThat(send("POST", "/api/x", "none").status()).isEqualTo(401);
        assertThat(application.send("GET", "/open/x").all("set-cookie")).isEmpty();
    }

    @Test
    void aCallerOfClerkIsAskedByTheCarrierOfTheTokenAlone() {
        assertThat(send("POST", "/api/x", "none", bearer(token("user_1"))).body())
                .isEqualTo("user_1");
        var session = "Cookie: XSRF-TOKEN=" + CSRF + "; __client_uat=1; __session="
                + token("user_1").mint();
        assertThat(application.send("POST", "/api/x", session).status()).isEqualTo(403);
        assertThat(application
                        .send("POST", "/api/x", session, "X-XSRF-TOKEN: " + CSRF)
                        .body())
                .isEqualTo("user_1");
    }

    @Test
    void aTokenInTheHeaderWhichNoOtherSiteSendsIsEnoughEvenIfClerkRefusesIt() {
        assertThat(send("POST", "/api/x", "legacy", bearer(token("user_1").expired()))
                        .body())
                .isEqualTo("legacy");
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @Import(WebFluxSecurityTest.Handlers.class)
    static class Own {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            var repository = CookieServerCsrfTokenRepository.withHttpOnlyFalse();
            repository.setCookieName("own");
            repository.setHeaderName("X-Own");
            var others = new NegatedServerWebExchangeMatcher(ServerWebExchangeMatchers.pathMatchers("/api/free"));
            return base(http)
                    .csrf(csrf -> csrf.csrfTokenRepository(repository)
                            .requireCsrfProtectionMatcher(
                                    new AndServerWebExchangeMatcher(CsrfWebFilter.DEFAULT_CSRF_MATCHER, others)))
                    .build();
        }
    }

    @Test
    void theSettingsOfTheApplicationCount() {
        try (var own = NettyApplication.start(Own.class)) {
            var cookie = LEGACY + "; own=" + CSRF;
            assertThat(own.send("POST", "/api/x", cookie, "X-Own: " + CSRF).body())
                    .isEqualTo("legacy");
            assertThat(own.send("POST", "/api/x", cookie, "X-XSRF-TOKEN: " + CSRF)
                            .status())
                    .isEqualTo(403);
            assertThat(own.send("POST", "/api/free", LEGACY).body()).isEqualTo("legacy");
        }
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @Import(WebFluxSecurityTest.Handlers.class)
    static class Disabled {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return base(http).csrf(ServerHttpSecurity.CsrfSpec::disable).build();
        }
    }

    @Test
    void aChainWithoutCsrfProtectionStaysSo() {
        try (var disabled = NettyApplication.start(Disabled.class)) {
            assertThat(disabled.send("POST", "/api/x", LEGACY).body()).isEqualTo("legacy");
        }
    }

    @Test
    void aCheckThatTheApplicationHasSkippedStaysSkipped() {
        var exchange = exchange();
        CsrfWebFilter.skipExchange(exchange);
        assertThat(passes(exchange)).isTrue();
    }

    @Test
    void aChainThatIsNoBeanIsProtectedInTheUsualWay() {
        var exchange = exchange();
        assertThat(passes(exchange)).isFalse();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.FORBIDDEN);
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.post("/api/x").build());
    }

    /** Sends an exchange through the last filter alone, as somebody whom another filter has found. */
    private static boolean passes(ServerWebExchange exchange) {
        var passed = new AtomicBoolean();
        ReactiveCsrfTokens.postpone(exchange);
        new ReactiveCsrfTokens.LateCallers()
                .filter(exchange, same -> Mono.fromRunnable(() -> passed.set(true)))
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(legacy("legacy")))
                .block();
        return passed.get();
    }
}
