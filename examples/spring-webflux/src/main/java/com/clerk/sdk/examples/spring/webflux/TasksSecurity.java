package com.clerk.sdk.examples.spring.webflux;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.spring.security.ClerkWebFlux;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;

/** A chain of the application's own, because programs with API keys may call it too. */
@Configuration(proxyBeanMethods = false)
class TasksSecurity {
    @Bean
    SecurityWebFilterChain tasks(ServerHttpSecurity http, RequestAuthenticator authenticator) {
        return ClerkWebFlux.of(authenticator)
                .acceptTokens(TokenType.SESSION_TOKEN, TokenType.API_KEY)
                .applyTo(http)
                .authorizeExchange(rules ->
                        rules.pathMatchers("/").permitAll().anyExchange().authenticated())
                .build();
    }
}
