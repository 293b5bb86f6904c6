package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.cookies;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TestAuth;
import com.clerk.sdk.auth.TokenCarrier;
import java.io.ByteArrayOutputStream;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Nobody is kept in a session, whatever else the chain is told. */
class StatelessTest {
    abstract static class Base {
        @Bean(destroyMethod = "close")
        RequestAuthenticator authenticator() {
            return TestInstance.authenticator().build();
        }

        static HttpSecurity rules(HttpSecurity http) throws Exception {
            return http.authorizeHttpRequests(rules ->
                    rules.requestMatchers("/open/**").permitAll().anyRequest().authenticated());
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class StatelessAfter extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return rules(http.with(clerk(), withDefaults())
                            .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS)))
                    .build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class StatelessBefore extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return rules(http.sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                            .with(clerk(), withDefaults()))
                    .build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class IfRequired extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return rules(http.with(clerk(), withDefaults())
                            .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.IF_REQUIRED)))
                    .build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class ImplicitStrategy extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return rules(http.with(clerk(), withDefaults())
                            .sessionManagement(s -> s.requireExplicitAuthenticationStrategy(false)))
                    .build();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {StatelessAfter.class, StatelessBefore.class, IfRequired.class, ImplicitStrategy.class})
    void aSessionIsNeverMadeAndNeverReplacesAToken(Class<?> configuration) {
        try (var application = TomcatApplication.start(configuration)) {
            for (var credentials : List.of(bearer(token("user_1")), cookies(token("user_1")))) {
                var response = application.send("GET", "/api/x", credentials);
                assertThat(response.body()).isEqualTo("user_1");
                assertThat(response.all("set-cookie")).noneMatch(cookie -> cookie.startsWith("JSESSIONID"));
                for (var path : List.of("/api/throw", "/api/callable", "/missing", "/open/x")) {
                    application.send("GET", path, credentials);
                }
            }
            application.send("GET", "/api/x", "Accept: text/html");
            assertThat(application.sessions()).isZero();
            assertThat(application.send("GET", "/api/x").status()).isEqualTo(401);
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class OwnRepository extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return rules(http.with(clerk(), withDefaults())
                            .securityContext(
                                    c -> c.securityContextRepository(new HttpSessionSecurityContextRepository())))
                    .build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class Twice extends Base {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return rules(http.with(clerk(), withDefaults()).with(clerk(), withDefaults()))
                    .build();
        }
    }

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class WithoutAuthenticator {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return Base.rules(http.with(clerk(), withDefaults())).build();
        }
    }

    @Test
    void aChainThatCannotWorkIsRefusedInWords() {
        assertThatThrownBy(() -> TomcatApplication.start(OwnRepository.class))
                .hasStackTraceContaining("The chain has a SecurityContextRepository of its own");
        assertThatThrownBy(() -> TomcatApplication.start(Twice.class))
                .hasStackTraceContaining("The chain has clerk() already");
        assertThatThrownBy(() -> TomcatApplication.start(WithoutAuthenticator.class))
                .hasStackTraceContaining("Set clerk().authenticator(…)");
    }

    @Test
    void anAuthenticationCannotBeWrittenIntoASession() throws Exception {
        var authentication = ClerkAuthentication.of(TestAuth.session("user_1"), TokenCarrier.COOKIE);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            assertThatThrownBy(() -> out.writeObject(authentication))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("no session keeps it");
        }
        var token = authentication.auth().token();
        assertThat(bytes.toString("ISO-8859-1")).doesNotContain(token.substring(0, 10));
        assertThat(authentication.toString() + authentication.getCredentials() + authentication.getDetails())
                .doesNotContain(token, "user_1");
    }

    @Test
    void anAuthenticationDoesNotChange() {
        var authentication = ClerkAuthentication.of(TestAuth.session("user_1"), TokenCarrier.COOKIE);
        authentication.setAuthenticated(true);
        assertThatThrownBy(() -> authentication.setAuthenticated(false)).isInstanceOf(IllegalArgumentException.class);
        assertThat(authentication.isAuthenticated()).isTrue();
    }
}
