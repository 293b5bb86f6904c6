package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.GuardDecision;
import jakarta.servlet.ServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request, behind a {@link ClerkFilter}:
 *
 * <pre>{@code
 * protected void doPost(HttpServletRequest request, HttpServletResponse response) {
 *     Auth auth = Clerk.require(request, permission("org:invoices:create"));
 *     …
 * }
 * }</pre>
 *
 * <p>A response to a request whose caller was asked for has {@code Cache-Control: private, no-store}, unless the
 * application sets another. Safe for use by several threads.
 */
public final class Clerk {
    private Clerk() {}

    /**
     * Returns the caller of a request.
     *
     * @param request the request
     * @return the caller, or null if the request is not signed in
     * @throws IllegalStateException if no {@link ClerkFilter} has seen the request
     */
    public static @Nullable Auth auth(ServletRequest request) {
        return decision(request).auth();
    }

    /**
     * Returns the caller of a request that must be signed in. Others get 401, or are sent to sign in.
     *
     * @param request the request
     * @return the caller
     * @throws AccessRefusedException if the request is not signed in; let it pass, the filter answers
     * @throws IllegalStateException if no {@link ClerkFilter} has seen the request
     */
    public static Auth require(ServletRequest request) {
        return decision(request).require();
    }

    /**
     * Returns the caller of a request that must meet a requirement. Others get 403.
     *
     * @param request the request
     * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
     * @return the caller, who meets it
     * @throws AccessRefusedException if the caller does not meet it, or the request is not signed in; let it pass, the
     *     filter answers
     * @throws IllegalStateException if no {@link ClerkFilter} has seen the request
     */
    public static Auth require(ServletRequest request, Requirement requirement) {
        return decision(request).require(requirement);
    }

    /**
     * Returns the state of a request, with the reason why it is not signed in.
     *
     * @param request the request
     * @return the state
     * @throws IllegalStateException if no {@link ClerkFilter} has seen the request
     */
    public static RequestState state(ServletRequest request) {
        return decision(request).state();
    }

    /**
     * Returns the user who sent a request. The first call for a request asks Clerk, and waits for it; further calls
     * return the same.
     *
     * @param request the request
     * @return the user, or null if the request is not signed in, or was not sent by a user or for one
     * @throws IllegalStateException if no {@link ClerkFilter} has seen the request, or its guard was built without a
     *     client
     * @throws com.clerk.sdk.errors.ClerkException if Clerk does not return the user
     */
    public static @Nullable User currentUser(ServletRequest request) {
        return decision(request).currentUser();
    }

    private static GuardDecision decision(ServletRequest request) {
        return decision(request.getAttribute(ClerkFilter.CALL));
    }

    /** Returns the decision that the filter left in the attribute of a request. Fails if the filter is missing. */
    static GuardDecision decision(@Nullable Object attribute) {
        if (attribute instanceof GuardedCall call) {
            return call.asked();
        }
        throw new IllegalStateException(
                "Nobody has authenticated this request. Add a ClerkFilter for /* and all dispatcher "
                        + "types before the filters and servlets that ask who sent a request: servletContext.addFilter(\"clerk\", new "
                        + "ClerkFilter(guard)).addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, \"/*\").");
    }
}
