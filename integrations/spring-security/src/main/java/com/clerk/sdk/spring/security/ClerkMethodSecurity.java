package com.clerk.sdk.spring.security;

import java.util.function.Supplier;
import org.aopalliance.aop.Advice;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.Pointcut;
import org.springframework.aop.config.AopConfigUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.context.annotation.Role;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.security.authorization.method.AuthorizationInterceptorsOrder;
import org.springframework.security.authorization.method.AuthorizationManagerBeforeMethodInterceptor;
import org.springframework.util.function.SingletonSupplier;

/** Checks the calls of methods with {@link RequireRole} and the like. {@link EnableClerkSecurity} imports it. */
@Configuration(proxyBeanMethods = false)
@Import(ClerkMethodSecurity.Proxies.class)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
public class ClerkMethodSecurity {
    /** Creates the configuration. Spring calls this constructor. */
    public ClerkMethodSecurity() {}

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AuthorizationAdvisor clerkMethodAuthorization() {
        return new MethodAuthorization();
    }

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static AnnotationCheck clerkAnnotationCheck() {
        return new AnnotationCheck();
    }

    /**
     * Applies the rules to calls of methods. Spring's interceptor is made at the first call: an application without the
     * annotations has this advisor too, and is spared the classes of the interceptor.
     */
    private static final class MethodAuthorization implements AuthorizationAdvisor {
        private static final int ORDER = AuthorizationInterceptorsOrder.PRE_AUTHORIZE.getOrder() - 1;

        private final MethodRules rules = new MethodRules();
        private final Supplier<MethodInterceptor> check =
                SingletonSupplier.of(() -> new AuthorizationManagerBeforeMethodInterceptor(rules, rules));

        @Override
        public int getOrder() {
            return ORDER;
        }

        @Override
        public Pointcut getPointcut() {
            return rules;
        }

        @Override
        public Advice getAdvice() {
            return this;
        }

        @Override
        public @Nullable Object invoke(MethodInvocation call) throws Throwable {
            return check.get().invoke(call);
        }
    }

    /** Lets Spring make proxies for the methods, as {@code @EnableMethodSecurity} does. */
    static final class Proxies implements ImportBeanDefinitionRegistrar {
        @Override
        public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
            AopConfigUtils.registerAutoProxyCreatorIfNecessary(registry);
        }
    }
}
