package com.clerk.sdk.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Opens the endpoint of webhooks of a servlet application, which its signature protects. It is a chain of its own, so
 * that it is open beside the chains of an application too. It is not there without another chain, because it would keep
 * Spring Boot from protecting all else.
 */
@AutoConfiguration(
        after = ClerkServletSecurityAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
            "org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration"
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({HttpSecurity.class, SecurityFilterChain.class})
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
@Conditional(WebhookPathCondition.class)
@ConditionalOnBean(SecurityFilterChain.class)
public class ClerkWebhookSecurityAutoConfiguration {
    /** Makes the configuration. Spring Boot does so. */
    public ClerkWebhookSecurityAutoConfiguration() {}

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain clerkWebhookSecurityFilterChain(
            HttpSecurity http, ClerkProperties properties, Environment environment) throws Exception {
        var path = PublicPaths.servletPath(environment) + WebhookPathCondition.path(properties);
        return http.securityMatcher(PathPatternRequestMatcher.withDefaults().matcher(path))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
