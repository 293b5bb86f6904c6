package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Which requests need a CSRF token: those whose session came with a cookie, and no others. */
class CsrfTest {
    private static final String CSRF = "0b5fb2e4-6f0c-4e1e-93a8-2f36b3c1a001";

    private static TomcatApplication application;

    /** How a request is signed in. */
    enum Credentials {
        NOBODY(null, false),
        BEARER("Bearer ", false),
        LOWER_CASE_BEARER("bearer ", false),
        BARE_TOKEN("", false),
        BASIC_AND_COOKIES("Basic dXNlcjpwYXNz", true),
        COOKIES(null, true),
        BEARER_AND_COOKIES("Bearer ", true);

        private final String scheme;
        private final boolean cookies;

        Credentials(String scheme, boolean cookies) {
            this.scheme = scheme;
            this.cookies = cookies;
        }

        boolean isOfHeader() {
            return scheme != null && !scheme.startsWith("Basic");
        }

        String authorization() {
            return isOfHeader() ? scheme + token("user_1").mint() : scheme;
        }
    }

    @RestController
    static class FormPage {
        @RequestMapping("/form")
        String form(CsrfToken token) {
            return token.getToken();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import({Endpoints.class, FormPage.class})
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(
                            clerk(),
                            settings -> settings.authenticator(
                                    TestInstance.authenticator().build()))
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
    }

