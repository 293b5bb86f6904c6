package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.filter.ForwardedHeaderFilter;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** Which host a person comes back to: the one that the application knows, not the one that the client claims. */
class ForwardedHeadersTest {
    private static final String[] PROXIED = {
        "Accept: text/html", "X-Forwarded-Host: app.example.com", "X-Forwarded-Proto: https"
    };

    @Configuration
    @EnableWebMvc
    @EnableWebSecurity
    @Import(Endpoints.class)
    static class Application {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) throws Exception {
            return http.with(
                            clerk(),
                            settings -> settings.authenticator(
                                    TestInstance.authenticator().build()))
                    .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                    .build();
        }
    }

    @Test
    void aClientCannotChooseTheHost() {
        try (var application = TomcatApplication.start(Application.class)) {
            var location = application.send("GET", "/page/x", PROXIED).first("location");
            assertThat(location).contains("localhost").doesNotContain("app.example.com");
        }
    }

    @Test
    void theHostIsThatOfTheProxyIfSpringHasReadItsHeaders() {
        try (var application = TomcatApplication.start(List.of(new ForwardedHeaderFilter()), Application.class)) {
            var location = application.send("GET", "/page/x", PROXIED).first("location");
            assertThat(location)
                    .isEqualTo("https://app.example.com/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fpage%2Fx");
        }
    }

    @Test
    void theHostIsThatOfTheProxyIfTheContainerHasReadItsHeaders() {
        try (var application = TomcatApplication.behindProxy(Application.class)) {
            var location = application.send("GET", "/page/x", PROXIED).first("location");
            assertThat(location)
                    .isEqualTo("https://app.example.com/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fpage%2Fx");
        }
    }
}
