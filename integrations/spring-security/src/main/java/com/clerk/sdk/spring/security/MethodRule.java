package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.Reverification;
import com.clerk.sdk.auth.TokenType;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.core.Authentication;
import org.springframework.util.ClassUtils;

/**
 * All that the annotations of a method require of its caller: those of the method, of its type, and of all that these
 * override, extend or implement. Immutable.
 *
 * @param requirement all requirements, or null
 * @param types the accepted types of token; all types if there is no annotation for them
 */
record MethodRule(@Nullable Requirement requirement, Set<TokenType> types) {
    private static final List<Class<? extends Annotation>> ANNOTATIONS = List.of(
            RequireRole.class,
            RequirePermission.class,
            RequireFeature.class,
            RequirePlan.class,
            RequireReverification.class,
            AcceptsToken.class);

    /** Returns the rule of a method, or null if nothing annotates it. */
    static @Nullable MethodRule of(Method method, @Nullable Class<?> target) {
        if (method.getDeclaringClass() == Object.class) {
            return null;
        }
        var type = userClass(method, target);
        var elements = new LinkedHashSet<AnnotatedElement>(methods(method, type));
        elements.add(type);
        var requirements = new ArrayList<Requirement>();
        var types = EnumSet.allOf(TokenType.class);
        boolean found = false;
        for (var element : elements) {
            found |= add(MergedAnnotations.from(element, SearchStrategy.TYPE_HIERARCHY), requirements, types);
        }
        return found ? new MethodRule(and(requirements), types) : null;
    }

    private static Class<?> userClass(Method method, @Nullable Class<?> target) {
        return ClassUtils.getUserClass(target == null ? method.getDeclaringClass() : target);
    }

    /**
     * Returns the methods whose annotations hold for a call, but for those that these methods override. A method may
     * also implement one of an interface that its own class does not know, but the class of the object does.
     */
    private static Set<Method> methods(Method method, Class<?> type) {
        var specific = AopUtils.getMostSpecificMethod(method, type);
        var methods = new LinkedHashSet<Method>(List.of(specific, method));
        for (var each : ClassUtils.getAllInterfacesForClassAsSet(type)) {
            for (var declared : each.getMethods()) {
                if (implementsMethod(specific, declared, type)) {
                    methods.add(declared);
                }
            }
        }
        return methods;
    }

    private static boolean implementsMethod(Method method, Method declared, Class<?> type) {
        return Modifier.isPublic(method.getModifiers())
                && !Modifier.isStatic(method.getModifiers())
                && method.getName().equals(declared.getName())
                && method.getParameterCount() == declared.getParameterCount()
                && parameters(method, type).equals(parameters(declared, type));
    }

    private static List<Class<?>> parameters(Method method, Class<?> type) {
        var parameters = new ArrayList<Class<?>>();
        for (int i = 0; i < method.getParameterCount(); i++) {
            parameters.add(ResolvableType.forMethodParameter(method, i, type).resolve(method.getParameterTypes()[i]));
        }
        return parameters;
    }

    /** Tells whether a method has one of the annotations, or a method that it overrides or implements has one. */
    static boolean isOnHierarchy(Method method, Class<?> target) {
        for (var each : methods(method, userClass(method, target))) {
            var found = MergedAnnotations.from(each, SearchStrategy.TYPE_HIERARCHY);
            if (ANNOTATIONS.stream().anyMatch(found::isPresent)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Tells whether an element itself has an annotation that requires something, or one that has such an annotation.
     */
    static boolean isOn(AnnotatedElement element) {
        var annotations = MergedAnnotations.from(element);
        return ANNOTATIONS.stream().anyMatch(annotations::isPresent);
    }

    private static boolean add(MergedAnnotations found, List<Requirement> requirements, Set<TokenType> types) {
        int before = requirements.size();
        found.stream(RequireRole.class).forEach(each -> requirements.add(Has.role(each.getString("value"))));
        found.stream(RequirePermission.class)
                .forEach(each -> requirements.add(Has.permission(each.getString("value"))));
        found.stream(RequireFeature.class).forEach(each -> requirements.add(Has.feature(each.getString("value"))));
        found.stream(RequirePlan.class).forEach(each -> requirements.add(Has.plan(each.getString("value"))));
        found.stream(RequireReverification.class)
                .forEach(each -> requirements.add(
                        Has.reverification(reverification(each.getEnum("value", RequireReverification.Preset.class)))));
        boolean restricted = found.isPresent(AcceptsToken.class);
        found.stream(AcceptsToken.class)
                .forEach(each -> types.retainAll(Set.of(each.getEnumArray("value", TokenType.class))));
        return restricted || requirements.size() > before;
    }

    static Reverification reverification(RequireReverification.Preset preset) {
        return switch (preset) {
            case STRICT_MFA -> Reverification.STRICT_MFA;
            case STRICT -> Reverification.STRICT;
            case MODERATE -> Reverification.MODERATE;
            case LAX -> Reverification.LAX;
        };
    }

    private static @Nullable Requirement and(List<Requirement> requirements) {
        Requirement all = null;
        for (var each : requirements) {
            all = all == null ? each : all.and(each);
        }
        return all;
    }

    AuthorizationDecision decide(@Nullable Authentication authentication) {
        if (!(authentication instanceof ClerkAuthentication caller)) {
            return new AuthorizationDecision(false);
        }
        if (!types.contains(caller.auth().tokenType())) {
            return new Refusal(null);
        }
        return requirement == null || caller.auth().has(requirement)
                ? new AuthorizationDecision(true)
                : new Refusal(requirement);
    }
}
