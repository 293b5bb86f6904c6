package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.RequestAuthenticator;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The metrics and the endpoint for operators, without secrets. */
@AutoConfiguration(after = ClerkAutoConfiguration.class)
@ConditionalOnProperty(prefix = "clerk", name = "enabled", matchIfMissing = true)
public class ClerkActuatorAutoConfiguration {
    /** Makes the configuration. Spring Boot does so. */
    public ClerkActuatorAutoConfiguration() {}

    /** Metrics of the calls to Clerk, and of authenticated requests. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    static class MetricsConfiguration {
        /** First, so that a listener of the application replaces it. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        ClerkBackendCustomizer clerkMetricsCustomizer(ObjectProvider<MeterRegistry> registries) {
            return builder -> builder.listener(new ClerkMetrics(registries));
        }

        /** First, as above. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        RequestAuthenticatorCustomizer clerkAuthenticationMetricsCustomizer(
                ObjectProvider<MeterRegistry> registries, ObjectProvider<ObservationRegistry> observations) {
            return builder -> builder.listener(new AuthenticationMetrics(registries, observations));
        }
    }

    /** Keeps the values of secrets out of the actuator's endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class SanitizingConfiguration {
        @Bean
        SanitizingFunction clerkSanitizingFunction() {
            return new SecretSanitizer();
        }
    }

    /** The endpoint {@code clerk}. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class EndpointConfiguration {
        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnBean(RequestAuthenticator.class)
        @ConditionalOnAvailableEndpoint
        ClerkEndpoint clerkEndpoint(ClerkProperties properties, RequestAuthenticator authenticator) {
            return new ClerkEndpoint(properties, authenticator);
        }
    }
}
