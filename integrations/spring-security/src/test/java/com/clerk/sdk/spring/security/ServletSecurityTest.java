package com.clerk.sdk.spring.security;

import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Reverification.STRICT;
import static com.clerk.sdk.spring.security.ClerkAuthorizationManager.clerkHas;
import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static com.clerk.sdk.spring.security.TestInstance.admin;
import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.cookies;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.RequestAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The whole chain of an application with the usual settings, over real HTTP. */
class ServletSecurityTest {
    private static final String PAGE = "Accept: text/html,*/*";

    private static TomcatApplication application;

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class Application {
        @Bean(destroyMethod = "close")
        RequestAuthenticator authenticator() {
            return TestInstance.authenticator().build();
        }

        @Bean
        CorsConfigurationSource corsConfigurationSource() {
            var cors = new CorsConfiguration();
            cors.setAllowedOrigins(List.of("https://app.example.com"));
            cors.setAllowedMethods(List.of("GET", "POST"));
            cors.setAllowedHeaders(List.of("Authorization"));
            var source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", cors);
            return source;
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(clerk(), withDefaults())
                    .cors(withDefaults())
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/open/**", "/actuator/health")
                            .permitAll()
                            .requestMatchers("/admin/**")
                            .access(clerkHas(role("org:admin")))
                            .requestMatchers("/strict/**")
                            .access(clerkHas(role("org:admin").and(reverification(STRICT))))
                            .requestMatchers("/page/admin")
                            .hasRole("org:admin")
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }

    @BeforeAll
    static void start() {
        application = TomcatApplication.start(Application.class);
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
            case "forged" -> new String[] {bearer(token("user_1").wrongSignature())};
            default -> throw new IllegalArgumentException(kind);
        };
    }

    @ParameterizedTest(name = "{0} {1} as {2}: {3}")
    @CsvSource({
        "GET,     /open/x,           nobody,         200, anonymousUser",
        "GET,     /open/x,           page,           200, anonymousUser",
        "GET,     /open/x,           user,           200, user_1",
        "GET,     /open/x,           user-cookie,    200, user_1",
        "GET,     /open/x,           rubbish,        200, anonymousUser",
        "POST,    /open/x,           nobody,         200, anonymousUser",
        "POST,    /open/x,           user,           200, user_1",
        "GET,     /api/x,            nobody,         401, session-token-and-uat-missing",
        "HEAD,    /api/x,            nobody,         401,",
        "POST,    /api/x,            nobody,         401, session-token-and-uat-missing",
        "PUT,     /api/x,            nobody,         401, session-token-and-uat-missing",
        "DELETE,  /api/x,            nobody,         401, session-token-and-uat-missing",
        "OPTIONS, /api/x,            nobody,         401, session-token-and-uat-missing",
        "GET,     /api/x,            page,           307,",
        "POST,    /api/x,            page,           401, session-token-and-uat-missing",
        "GET,     /api/x,            user,           200, user_1",
        "HEAD,    /api/x,            user,           200,",
        "POST,    /api/x,            user,           200, user_1",
        "PUT,     /api/x,            user,           200, user_1",
        "DELETE,  /api/x,            user,           200, user_1",
        "GET,     /api/x,            user-cookie,    200, user_1",
        "GET,     /api/x,            user-page,      200, user_1",
        "POST,    /api/x,            user-cookie,    403, needs a CSRF token",
        "GET,     /api/x,            expired,        401, token-expired",
        "GET,     /api/x,            expired-cookie, 401, session-token-expired",
        "POST,    /api/x,            expired-cookie, 401, session-token-expired",
        "GET,     /api/x,            rubbish,        401, token-invalid",
        "GET,     /api/x,            rubbish-page,   401, token-invalid",
        "GET,     /api/x,            forged,         401, token-invalid-signature",
        "GET,     /api/x,            basic,          401, session-token-and-uat-missing",
        "GET,     /admin/x,          nobody,         401, session-token-and-uat-missing",
        "GET,     /admin/x,          page,           307,",
        "GET,     /admin/x,          user,           403, role org:admin",
        "GET,     /admin/x,          user-page,      403, role org:admin",
        "GET,     /admin/x,          admin,          200, user_admin",
        "GET,     /page/admin,       user,           403, may not do this",
        "GET,     /page/admin,       admin,          200, user_admin",
        "GET,     /strict/x,         user,           403, role org:admin",
        "GET,     /strict/x,         stale,          403, reverification-error",
        "GET,     /strict/x,         strict,         200, user_admin",
        "GET,     /actuator/health,  page,           200, anonymousUser",
        "GET,     /actuator/env,     page,           401, session-token-and-uat-missing",
        "GET,     /sign-in,          page,           401, session-token-and-uat-missing",
        "GET,     /sign-in/factor,   page,           401, session-token-and-uat-missing",
        "GET,     /open/throw,       nobody,         500, error 500 anonymousUser",
        "GET,     /open/throw,       page,           500, error 500 anonymousUser",
        "GET,     /open/throw,       user,           500, error 500 user_1",
        "GET,     /api/throw,        user-page,      500, error 500 user_1",
        "GET,     /open/send-error,  nobody,         418, error 418 anonymousUser",
        "GET,     /missing,          user,           404, error 404 user_1",
        "GET,     /missing,          nobody,         401, session-token-and-uat-missing",
        "GET,     /open/forward,     user,           200, user_1",
        "GET,     /open/forward,     nobody,         401, session-token-and-uat-missing",
        "GET,     /api/callable,     user,           200, user_1",
        "GET,     /api/deferred,     user,           200, user_1",
        "GET,     /api/future,       user,           200, user_1",
        "GET,     /api/plain-future, user,           200, nobody",
        "GET,     /api/stream,       user,           200, user_1",
        "GET,     /api/events,       user,           200, user_1",
        "GET,     /api/principal,    admin,          200, user_admin user_admin true CLERK",
    })
    void eachRequestHasItsAnswerAndNoneHasASession(String method, String path, String kind, int status, String body) {
        var response = send(method, path, credentials(kind));
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.body()).contains(body == null ? "" : body);
        assertThat(response.all("set-cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
        assertThat(application.sessions()).isZero();
    }

    @Test
    void noHandlerSeesASession() {
        assertThat(send("GET", "/api/session", bearer(token("user_1"))).body()).isEqualTo("null");
        assertThat(send("GET", "/api/session", cookies(token("user_1"))).body()).isEqualTo("null");
    }

    @Test
    void theCookieOfASessionIsNoToken() {
        assertThat(send("GET", "/api/x", "Cookie: JSESSIONID=0123456789ABCDEF").status())
                .isEqualTo(401);
    }

    @Test
    void aRefusalSaysWhyAndIsNotStored() {
        var response = send("GET", "/api/x");
        assertThat(response.first("content-type")).startsWith("application/problem+json");
        assertThat(response.first("www-authenticate")).isEqualTo("Bearer");
        assertThat(response.first("cache-control")).isEqualTo("private, no-store");
        assertThat(response.all("x-clerk-auth-status")).containsExactly("signed-out");
        assertThat(send("GET", "/api/x", credentials("rubbish")).first("www-authenticate"))
                .isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void aPersonIsSentToSignInAndBack() {
        var response = send("GET", "/page/x?a=%2F&b=a%20b", PAGE);
        assertThat(response.status()).isEqualTo(307);
        var port = application.port();
        assertThat(response.first("location"))
                .isEqualTo("http://localhost:" + port + "/sign-in?redirect_url=http%3A%2F%2Flocalhost%3A" + port
                        + "%2Fpage%2Fx%3Fa%3D%252F%26b%3Da%2520b");
    }

    @Test
    void aCallerWhoLacksAVerificationAloneIsAskedForItAsClerksFrontendExpects() {
        var response = send("GET", "/strict/x", credentials("stale"));
        assertThat(response.body())
                .isEqualTo("{\"clerk_error\":{\"type\":\"forbidden\",\"reason\":\"reverification-error\",\"metadata\":"
                        + "{\"reverification\":{\"level\":\"second_factor\",\"afterMinutes\":10}}}}");
        assertThat(response.first("content-type")).startsWith("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/../api/x", "/api/x;y=z", "//api/x", "/%2e%2e/api/x", "/api/%2e%2e/admin/x"})
    void aPathThatServersReadDifferentlyDoesNotPass(String path) {
        assertThat(send("GET", path).status()).isIn(400, 401);
        assertThat(application.sessions()).isZero();
    }

    @Test
    void aFirewallsRefusalStays400() {
        assertThat(send("GET", "/open/x;y=z").status()).isEqualTo(400);
    }

    @Test
    void aPreflightIsAnsweredAndARefusalCanBeReadByTheOtherOrigin() {
        var preflight =
                send("OPTIONS", "/api/x", "Origin: https://app.example.com", "Access-Control-Request-Method: POST");
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.first("access-control-allow-origin")).isEqualTo("https://app.example.com");
        var refused = send("GET", "/api/x", "Origin: https://app.example.com");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.all("access-control-allow-origin")).containsExactly("https://app.example.com");
    }

    @Test
    void manyRequestsAtOnceKeepTheirCallers() throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        try {
            var calls = new ArrayList<Callable<Boolean>>();
            for (int i = 0; i < 400; i++) {
                var user = "user_" + i % 8;
                var path = List.of("/api/x", "/api/future", "/api/callable", "/api/deferred")
                        .get(i % 4);
                calls.add(() -> send("GET", path, bearer(token(user))).body().equals(user));
            }
            for (var answer : pool.invokeAll(calls)) {
                assertThat(answer.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void theChainHasTheFiltersThatItNeedsAndNoPagesOfItsOwn() {
        var names = new ArrayList<String>();
        for (var filter : application.bean(FilterChainProxy.class).getFilters("/x")) {
            names.add(filter.getClass().getSimpleName());
        }
        assertThat(names)
                .containsExactly(
                        "DisableEncodeUrlFilter",
                        "WebAsyncManagerIntegrationFilter",
                        "SecurityContextHolderFilter",
                        "HeaderWriterFilter",
                        "CorsFilter",
                        "ClerkFilter",
                        "ClerkContextFilter",
                        "CsrfFilter",
                        "RequestCacheAwareFilter",
                        "SecurityContextHolderAwareRequestFilter",
                        "RemoteUserFilter",
                        "AnonymousAuthenticationFilter",
                        "ExceptionTranslationFilter",
                        "LateCallers",
                        "AuthorizationFilter");
    }
}
