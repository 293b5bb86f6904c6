package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.TestInstance.admin;
import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.spring.security.snippets.MigrationSnippets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** An application that had a filter of its own, and kept its other settings. */
class MigrationTest {
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
        SecurityFilterChain application(HttpSecurity http) throws Exception {
            MigrationSnippets.roles(http);
            return http.csrf(AbstractHttpConfigurer::disable)
                    .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/admin/**")
                            .hasRole("admin")
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

    private static Http.Response send(String method, String path, String... headers) {
        return application.send(method, path, headers);
    }

    @Test
    void rulesAboutRolesStayWhereAuthoritiesKeepTheirNames() {
        assertThat(send("GET", "/admin/x", bearer(admin())).status()).isEqualTo(200);
        assertThat(send("GET", "/admin/x", bearer(admin().versionOne())).status())
                .isEqualTo(200);
        assertThat(send("GET", "/admin/x", bearer(token("user_1"))).status()).isEqualTo(403);
    }

    @Test
    void theNameOfTheCallerIsTheUserAsBefore() {
        assertThat(send("POST", "/api/x", bearer(token("user_1"))).body()).isEqualTo("user_1");
    }

    @Test
    void noSessionIsOpened() {
        var response = send("GET", "/api/session", bearer(token("user_1")));
        assertThat(response.body()).isEqualTo("null");
        assertThat(response.all("Set-Cookie")).isEmpty();
    }
}
