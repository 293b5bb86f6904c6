package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.Has;
import com.clerk.sdk.auth.Requirement;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a check before each method of a resource that {@link RequireAuth} is written for. */
final class RestBinding implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var annotations = RestAnnotations.of(resource.getResourceClass(), resource.getResourceMethod());
        if (!annotations.isEmpty()) {
            context.register(new Check(annotations), Priorities.AUTHENTICATION);
        }
    }

    /** Holds for the resources that led to the one which answers: the server binds no filter to those. */
    static final class Locators implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext context) {
            var matched = context.getUriInfo().getMatchedResources(); // the one which answers comes first
            for (int i = 1; i < matched.size(); i++) {
                var annotations = RestAnnotations.ofLocators(
                        matched.get(i).getClass(), matched.get(i - 1).getClass());
                if (!annotations.isEmpty()) {
                    new Check(annotations).filter(context);
                }
            }
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
