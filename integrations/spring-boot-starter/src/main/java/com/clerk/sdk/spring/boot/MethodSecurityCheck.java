package com.clerk.sdk.spring.boot;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Warns at the start if methods have {@code @PreAuthorize}, and nobody checks it. */
final class MethodSecurityCheck implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(MethodSecurityCheck.class);
    /** The interceptors of the ways to turn method security on that Spring Security 6 still has. */
    private static final Set<String> OLD_WAYS = Set.of("methodSecurityInterceptor", "securityMethodInterceptor");

    private static final Method[] NO_METHODS = {};
    private static final String OWN = "clerkMethodAuthorization";

    private final ConfigurableListableBeanFactory beans;

    MethodSecurityCheck(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (isChecked()) {
            return;
        }
        for (var name : beans.getBeanDefinitionNames()) {
            var type = type(name);
            if (type != null && isAnnotated(ClassUtils.getUserClass(type))) {
                LOG.warn("The bean " + name
                        + " has the annotation @PreAuthorize or @PostAuthorize, which nobody checks. "
                        + "Add @EnableMethodSecurity to a configuration of the application, or "
                        + "@EnableReactiveMethodSecurity with WebFlux.");
                return;
            }
        }
    }

    private boolean isChecked() {
        for (var name : beans.getBeanNamesForType(AuthorizationAdvisor.class, true, false)) {
            if (!name.equals(OWN)) {
                return true;
            }
        }
        return OLD_WAYS.stream().anyMatch(beans::containsBean);
    }

    /**
     * Returns the class to search for the annotations. For a proxy it is the class behind it. For a bean that
     * {@link LighterStart} spares it is {@code Object}, where nothing is found.
     */
    private @Nullable Class<?> type(String name) {
        var type = beans.getMergedBeanDefinition(name).getAttribute(AutoProxyUtils.ORIGINAL_TARGET_CLASS_ATTRIBUTE);
        return type instanceof Class<?> known ? known : beans.getType(name, false);
    }

    private static boolean isAnnotated(Class<?> type) {
        // Most beans are Spring's own, and need no look at their methods. Its samples are applications.
        var name = type.getName();
        if (name.startsWith("java.") || (name.startsWith("org.springframework.") && !name.contains(".samples."))) {
            return false;
        }
        if (hasAnnotation(type) || (type.getSuperclass() != null && isAnnotated(type.getSuperclass()))) {
            return true;
        }
        for (var method : methods(type)) {
            if (hasAnnotation(method)) {
                return true;
            }
        }
        for (var each : type.getInterfaces()) {
            if (isAnnotated(each)) {
                return true;
            }
        }
        return false;
    }

    private static Method[] methods(Class<?> type) {
        try {
            return ReflectionUtils.getDeclaredMethods(type);
        } catch (IllegalStateException e) {
            return NO_METHODS; // a method has a type that is not on the class path, so nobody can call or proxy it
        }
    }

    private static boolean hasAnnotation(AnnotatedElement element) {
        if (element.getDeclaredAnnotations().length == 0) {
            return false;
        }
        var annotations = MergedAnnotations.from(element);
        return annotations.isPresent(PreAuthorize.class) || annotations.isPresent(PostAuthorize.class);
    }
}
