package com.clerk.sdk.servlet;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The annotations {@link RequireAuth} that hold for a resource of Jakarta REST: those of its class and its method, and
 * of all that these extend, implement and override.
 */
final class RestAnnotations {
    private RestAnnotations() {}

    /** Returns the annotations that hold for a method of a resource. */
    static List<RequireAuth> of(Class<?> resource, Method method) {
        var found = new ArrayList<RequireAuth>();
        for (var type : ancestry(resource)) {
            add(type, found);
            declarations(type, method).forEach(own -> add(own, found));
        }
        return found;
    }

    /**
     * Returns the annotations that hold for what leads from a resource to another: those of its class, and of each
     * method that may have returned the other one (Jakarta REST 3.1 section 3.4.1: sub-resource locators).
     */
    static List<RequireAuth> ofLocators(Class<?> resource, Class<?> other) {
        var found = new ArrayList<RequireAuth>();
        ancestry(resource).forEach(type -> add(type, found));
        for (var method : resource.getMethods()) {
            if (isLocator(resource, method) && mayReturn(method.getReturnType(), other)) {
                found.addAll(of(resource, method));
            }
        }
        return found;
    }

    private static boolean mayReturn(Class<?> declared, Class<?> returned) {
        return declared == Class.class || declared.isAssignableFrom(returned);
    }

    private static boolean isLocator(Class<?> resource, Method method) {
        var annotations = ancestry(resource).stream()
                .flatMap(type -> declarations(type, method))
                .flatMap(own -> Arrays.stream(own.getAnnotations()))
                .toList();
        return annotations.stream().anyMatch(Path.class::isInstance)
                && annotations.stream().noneMatch(each -> each.annotationType().isAnnotationPresent(HttpMethod.class));
    }

    private static void add(AnnotatedElement element, List<RequireAuth> annotations) {
        var annotation = element.getDeclaredAnnotation(RequireAuth.class);
        if (annotation != null) {
            annotations.add(annotation);
        }
    }

    private static Set<Class<?>> ancestry(Class<?> type) {
        var found = new LinkedHashSet<Class<?>>();
        addAncestry(type, found);
        return found;
    }

    private static void addAncestry(@Nullable Class<?> type, Set<Class<?>> found) {
        if (type != null && found.add(type)) {
            addAncestry(type.getSuperclass(), found);
            for (var parent : type.getInterfaces()) {
                addAncestry(parent, found);
            }
        }
    }

    /** Returns the methods of a type that a method may override, or that may override it. */
    private static Stream<Method> declarations(Class<?> type, Method method) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(own -> own.getName().equals(method.getName())
                        && isAlike(own.getParameterTypes(), method.getParameterTypes()));
    }

    /** Tells whether parameters may be those of one method: a generic type has others than what extends it. */
    private static boolean isAlike(Class<?>[] some, Class<?>[] others) {
        boolean alike = some.length == others.length;
        for (int i = 0; alike && i < some.length; i++) {
            alike = some[i].isAssignableFrom(others[i]) || others[i].isAssignableFrom(some[i]);
        }
        return alike;
    }
}
