package com.clerk.sdk.spring.security.snippets;

import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Reverification.STRICT;
import static com.clerk.sdk.spring.security.ClerkAuthorizationManager.clerkHas;
import static com.clerk.sdk.spring.security.ClerkHttpConfigurer.clerk;
import static org.springframework.security.config.Customizer.withDefaults;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SessionTokenVerifier;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.spring.security.ClerkWebFlux;
import com.clerk.sdk.spring.security.CurrentCaller;
import com.clerk.sdk.spring.security.EnableClerkSecurity;
import com.clerk.sdk.spring.security.RequirePermission;
import com.clerk.sdk.spring.security.RequireReverification;
import com.clerk.sdk.spring.security.jwt.ClerkJwtDecoder;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The code of docs/spring.md. */
final class SpringSnippets {
    private SpringSnippets() {}

    // snippet: spring-chain
    @Configuration
    @EnableMethodSecurity
    @EnableClerkSecurity
    static class Security {
        @Bean
        RequestAuthenticator authenticator() {
            return RequestAuthenticator.fromEnv();
        }

        @Bean
        SecurityFilterChain application(HttpSecurity http) throws Exception {
            return http.with(clerk(), withDefaults())
                    .cors(withDefaults())
                    .authorizeHttpRequests(rules -> rules.requestMatchers("/", "/assets/**")
                            .permitAll()
                            .requestMatchers("/admin/**")
                            .access(clerkHas(role("org:admin").and(reverification(STRICT))))
                            .anyRequest()
                            .authenticated())
                    .build();
        }
    }
    // end

    // snippet: spring-handlers
    @RestController
    static class Invoices {
        @GetMapping("/me")
        String me(@CurrentCaller SessionAuth user) {
            return user.userId();
        }

        @RequirePermission("org:invoices:read")
        @GetMapping("/invoices/{id}")
        String read(@PathVariable("id") String id) {
            return "invoice " + id;
        }

        @RequirePermission("org:invoices:delete")
        @RequireReverification
        @DeleteMapping("/invoices/{id}")
        void delete(@PathVariable("id") String id) {}

        @PreAuthorize("@clerk.permission('org:invoices:read') and #owner == authentication.name")
        @GetMapping("/owners/{owner}/invoices")
        String own(@PathVariable("owner") String owner) {
            return "invoices of " + owner;
        }
    }
    // end

    static SecurityFilterChain machines(HttpSecurity http) throws Exception {
        // snippet: spring-machines
        return http.securityMatcher("/api/**")
                .with(clerk(), settings -> settings.acceptTokens(TokenType.SESSION_TOKEN, TokenType.API_KEY))
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .build();
        // end
    }

    static SecurityFilterChain several(HttpSecurity http, Map<String, RequestAuthenticator> byTenant) throws Exception {
        // snippet: spring-several
        return http.with(clerk(), settings -> settings.authenticators(request -> byTenant.get(tenant(request.url()))))
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .build();
        // end
    }

    private static String tenant(String url) {
        return url;
    }

    // snippet: spring-webflux
    @Bean
    SecurityWebFilterChain application(ServerHttpSecurity http, RequestAuthenticator authenticator) {
        return ClerkWebFlux.of(authenticator)
                .applyTo(http)
                .authorizeExchange(rules -> rules.pathMatchers("/admin/**")
                        .access(ClerkWebFlux.clerkHas(role("org:admin")))
                        .anyExchange()
                        .authenticated())
                .build();
    }
    // end

    static void resourceServer(HttpSecurity http, SessionTokenVerifier verifier) throws Exception {
        // snippet: spring-resource-server
        http.oauth2ResourceServer(server -> server.jwt(jwt -> jwt.decoder(ClerkJwtDecoder.of(verifier))));
        // end
    }
}