    private static Http.Response send(String method, String path, Credentials credentials, String csrf) {
        var cookies = credentials.cookies
                ? "__client_uat=1; __session=" + token("user_1").mint() + "; "
                : "";
        var headers = new java.util.ArrayList<>(List.of("Cookie: " + cookies + "XSRF-TOKEN=" + CSRF));
        if (credentials.authorization() != null) {
            headers.add("Authorization: " + credentials.authorization());
        }
        if (csrf != null) {
            headers.add("X-XSRF-TOKEN: " + csrf);
        }
        return application.send(method, path, headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void onlyACallerByCookieWhoChangesSomethingNeedsAToken(Credentials credentials) {
        for (var method : List.of("GET", "HEAD", "POST", "PUT", "DELETE")) {
            for (var csrf : java.util.Arrays.asList(null, "wrong", CSRF)) {
                boolean changes = !method.equals("GET") && !method.equals("HEAD");
                boolean byCookie = credentials.cookies && !credentials.isOfHeader();
                var expected = byCookie && changes && !CSRF.equals(csrf) ? 403 : 200;
                assertThat(send(method, "/api/x", credentials, csrf).status())
                        .as(method + " " + csrf)
                        .isEqualTo(credentials == Credentials.NOBODY ? 401 : expected);
            }
        }
    }

    @Test
    void aPublicPageTakesPostsOfAnybody() {
        assertThat(send("POST", "/open/x", Credentials.NOBODY, null).status()).isEqualTo(200);
        assertThat(send("POST", "/open/x", Credentials.COOKIES, null).status()).isEqualTo(403);
    }

    @Test
    void theFirstPageOfASessionSetsTheCookieThatAScriptReads() {
        var response = application.send(
                "GET",
                "/api/x",
                "Cookie: __client_uat=1; __session=" + token("user_1").mint());
        assertThat(response.all("set-cookie")).anyMatch(cookie -> cookie.startsWith("XSRF-TOKEN="));
        assertThat(response.all("set-cookie")).noneMatch(cookie -> cookie.contains("HttpOnly"));
        assertThat(application
                        .send("GET", "/api/x", TestInstance.bearer(token("user_1")))
                        .all("set-cookie"))
                .isEmpty();
        assertThat(application.send("GET", "/open/x").all("set-cookie")).isEmpty();
    }

    @Test
    void theMaskedTokenOfAFormIsAcceptedAsAParameterAndInTheHeader() {
        var masked = send("GET", "/form", Credentials.COOKIES, null).body();
        assertThat(masked).isNotEqualTo(CSRF);
        assertThat(send("POST", "/api/x?_csrf=" + masked, Credentials.COOKIES, null)
                        .status())
                .isEqualTo(200);
        assertThat(send("POST", "/api/x", Credentials.COOKIES, masked).status()).isEqualTo(200);
        assertThat(send("POST", "/api/x?_csrf=x", Credentials.COOKIES, null).status())
                .isEqualTo(403);
    }

    /** The application's own settings, before and after ours. */
    abstract static class Own {
        final HttpSecurity base(HttpSecurity http) throws Exception {
            return http.with(
                            clerk(),
                            settings -> settings.authenticator(
                                    TestInstance.authenticator().build()))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated());
        }

        static CookieCsrfTokenRepository ownRepository() {
            var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
            repository.setCookieName("own");
            repository.setHeaderName("X-Own");
            return repository;
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class OwnBefore extends Own {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            http.csrf(csrf -> csrf.csrfTokenRepository(ownRepository()).ignoringRequestMatchers("/api/free"));
            return base(http).build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class OwnAfter extends Own {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return base(http)
                    .csrf(csrf -> csrf.csrfTokenRepository(ownRepository()).ignoringRequestMatchers("/api/free"))
                    .build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class DisabledBefore extends Own {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return base(http.csrf(AbstractHttpConfigurer::disable)).build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class DisabledAfter extends Own {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return base(http).csrf(AbstractHttpConfigurer::disable).build();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {OwnBefore.class, OwnAfter.class})
    void theSettingsOfTheApplicationStay(Class<?> configuration) {
        try (var own = TomcatApplication.start(configuration)) {
            var session = "__client_uat=1; __session=" + token("user_1").mint();
            var cookie = "Cookie: own=" + CSRF + "; " + session;
            assertThat(own.send("POST", "/api/x", cookie, "X-Own: " + CSRF).status())
                    .isEqualTo(200);
            assertThat(own.send("POST", "/api/x", cookie, "X-XSRF-TOKEN: " + CSRF)
                            .status())
                    .isEqualTo(403);
            assertThat(own.send("POST", "/api/free", cookie).status()).isEqualTo(200);
            assertThat(own.send("GET", "/api/x", "Cookie: " + session).all("set-cookie"))
                    .anyMatch(line -> line.startsWith("own="));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {DisabledBefore.class, DisabledAfter.class})
    void aChainWithoutCsrfProtectionStaysSo(Class<?> configuration) {
        try (var own = TomcatApplication.start(configuration)) {
            assertThat(own.send("POST", "/api/x", TestInstance.cookies(token("user_1")))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class WithBasic extends Own {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return base(http).httpBasic(withDefaults()).build();
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("user").password("{noop}pass").build());
        }
    }

    @Test
    void aCallerByAnotherMechanismOfTheChainNeedsAToken() {
        try (var basic = TomcatApplication.start(WithBasic.class)) {
            var password = "Authorization: Basic dXNlcjpwYXNz";
            assertThat(basic.send("GET", "/api/x", password).body()).isEqualTo("user");
            assertThat(basic.send("POST", "/api/x", password).status()).isEqualTo(403);
            assertThat(basic.send("POST", "/api/x", password, "Cookie: XSRF-TOKEN=" + CSRF, "X-XSRF-TOKEN: " + CSRF)
                            .status())
                    .isEqualTo(200);
            assertThat(basic.sessions()).isZero();
        }
    }

    @Test
    void theTestsOfSpringCanSendAToken() throws Exception {
        // Of its own, because the mock replaces the repository of tokens for good.
        try (var own = TomcatApplication.start(Application.class)) {
            checkTokensOfTests(Mvc.of(own));
        }
    }

    private static void checkTokensOfTests(Mvc mvc) throws Exception {
        var user = ClerkAuthentication.of(
                com.clerk.sdk.auth.TestAuth.session(Map.of("sub", "user_1")), com.clerk.sdk.auth.TokenCarrier.COOKIE);
        assertThat(mvc.status("POST", "/api/x", Mvc.authentication(user))).isEqualTo(403);
        assertThat(mvc.status("POST", "/api/x", Mvc.authentication(user), Mvc.csrf()))
                .isEqualTo(200);
        assertThat(mvc.status("POST", "/api/x", Mvc.authentication(user), Mvc.csrfInHeader()))
                .isEqualTo(200);
        var program = ClerkAuthentication.of(
                com.clerk.sdk.auth.TestAuth.session(Map.of("sub", "user_1")), com.clerk.sdk.auth.TokenCarrier.HEADER);
        assertThat(mvc.status("POST", "/api/x", Mvc.authentication(program))).isEqualTo(200);
    }
}
