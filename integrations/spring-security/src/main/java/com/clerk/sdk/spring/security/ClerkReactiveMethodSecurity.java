package com.clerk.sdk.spring.security;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Role;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeReactiveMethodInterceptor;

/**
 * Checks the calls of methods with {@link RequireRole} and the like in a WebFlux application. The methods have to
 * return a publisher; the call of another one fails. {@link EnableClerkWebFlux} imports it.
 */
@Configuration(proxyBeanMethods = false)
@Import(ClerkMethodSecurity.Proxies.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class ClerkReactiveMethodSecurity {
    /** Creates the configuration. Spring calls this constructor. */
    public ClerkReactiveMethodSecurity() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AuthorizationAdvisor clerkMethodAuthorization() {
        var rules = new MethodRules();
        var advisor =
                new AuthorizationManagerBeforeReactiveMethodInterceptor(rules, new ReactiveMethodAuthorization(rules));
        advisor.setOrder(AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() - 1);
        return advisor;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotationCheck clerkAnnotationCheck() {
        return new AnnotationCheck();
    }
}
