package com.clerk.sdk.spring.security;

import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Reverification.STRICT;
import static com.clerk.sdk.spring.security.ClerkWebFlux.clerkHas;
import static com.clerk.sdk.spring.security.TestInstance.admin;
import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.cookies;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SessionAuth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebSession;
import reactor.core.publisher.Mono;

/** The whole chain of a WebFlux application with the usual settings, over real HTTP. */
class WebFluxSecurityTest {
    private static final String PAGE = "Accept: text/html,*/*";
    private static final String CSRF = "0b5fb2e4-6f0c-4e1e-93a8-2f36b3c1a001";
    private static final AtomicInteger SESSIONS = new AtomicInteger();

    private static NettyApplication application;

    @RestController
    static class Handlers {
        static Mono<String> caller() {
            return ReactiveSecurityContextHolder.getContext()
                    .map(context -> context.getAuthentication().getName())
                    .defaultIfEmpty("nobody");
        }

        @RequestMapping({"/open/{any}", "/api/{any}", "/admin/{any}", "/strict/{any}", "/actuator/{any}"})
        Mono<String> plain(@PathVariable("any") String any) {
            return caller();
        }

        @RequestMapping("/open/throw")
        Mono<String> fail() {
            throw new IllegalStateException("on purpose");
        }

        @RequestMapping("/open/principal")
        String principal(@AuthenticationPrincipal Auth auth) {
            return auth == null ? "none" : auth.subject();
        }

        @RequestMapping("/open/mono-principal")
        Mono<String> monoPrincipal(@AuthenticationPrincipal Mono<Auth> auth) {
            return auth.map(Auth::subject).defaultIfEmpty("none");
        }

        @RequestMapping("/open/caller")
        String current(@CurrentCaller SessionAuth auth) {
            return auth.userId();
        }

        @RequestMapping("/open/mono-caller")
        Mono<String> monoCurrent(@CurrentCaller Mono<SessionAuth> auth) {
            return auth.map(SessionAuth::userId);
        }

        @RequestMapping("/open/optional-caller")
        String optional(@CurrentCaller Optional<SessionAuth> auth) {
            return auth.map(SessionAuth::userId).orElse("none");
        }

        @RequireRole("org:admin")
        @RequestMapping("/open/only-admins")
        Mono<String> onlyAdmins() {
            return caller();
        }

        @RequireReverification
        @RequestMapping("/open/strict")
        Mono<String> strict() {
            return caller();
        }
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @EnableClerkWebFlux
    @Import(Handlers.class)
    static class Application {
        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http) {
            return ClerkWebFlux.of(TestInstance.authenticator().build())
                    .applyTo(http)
                    .cors(withDefaults())
                    .authorizeExchange(rules -> rules.pathMatchers("/open/**", "/actuator/health")
                            .permitAll()
                            .pathMatchers("/admin/**")
                            .access(clerkHas(role("org:admin")))
                            .pathMatchers("/strict/**")
                            .access(clerkHas(role("org:admin").and(reverification(STRICT))))
                            .pathMatchers("/api/admin")
                            .hasRole("org:admin")
                            .anyExchange()
                            .authenticated())
                    .build();
        }

        @Bean
        CorsConfigurationSource corsConfigurationSource() {
            var cors = new CorsConfiguration();
            cors.setAllowedOrigins(List.of("https://app.example.com"));
            cors.setAllowedMethods(List.of("GET", "POST"));
            var source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", cors);
            return source;
        }

        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter sessions() {
            return (exchange, chain) -> chain.filter(new CountingExchange(exchange));
        }
    }

    /** Counts the sessions that anybody asks for. */
    static final class CountingExchange extends ServerWebExchangeDecorator {
        CountingExchange(ServerWebExchange exchange) {
            super(exchange);
        }

