package com.clerk.sdk.spring.security;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;

/**
 * The rules of all methods, which are read once. The pointcut matches the methods with a rule, and the manager decides
 * about their calls. Safe for use by several threads.
 */
final class MethodRules extends StaticMethodMatcherPointcut implements AuthorizationManager<MethodInvocation> {
    private final Map<MethodClassKey, Optional<MethodRule>> rules = new ConcurrentHashMap<>();

    MethodRules() {
        setClassFilter(MethodRules::mayHaveRules);
    }

    /** Tells whether methods of a type may have a rule. Most beans are Spring's own, and have none. */
    static boolean mayHaveRules(Class<?> type) {
        return !type.getName().startsWith("org.springframework.")
                && AnnotationUtils.isCandidateClass(type, RequireRole.class);
    }

    @Override
    public boolean matches(Method method, @Nullable Class<?> target) {
        return find(method, target).isPresent();
    }

    private Optional<MethodRule> find(Method method, @Nullable Class<?> target) {
        return rules.computeIfAbsent(
                new MethodClassKey(method, target), key -> Optional.ofNullable(MethodRule.of(method, target)));
    }

    @Override
    @SuppressWarnings("deprecation") // As in ClerkAuthorizationManager: Spring Security 6 calls this one.
    public AuthorizationDecision check(Supplier<Authentication> authentication, MethodInvocation call) {
        return decide(authentication.get(), call);
    }

    @Override
    public AuthorizationResult authorize(Supplier<Authentication> authentication, MethodInvocation call) {
        return decide(authentication.get(), call);
    }

    AuthorizationDecision decide(@Nullable Authentication caller, MethodInvocation call) {
        var receiver = call.getThis();
        var target = receiver == null ? null : AopUtils.getTargetClass(receiver);
        return find(call.getMethod(), target)
                .map(rule -> rule.decide(caller))
                .orElseGet(() -> new AuthorizationDecision(false));
    }
}
