package com.clerk.sdk.spring.security;

import com.clerk.sdk.ClerkBackend;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.StaticMethodMatcherPointcut;
import org.springframework.core.MethodClassKey;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.util.ReflectionUtils;

/**
 * The rules of all methods, which are read once. The pointcut matches the methods with a rule, and the manager decides
 * about their calls. Safe for use by several threads.
 */
final class MethodRules extends StaticMethodMatcherPointcut implements AuthorizationManager<MethodInvocation> {
    private final Map<MethodClassKey, Optional<MethodRule>> rules = new ConcurrentHashMap<>();

    MethodRules() {
        setClassFilter(MethodRules::mayHaveRules);
    }

    /**
     * Tells whether methods of a type may have a rule: whether it, or a type that it extends or implements, has one of
     * the annotations. Most beans do not have them, and this check avoids Spring's slower search of each method.
     */
    static boolean mayHaveRules(Class<?> type) {
        if (isOfPlatform(type)) {
            return false;
        }
        try {
            return declaresRules(type)
                    || (type.getSuperclass() != null && mayHaveRules(type.getSuperclass()))
                    || haveRules(type.getInterfaces());
        } catch (IllegalStateException e) {
            return true; // a method has a type that is not on the class path: let Spring's search report it
        }
    }

    private static boolean haveRules(Class<?>[] types) {
        for (var type : types) {
            if (mayHaveRules(type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresRules(Class<?> type) {
        if (declaresRule(type)) {
            return true;
        }
        for (var method : ReflectionUtils.getDeclaredMethods(type)) {
            if (declaresRule(method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresRule(AnnotatedElement element) {
        return element.getDeclaredAnnotations().length > 0 && MethodRule.isOn(element);
    }

    /**
     * These types cannot use the annotations. Spring's samples are applications, which people copy. A look at the
     * client's methods would load a class for each resource of the API.
     */
    private static boolean isOfPlatform(Class<?> type) {
        var name = type.getName();
        return name.startsWith("java.")
                || (name.startsWith("org.springframework.") && !name.contains(".samples."))
                || type == ClerkBackend.class;
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
        var decision = new AuthorizationDecision(false);
        for (var type : types(call.getThis())) {
            var rule = find(call.getMethod(), type).orElse(null);
            if (rule != null) {
                decision = rule.decide(caller);
                if (!decision.isGranted()) {
                    return decision;
                }
            }
        }
        return decision;
    }

    /**
     * Returns the types whose annotations hold for a call. If the object is a proxy itself, such as a repository of
     * Spring Data, then its interfaces may have annotations that the class behind it does not have, and the other way
     * round.
     */
    private static Set<@Nullable Class<?>> types(@Nullable Object receiver) {
        var types = new LinkedHashSet<@Nullable Class<?>>();
        types.add(receiver == null ? null : receiver.getClass());
        types.add(receiver == null ? null : AopProxyUtils.ultimateTargetClass(receiver));
        return types;
    }
}
