package com.clerk.sdk.spring.security;

import org.springframework.aop.Advisor;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;

/** Checks the calls of methods with {@link RequireRole} and the like. {@link EnableClerkSecurity} imports it. */
@Configuration(proxyBeanMethods = false)
@Import(ClerkMethodSecurity.Proxies.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class ClerkMethodSecurity {
    /** Creates the configuration. Spring calls this constructor. */
    public ClerkMethodSecurity() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor clerkMethodAuthorization() {
        var rules = new MethodRules();
        var advisor = new AuthorizationManagerBeforeMethodInterceptor(rules, rules);
        advisor.setOrder(AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() - 1);
        return advisor;
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotationCheck clerkAnnotationCheck() {
        return new AnnotationCheck();
    }

    /** Lets Spring make proxies for the methods, as {@code @EnableMethodSecurity} does. */
    static final class Proxies implements ImportBeanDefinitionRegistrar {
        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
        }
    }
}
