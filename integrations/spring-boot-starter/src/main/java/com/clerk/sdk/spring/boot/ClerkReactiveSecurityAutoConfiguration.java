package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.spring.security.ClerkReactiveMethodSecurity;
import com.clerk.sdk.spring.security.ClerkWebFlux;
import com.clerk.sdk.spring.security.ClerkWebFluxHandlers;
import com.clerk.sdk.web.FrontendApiProxy;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ProviderNotFoundException;
import org.springframework.security.authentication.ReactiveAuthenticationManagerResolver;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The protection of a WebFlux application: what {@link ClerkServletSecurityAutoConfiguration} is for servlets. */
@AutoConfiguration(
        after = ClerkAutoConfiguration.class,
        beforeName = {
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveSecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.reactive.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.reactive.ReactiveManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnClass({ServerHttpSecurity.class, SecurityWebFilterChain.class, Mono.class})
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
public class ClerkReactiveSecurityAutoConfiguration {
    /** Makes the configuration. Spring Boot does so. */
    public ClerkReactiveSecurityAutoConfiguration() {}

    /** The chain of an application that has none of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(prefix = "clerk.security", name = "enabled", matchIfMissing = true)
    static class ChainConfiguration {
        @Bean
        @Order(Ordered.LOWEST_PRECEDENCE)
        @ConditionalOnMissingBean(SecurityWebFilterChain.class)
        SecurityWebFilterChain clerkSecurityWebFilterChain(
                ServerHttpSecurity http,
                ClerkProperties properties,
                RequestAuthenticator authenticator,
                ObjectProvider<FrontendApiProxy> proxy,
                Environment environment) {
            var security = properties.security();
            var open = PublicPaths.of(security.publicPaths(), environment);
            var pages = PublicPaths.pages(properties, PublicPaths.basePath(environment), environment);
            var clerk = ClerkWebFlux.of(authenticator);
            proxy.ifUnique(clerk::frontendApiProxy);
            return clerk.withoutRedirects(PublicPaths.operators(environment))
                    .withoutRedirects(
                            PropertyValues.find(security.withoutRedirects()).toArray(String[]::new))
                    .applyTo(http)
                    .cors(cors -> {})
                    .authorizeExchange(exchanges -> {
                        exchanges.matchers(ChainConfiguration::preflight).permitAll();
                        if (!open.isEmpty()) {
                            exchanges.pathMatchers(open.toArray(String[]::new)).permitAll();
                        }
                        for (var page : pages) {
                            exchanges.pathMatchers(HttpMethod.GET, page).permitAll();
                            exchanges.pathMatchers(HttpMethod.HEAD, page).permitAll();
                        }
                        exchanges.anyExchange().authenticated();
                    })
                    .build();
        }

        /**
         * Matches the question of a browser whether another origin may send a request. Spring answers it by the CORS
         * settings of the handlers, and calls none of them.
         */
        private static Mono<MatchResult> preflight(ServerWebExchange exchange) {
            return CorsUtils.isPreFlightRequest(exchange.getRequest()) ? MatchResult.match() : MatchResult.notMatch();
        }

        /** Keeps Spring Boot from making a user with a generated password, which nobody needs. */
        @Bean
        @ConditionalOnMissingBean
        ReactiveAuthenticationManagerResolver<ServerWebExchange> clerkReactiveAuthenticationManagerResolver() {
            return exchange -> Mono.just(authentication -> Mono.error(new ProviderNotFoundException(
                    "Clerk authenticates by the token of a request, and knows no passwords.")));
        }
    }

    /** The annotations of methods, and parameters of handlers. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherHandler.class)
    @Import({ClerkReactiveMethodSecurity.class, ClerkWebFluxHandlers.class})
    static class MethodConfiguration {}
}