        @Override
        public Mono<WebSession> getSession() {
            return Mono.defer(() -> {
                SESSIONS.incrementAndGet();
                return super.getSession();
            });
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

    private static Http.Response send(String method, String target, String... headers) {
        return application.send(method, target, headers);
    }

    private static String[] credentials(String kind) {
        return switch (kind) {
            case "nobody" -> new String[0];
            case "page" -> new String[] {PAGE};
            case "user" -> new String[] {bearer(token("user_1"))};
            case "user-page" -> new String[] {cookies(token("user_1")), PAGE};
            case "user-cookie" -> new String[] {cookies(token("user_1"))};
            case "admin" -> new String[] {bearer(admin())};
            case "strict" -> new String[] {bearer(admin().factorAges(1, 1))};
            case "stale" -> new String[] {bearer(admin().factorAges(60, 60))};
            case "expired" -> new String[] {bearer(token("user_1").expired())};
            case "expired-cookie" -> new String[] {cookies(token("user_1").expired())};
            case "rubbish" -> new String[] {"Authorization: Bearer rubbish"};
            case "rubbish-page" -> new String[] {"Authorization: Bearer rubbish", PAGE};
            case "basic" -> new String[] {"Authorization: Basic dXNlcjpwYXNz"};
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest(name = "{0} {1} as {2}: {3}")
    @CsvSource({
        "GET,     /open/x,              nobody,         200, nobody",
        "GET,     /open/x,              page,           200, nobody",
        "GET,     /open/x,              user,           200, user_1",
        "GET,     /open/x,              user-cookie,    200, user_1",
        "GET,     /open/x,              rubbish,        200, nobody",
        "POST,    /open/x,              nobody,         200, nobody",
        "GET,     /api/x,               nobody,         401, session-token-and-uat-missing",
        "HEAD,    /api/x,               nobody,         401,",
        "POST,    /api/x,               nobody,         401, session-token-and-uat-missing",
        "DELETE,  /api/x,               nobody,         401, session-token-and-uat-missing",
        "OPTIONS, /api/x,               nobody,         401, session-token-and-uat-missing",
        "GET,     /api/x,               page,           307,",
        "POST,    /api/x,               page,           401, session-token-and-uat-missing",
        "GET,     /api/x,               user,           200, user_1",
        "HEAD,    /api/x,               user,           200,",
        "POST,    /api/x,               user,           200, user_1",
        "DELETE,  /api/x,               user,           200, user_1",
        "GET,     /api/x,               user-cookie,    200, user_1",
        "GET,     /api/x,               user-page,      200, user_1",
        "POST,    /api/x,               user-cookie,    403, needs a CSRF token",
        "GET,     /api/x,               expired,        401, token-expired",
        "POST,    /api/x,               expired-cookie, 401, session-token-expired",
        "GET,     /api/x,               rubbish,        401, token-invalid",
        "GET,     /api/x,               rubbish-page,   401, token-invalid",
        "GET,     /api/x,               basic,          401, session-token-and-uat-missing",
        "GET,     /admin/x,             nobody,         401, session-token-and-uat-missing",
        "GET,     /admin/x,             page,           307,",
        "GET,     /admin/x,             user,           403, role org:admin",
        "GET,     /admin/x,             admin,          200, user_admin",
        "GET,     /api/admin,           user,           403, may not do this",
        "GET,     /api/admin,           admin,          200, user_admin",
        "GET,     /strict/x,            user,           403, role org:admin",
        "GET,     /strict/x,            stale,          403, reverification-error",
        "GET,     /strict/x,            strict,         200, user_admin",
        "GET,     /actuator/health,     page,           200, nobody",
        "GET,     /actuator/env,        page,           401, session-token-and-uat-missing",
        "GET,     /sign-in,             page,           401, session-token-and-uat-missing",
        "GET,     /sign-in/factor,      page,           401, session-token-and-uat-missing",
        "GET,     /open/throw,          nobody,         500,",
        "GET,     /missing,             user,           404,",
        "GET,     /missing,             nobody,         401, session-token-and-uat-missing",
        "GET,     /open/principal,      user,           200, user_1",
        "GET,     /open/principal,      nobody,         200, none",
        "GET,     /open/mono-principal, user,           200, user_1",
        "GET,     /open/caller,         user,           200, user_1",
        "GET,     /open/caller,         nobody,         401, session-token-and-uat-missing",
        "GET,     /open/mono-caller,    user,           200, user_1",
        "GET,     /open/mono-caller,    nobody,         401, session-token-and-uat-missing",
        "GET,     /open/optional-caller,user,           200, user_1",
        "GET,     /open/optional-caller,nobody,         200, none",
        "GET,     /open/only-admins,    nobody,         401, session-token-and-uat-missing",
        "GET,     /open/only-admins,    user,           403, role org:admin",
        "GET,     /open/only-admins,    admin,          200, user_admin",
        "GET,     /open/strict,         stale,          403, clerk_error",
        "GET,     /open/strict,         strict,         200, user_admin",
    })
    void eachRequestHasItsAnswerAndNobodyAsksForASession(
            String method, String path, String kind, int status, String body) {
        var response = send(method, path, credentials(kind));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).contains(body == null ? "" : body);
        assertThat(response.all("set-cookie")).noneMatch(cookie -> cookie.startsWith("SESSION"));
        assertThat(SESSIONS).hasValue(0);
    }

    @Test
    void aRefusalSaysWhyAndIsNotStored() {
        var response = send("GET", "/api/x");
        assertThat(response.first("content-type")).startsWith("application/problem+json");
        assertThat(response.all("www-authenticate")).containsExactly("Bearer");
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
        assertThat(response.all("x-clerk-auth-status")).containsExactly("signed-out");
        assertThat(send("GET", "/open/x").all("x-clerk-auth-status")).containsExactly("signed-out");
    }

    @Test
    void aPersonIsSentToSignInAndBackAndAClientCannotChooseTheHost() {
        var response =
                send("GET", "/api/x?a=%2F&b=a%20b", PAGE, "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https");
        var port = application.port();
        assertThat(response.first("location"))
                .isEqualTo("http://localhost:" + port + "/sign-in?redirect_url=http%3A%2F%2Flocalhost%3A" + port
                        + "%2Fapi%2Fx%3Fa%3D%252F%26b%3Da%2520b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/open/../api/x", "//api/x", "/open/%2e%2e/api/x", "/api/x;y=z", "/open/%252e%252e/api/x"})
    void aPathThatServersReadDifferentlyDoesNotPass(String path) {
        assertThat(send("GET", path).status()).isIn(400, 401, 404);
    }

    @Test
    void aCallerByCookieNeedsACsrfTokenToChangeSomething() {
        var session = "__client_uat=1; __session=" + token("user_1").mint();
        var cookie = "Cookie: XSRF-TOKEN=" + CSRF + "; " + session;
        assertThat(send("POST", "/api/x", cookie, "X-XSRF-TOKEN: " + CSRF).status())
                .isEqualTo(200);
        assertThat(send("POST", "/api/x", cookie, "X-XSRF-TOKEN: wrong").status())
                .isEqualTo(403);
        assertThat(send("POST", "/api/x", cookie).status()).isEqualTo(403);
        var basic = "Authorization: Basic dXNlcjpwYXNz";
        assertThat(send("POST", "/api/x", cookie, basic).status()).isEqualTo(403);
        var header = bearer(token("user_1"));
        assertThat(send("POST", "/api/x", cookie, header).status()).isEqualTo(200);
        assertThat(send("GET", "/api/x", "Cookie: " + session).all("set-cookie"))
                .anyMatch(line -> line.startsWith("XSRF-TOKEN="));
        assertThat(send("GET", "/api/x", header).all("set-cookie")).isEmpty();
    }

    @Test
    void aPreflightIsAnsweredAndARefusalCanBeReadByTheOtherOrigin() {
        var preflight =
                send("OPTIONS", "/api/x", "Origin: https://app.example.com", "Access-Control-Request-Method: POST");
        assertThat(preflight.status()).isEqualTo(200);
        var refused = send("GET", "/api/x", "Origin: https://app.example.com");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.all("access-control-allow-origin")).containsExactly("https://app.example.com");
    }
}
