package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.authentication.preauth.RequestHeaderAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** A caller whom a filter finds after the check for forged requests needs a CSRF token as well. */
class LateCallersTest {
    private static final String CSRF = "0b5fb2e4-6f0c-4e1e-93a8-2f36b3c1a001";
    private static final String LEGACY = "Cookie: legacy=1";

    private static TomcatApplication application;

    /** Authenticates a caller that has the cookie of an older application. */
    private static final class CookieFilter implements Filter {
        private final String name;

        CookieFilter(String name) {
            this.name = name;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var current = SecurityContextHolder.getContext().getAuthentication();
            if (!(current instanceof ClerkAuthentication) && hasCookie((HttpServletRequest) request)) {
                var context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(name, "", List.of()));
                SecurityContextHolder.setContext(context);
            }
            chain.doFilter(request, response);
        }

        private boolean hasCookie(HttpServletRequest request) {
            var cookies = request.getCookies();
            return cookies != null
                    && List.of(cookies).stream()
                            .anyMatch(cookie -> cookie.getName().equals(name));
        }
    }

    private static RequestHeaderAuthenticationFilter proxy() {
        var filter = new RequestHeaderAuthenticationFilter();
        filter.setPrincipalRequestHeader("X-Sso-User");
        filter.setExceptionIfHeaderMissing(false);
        filter.setAuthenticationManager(
                found -> new PreAuthenticatedAuthenticationToken(found.getPrincipal(), "", List.of()));
        return filter;
    }

    private static HttpSecurity base(HttpSecurity http) throws Exception {
        return http.with(
                        clerk(),
                        settings -> settings.authenticator(
                                TestInstance.authenticator().build()))
                .addFilterBefore(new CookieFilter("legacy"), UsernamePasswordAuthenticationFilter.class)
                .addFilterBefore(new CookieFilter("latest"), AuthorizationFilter.class)
                .addFilter(proxy())
                .authorizeHttpRequests(rules -> rules.requestMatchers("/open/**")
                        .permitAll()
                        .anyRequest()
                        .authenticated());
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import({Endpoints.class, CsrfTest.FormPage.class})
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return base(http)
                    .csrf(csrf -> csrf.ignoringRequestMatchers("/api/free"))
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

    /** Sends a request of a caller who is named as the cookie, or in the header of the proxy for single sign-on. */
    private static Http.Response send(String method, String path, String caller, String... others) {
        var headers = new ArrayList<>(List.of("Cookie: " + caller + "=1; XSRF-TOKEN=" + CSRF));
        if (caller.equals("sso")) {
            headers.add("X-Sso-User: sso");
        }
        headers.addAll(List.of(others));
        return application.send(method, path, headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "latest", "sso"})
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
        assertThat(application
                        .send("POST", "/api/x", LEGACY, "X-XSRF-TOKEN: " + CSRF)
                        .status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "latest", "sso"})
    void aCallerWhomALaterFilterFindsReadsWithoutAToken(String caller) {
        assertThat(send("GET", "/api/x", caller).body()).isEqualTo(caller);
        assertThat(send("HEAD", "/api/x", caller).status()).isEqualTo(200);
        assertThat(send("OPTIONS", "/api/x", caller).status()).isEqualTo(200);
    }

    @Test
    void theFormOfSuchACallerIsAccepted() {
        var masked = send("GET", "/form", "legacy").body();
        assertThat(masked).isNotEqualTo(CSRF);
        assertThat(send("POST", "/api/x?_csrf=" + masked, "legacy").body()).isEqualTo("legacy");
        assertThat(send("POST", "/api/x?_csrf=x", "legacy").status()).isEqualTo(403);
    }

    @Test
    void nobodyNeedsNoToken() {
        assertThat(send("POST", "/open/x", "none").body()).isEqualTo("anonymousUser");
        assertThat(send("POST", "/open/x", "none", "X-XSRF-TOKEN: wrong").status())
                .isEqualTo(200);
        assertThat(send("POST", "/api/x", "none").status()).isEqualTo(401);
    }

    @Test
    void aCallerOfClerkIsAskedByTheCarrierOfTheTokenAlone() {
        var header = bearer(token("user_1"));
        assertThat(send("POST", "/api/x", "none", header).body()).isEqualTo("user_1");
        assertThat(send("POST", "/api/x", "legacy", header).body()).isEqualTo("user_1");
        var session = "Cookie: legacy=1; XSRF-TOKEN=" + CSRF + "; __client_uat=1; __session="
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

    @Test
    void aPathThatTheApplicationExemptsStaysExempt() {
        assertThat(send("POST", "/api/free", "legacy").body()).isEqualTo("legacy");
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class Disabled {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return base(http).csrf(AbstractHttpConfigurer::disable).build();
        }
    }

    @Test
    void aChainWithoutCsrfProtectionStaysSo() {
        try (var disabled = TomcatApplication.start(Disabled.class)) {
            assertThat(disabled.send("POST", "/api/x", LEGACY).body()).isEqualTo("legacy");
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class Own {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            var repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
            repository.setCookieName("own");
            repository.setHeaderName("X-Own");
            return base(http)
                    .csrf(csrf -> csrf.csrfTokenRepository(repository))
                    .exceptionHandling(handling -> handling.accessDeniedPage("/open/denied"))
                    .build();
        }
    }

    @Test
    void theTokensAndTheRefusalOfTheApplicationCount() {
        try (var own = TomcatApplication.start(Own.class)) {
            var cookie = LEGACY + "; own=" + CSRF;
            assertThat(own.send("POST", "/api/x", cookie, "X-Own: " + CSRF).body())
                    .isEqualTo("legacy");
            var refused = own.send("POST", "/api/x", cookie, "X-XSRF-TOKEN: " + CSRF);
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).isEqualTo("legacy"); // the page, to which the request is forwarded
        }
    }

    @Test
    void theTestsOfSpringCanSendATokenForSuchACaller() throws Exception {
        // Of its own, because the mock replaces the repository of tokens for good.
        try (var own = TomcatApplication.start(Application.class)) {
            var mvc = Mvc.of(own);
            RequestPostProcessor legacy = request -> {
                request.setCookies(new Cookie("legacy", "1"));
                return request;
            };
            assertThat(mvc.status("POST", "/api/x", legacy)).isEqualTo(403);
            assertThat(mvc.status("POST", "/api/x", legacy, Mvc.csrf())).isEqualTo(200);
            assertThat(mvc.status("POST", "/api/x", legacy, Mvc.csrfInHeader())).isEqualTo(200);
        }
    }
}
