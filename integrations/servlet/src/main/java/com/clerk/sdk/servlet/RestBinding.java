package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.Requirement;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a check before each method of a resource that {@link RequireAuth} is written for. */
final class RestBinding implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var annotations = new ArrayList<RequireAuth>();
        collect(resource.getResourceClass(), resource.getResourceMethod(), annotations);
        if (!annotations.isEmpty()) {
            context.register(new Check(annotations), Priorities.AUTHENTICATION);
        }
    }

    /** Collects the annotations of a class, of what it extends and implements, and of the method in each of them. */
    private static void collect(@Nullable Class<?> type, Method method, List<RequireAuth> annotations) {
        if (type == null) {
            return;
        }
        add(type.getDeclaredAnnotation(RequireAuth.class), annotations);
        for (var own : type.getDeclaredMethods()) {
            if (own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes())) {
                add(own.getDeclaredAnnotation(RequireAuth.class), annotations);
            }
        }
        collect(type.getSuperclass(), method, annotations);
        for (var parent : type.getInterfaces()) {
            collect(parent, method, annotations);
        }
    }

    private static void add(@Nullable RequireAuth annotation, List<RequireAuth> annotations) {
        if (annotation != null) {
            annotations.add(annotation);
        }
    }

    /** Lets the callers through who meet all annotations. */
    private static final class Check implements ContainerRequestFilter {
        private final @Nullable Requirement requirement;

        Check(List<RequireAuth> annotations) {
            Requirement all = null;
            for (var annotation : annotations) {
                all = and(all, annotation.role().isEmpty() ? null : Has.role(annotation.role()));
                all = and(all, annotation.permission().isEmpty() ? null : Has.permission(annotation.permission()));
            }
            this.requirement = all;
        }

        private static @Nullable Requirement and(@Nullable Requirement one, @Nullable Requirement other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            return one.and(other);
        }

        @Override
        public void filter(ContainerRequestContext context) {
            // In a servlet container the properties are the attributes of the request (ContainerRequestContext).
            var decision = Clerk.decision(context.getProperty(ClerkFilter.CALL));
            if (requirement == null) {
                decision.require();
            } else {
                decision.require(requirement);
            }
        }
    }
}
