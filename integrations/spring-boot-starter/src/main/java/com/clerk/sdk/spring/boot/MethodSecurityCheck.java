package com.clerk.sdk.spring.boot;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authorization.method.AuthorizationAdvisor;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** Warns at the start if methods have {@code @PreAuthorize}, and nobody checks it. */
final class MethodSecurityCheck implements SmartInitializingSingleton {
    private static final Log LOG = LogFactory.getLog(MethodSecurityCheck.class);
    private static final List<Class<? extends Annotation>> ANNOTATIONS =
            List.of(PreAuthorize.class, PostAuthorize.class);

    /** The interceptors of the ways to turn method security on that Spring Security 6 still has. */
    private static final Set<String> OLD_WAYS = Set.of("methodSecurityInterceptor", "securityMethodInterceptor");

    private static final Method[] NO_METHODS = {};
    private static final String OWN = "clerkMethodAuthorization";

    private final ListableBeanFactory beans;

    MethodSecurityCheck(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (isChecked()) {
            return;
        }
        for (var name : beans.getBeanDefinitionNames()) {
            var type = beans.getType(name, false);
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
        var advisors = List.of(beans.getBeanNamesForType(AuthorizationAdvisor.class, true, false));
        return advisors.stream().anyMatch(name -> !name.equals(OWN))
                || OLD_WAYS.stream().anyMatch(beans::containsBean);
    }

    /** Tells whether a type, one that it extends or implements, or a method of these has one of the annotations. */
    private static boolean isAnnotated(Class<?> type) {
        // Most beans are Spring's own, and need no look at their methods. Its samples are applications.
        var name = type.getName();
        if (name.startsWith("java.") || (name.startsWith("org.springframework.") && !name.contains(".samples."))) {
            return false;
        }
        return hasAnnotation(type)
                || Stream.of(methods(type)).anyMatch(MethodSecurityCheck::hasAnnotation)
                || (type.getSuperclass() != null && isAnnotated(type.getSuperclass()))
                || Stream.of(type.getInterfaces()).anyMatch(MethodSecurityCheck::isAnnotated);
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
        return ANNOTATIONS.stream().anyMatch(annotations::isPresent);
    }
}
