package com.clerk.sdk.spring.security;

import static com.clerk.sdk.auth.TokenType.API_KEY;
import static com.clerk.sdk.auth.TokenType.OAUTH_TOKEN;
import static com.clerk.sdk.auth.TokenType.SESSION_TOKEN;
import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.ApiKeyAuth;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The kinds of callers, and the parameters by which handlers get them. */
class CallersTest {
    private static final ClerkServer CLERK = ClerkServer.start();

    private static TomcatApplication application;
    private static String user;

    @RestController
    static class Handlers {
        @RequestMapping("/open/auth")
        String auth(@CurrentCaller Auth auth) {
            return auth.tokenType().value();
        }

        @RequestMapping("/open/session")
        String session(@CurrentCaller SessionAuth session) {
            return session.userId();
        }

        @RequestMapping("/open/key")
        String key(@CurrentCaller ApiKeyAuth key) {
            return key.subject();
        }

        @RequestMapping("/open/optional")
        String optional(@CurrentCaller Optional<SessionAuth> session) {
            return session.map(SessionAuth::userId).orElse("none");
        }

        @RequestMapping("/open/nullable")
        String nullable(@CurrentCaller @Nullable SessionAuth session) {
            return session == null ? "none" : session.userId();
        }

        @RequestMapping("/open/spring")
        String spring(@AuthenticationPrincipal SessionAuth session) {
            return session == null ? "none" : session.userId();
        }

        @RequestMapping("/open/wrong")
        String wrong(@CurrentCaller String text) {
            return text;
        }

        @AcceptsToken(API_KEY)
        @RequestMapping("/open/only-keys")
        String onlyKeys() {
            return Endpoints.caller();
        }

        @RequireRole("org:admin")
        @RequestMapping("/open/only-admins")
        String onlyAdmins() {
            return Endpoints.caller();
        }

        @RequireReverification
        @RequestMapping("/open/strict")
        String strict() {
            return Endpoints.caller();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @EnableClerkSecurity
    @Import({Endpoints.class, Handlers.class})
    static class Application {
        @Bean(destroyMethod = "close")
        ClerkBackend clerkBackend() {
            return ClerkBackend.builder()
                    .apiUrl(CLERK.apiUrl())
                    .secretKey(CLERK.secretKey())
                    .authentication(a -> a.publishableKey(CLERK.publishableKey()))
                    .build();
        }

        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(clerk(), settings -> settings.acceptTokens(SESSION_TOKEN, API_KEY, OAUTH_TOKEN))
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/open/**")
                            .permitAll()
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
        CLERK.close();
    }

    @BeforeEach
    void reset() {
        CLERK.clearStubs();
        CLERK.clearRequests();
    }

    private static Http.Response get(String path, String... tokens) {
        return tokens.length == 0
                ? application.send("GET", path)
                : application.send("GET", path, "Authorization: Bearer " + tokens[0]);
    }

    private static String session() {
        return CLERK.sessionToken("user_1");
    }

    private static String user() {
        if (user == null) {
            user = application
                    .bean(ClerkBackend.class)
                    .users()
                    .create(params -> params.emailAddress("ada@example.com"))
                    .id();
        }
        return user;
    }

    private static String key() {
        return CLERK.apiKey(user(), "read");
    }

    @Test
    void aParameterHasTheCaller() {
        assertThat(get("/open/auth", session()).body()).isEqualTo("session_token");
        assertThat(get("/open/auth", key()).body()).isEqualTo("api_key");
        assertThat(get("/open/session", session()).body()).isEqualTo("user_1");
        assertThat(get("/open/key", key()).body()).isEqualTo(user());
        assertThat(get("/open/spring", session()).body()).isEqualTo("user_1");
    }

    @Test
    void aParameterThatMustHaveACallerRefusesOthersInWords() {
        assertThat(get("/open/session").status()).isEqualTo(401);
        var mismatch = get("/open/session", key());
        assertThat(mismatch.status()).isEqualTo(401);
        assertThat(mismatch.body()).contains("token-type-mismatch", "a token of the type api_key");
        assertThat(get("/open/key", session()).status()).isEqualTo(401);
        assertThat(get("/open/wrong", session()).status()).isEqualTo(500);
    }

    @Test
    void aParameterThatMayBeMissingIsEmpty() {
        for (var path : new String[] {"/open/optional", "/open/nullable", "/open/spring"}) {
            assertThat(get(path).body()).as(path).isEqualTo("none");
            assertThat(get(path, key()).body()).as(path).isEqualTo("none");
            assertThat(get(path, session()).body()).as(path).isEqualTo("user_1");
        }
    }

    @Test
    void annotatedHandlersAnswerAsTheRulesOfPathsDo() {
        assertThat(get("/open/only-keys").status()).isEqualTo(401);
        assertThat(get("/open/only-keys", session()).status()).isEqualTo(401);
        assertThat(get("/open/only-keys", key()).body()).isEqualTo(user());
        assertThat(get("/open/only-admins").status()).isEqualTo(401);
        var refused = get("/open/only-admins", session());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("role org:admin");
        assertThat(get("/open/strict").status()).isEqualTo(401);
        var stale = CLERK.sessionToken().userId("user_1").factorAges(30, 30).mint();
        assertThat(get("/open/strict", stale).body()).startsWith("{\"clerk_error\":");
    }

    @Test
    void aTypeOfTokenThatTheChainDoesNotAcceptIsRefused() {
        var machines = application.bean(ClerkBackend.class).machines();
        var machine = CLERK.m2mToken(machines.create(m -> m.name("billing")).id());
        var response = get("/api/x", machine);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).contains("token-type-mismatch");
    }

    @Test
    void aKeyIsVerifiedOnceForARequestHoweverOftenItIsDispatched() {
        var key = key();
        get("/api/x", key);
        for (var path : new String[] {"/api/x", "/api/callable", "/open/forward", "/open/throw"}) {
            CLERK.clearRequests();
            get(path, key);
            assertThat(CLERK.requests()).as(path).hasSize(1);
        }
    }

    @Test
    void nobodyIsAskedToSignInAgainWhileClerkDoesNotAnswer() {
        var key = key();
        CLERK.stub("POST /api_keys/verify", StubResponse.status(503));
        var response = get("/api/x", key);
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.first("retry-after")).isEqualTo("5");
    }
}
