package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.servlet.Clerk;
import com.clerk.sdk.testing.SessionTokens;
import com.clerk.sdk.testing.TestKeys;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Several chains in one application: of two instances of Clerk, and one with passwords. */
class ChainsTest {
    private static final TestKeys PARTNER = TestKeys.generate();

    private static TomcatApplication application;

    @RestController
    static class Pages {
        @RequestMapping("/partner/x")
        String partner() {
            return "partner " + Endpoints.caller();
        }

        @RequestMapping("/host/x")
        String host() {
            return Endpoints.caller();
        }

        @RequestMapping("/free/forward")
        void forward(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/partner/x").forward(request, response);
        }

        @RequestMapping("/free/include")
        void include(HttpServletRequest request, HttpServletResponse response) throws Exception {
            request.getRequestDispatcher("/partner/x").include(request, response);
            response.getOutputStream().print(", then " + Endpoints.caller());
        }

        @RequestMapping("/ignored/throw")
        String ignored() {
            throw new IllegalStateException("on purpose");
        }

        @RequestMapping("/servlet/x")
        String servlet(HttpServletRequest request) {
            return Clerk.require(request).subject();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import({Endpoints.class, Pages.class})
    static class Application {
        @Bean(destroyMethod = "close")
        RequestAuthenticator authenticator() {
            return TestInstance.authenticator().build();
        }

        private static RequestAuthenticator partner() {
            return RequestAuthenticator.builder()
                    .jwtKey(PARTNER.publicKeyPem())
                    .publishableKey(
                            PublishableKey.forHost("clerk.partner.example").value())
                    .build();
        }

        @Bean
        @Order(1)
        SecurityFilterChain internal(HttpSecurity http) throws Exception {
            return http.securityMatcher("/internal/**", "/login")
                    .formLogin(withDefaults())
                    .httpBasic(withDefaults())
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain partner(HttpSecurity http) throws Exception {
            var partner = partner();
            return http.securityMatcher("/partner/**")
                    .with(clerk(), settings -> settings.authenticator(partner))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .build();
        }

        @Bean
        @Order(3)
        SecurityFilterChain byHost(HttpSecurity http, RequestAuthenticator usual) throws Exception {
            var partner = partner();
            return http.securityMatcher("/host/**")
                    .with(
                            clerk(),
                            settings -> settings.authenticators(
                                    request -> URI.create(request.url()).getQuery() == null ? usual : partner))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .build();
        }

        @Bean
        @Order(4)
        SecurityFilterChain application(HttpSecurity http) throws Exception {
            return http.with(clerk(), withDefaults())
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/free/**", "/open/**", "/servlet/**")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .build();
        }

        @Bean
        WebSecurityCustomizer ignored() {
            return web -> web.ignoring().requestMatchers("/ignored/**");
        }

        @Bean
        UserDetailsService users() {
            return new InMemoryUserDetailsManager(
                    User.withUsername("operator").password("{noop}pass").build());
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

    private static String partnerToken() {
        return bearer(SessionTokens.signedBy(PARTNER)
                .issuer("https://clerk.partner.example")
                .forUser("user_partner"));
    }

    private static Http.Response get(String path, String... headers) {
        return application.send("GET", path, headers);
    }

    @Test
    void eachChainHasItsInstance() {
        assertThat(get("/partner/x", partnerToken()).body()).isEqualTo("partner user_partner");
        assertThat(get("/partner/x", bearer(token("user_1"))).status()).isEqualTo(401);
        assertThat(get("/api/x", partnerToken()).status()).isEqualTo(401);
        assertThat(get("/api/x", bearer(token("user_1"))).body()).isEqualTo("user_1");
    }

    @Test
    void aChainChoosesTheInstanceOfARequest() {
        assertThat(get("/host/x", bearer(token("user_1"))).body()).isEqualTo("user_1");
        assertThat(get("/host/x", partnerToken()).status()).isEqualTo(401);
        assertThat(get("/host/x?partner", partnerToken()).body()).isEqualTo("user_partner");
        assertThat(get("/host/x?partner", bearer(token("user_1"))).status()).isEqualTo(401);
    }

    @Test
    void aCallerOfOneInstanceIsNobodyInTheChainOfAnotherToWhichTheRequestIsForwarded() {
        assertThat(get("/free/forward", bearer(token("user_1"))).status()).isEqualTo(401);
        assertThat(get("/free/forward", partnerToken()).body()).isEqualTo("partner user_partner");
    }

    @Test
    void aPageKeepsItsOwnCallerAfterItHasIncludedOneOfAnotherInstance() {
        assertThat(get("/free/include", partnerToken()).body()).isEqualTo("partner user_partner, then anonymousUser");
    }

    @Test
    void aChainWithPasswordsWorksBesideClerk() {
        var password = "Authorization: Basic "
                + Base64.getEncoder().encodeToString("operator:pass".getBytes(StandardCharsets.UTF_8));
        assertThat(get("/internal/x", password).body()).isEqualTo("operator");
        assertThat(get("/internal/x").status()).isIn(302, 401);
        assertThat(get("/login", "Accept: text/html").status()).isEqualTo(200);
        assertThat(get("/api/x", password).status()).isEqualTo(401);
        assertThat(get("/internal/x", bearer(token("user_1"))).status()).isIn(302, 401);
    }

    @Test
    void aPathThatNoChainSecuresFailsWithItsOwnError() {
        var response = get("/ignored/throw");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).startsWith("error 500");
    }

    @Test
    void theServletsWayToAskForTheCallerWorksToo() {
        assertThat(get("/servlet/x", bearer(token("user_1"))).body()).isEqualTo("user_1");
        assertThat(get("/servlet/x").status()).isEqualTo(401);
    }

    @Test
    void theHeadersOfTheStateAreThereOnce() {
        for (var path : List.of("/open/x", "/open/throw", "/open/forward", "/free/forward", "/api/x")) {
            assertThat(get(path).all("x-clerk-auth-status")).as(path).containsExactly("signed-out");
        }
    }
}
