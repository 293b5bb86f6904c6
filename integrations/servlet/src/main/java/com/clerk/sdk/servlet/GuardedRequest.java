package com.clerk.sdk.servlet;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.Has;
import com.clerk.sdk.web.GuardDecision;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** A request whose user and roles are those of the caller, if Clerk knows one. */
final class GuardedRequest extends HttpServletRequestWrapper {
    private static final String AUTH_TYPE = "CLERK";

    private final GuardedCall call;

    GuardedRequest(HttpServletRequest request, GuardedCall call) {
        super(request);
        this.call = call;
    }

    @Override
    public AsyncContext startAsync() {
        return guarded(super.startAsync());
    }

    @Override
    public AsyncContext getAsyncContext() {
        return guarded(super.getAsyncContext());
    }

    /** Guards the container's own request and response: filters outside may have released theirs by now. */
    private AsyncContext guarded(AsyncContext context) {
        boolean original = context != null // as the requests of Spring's tests have it, against the specification
                && context.hasOriginalRequestAndResponse();
        if (!original) {
            return context;
        }
        var request = new GuardedRequest((HttpServletRequest) context.getRequest(), call);
        var response = UncachedResponse.of((HttpServletResponse) context.getResponse(), call.decision());
        return new GuardedAsync(context, request, response);
    }

    /**
     * Returns the request whose own user counts if the guard knows no caller: the caller of another guard, whose filter
     * has wrapped the request before, is not the caller of this one.
     */
    private HttpServletRequest unguarded() {
        var found = (HttpServletRequest) getRequest();
        ServletRequest each = found;
        while (each instanceof ServletRequestWrapper wrapper) {
            each = wrapper.getRequest();
            if (wrapper instanceof GuardedRequest other && other.call != call) {
                found = (HttpServletRequest) each;
            }
        }
        return found;
    }

    private @Nullable Auth auth() {
        return decision().auth();
    }

    private GuardDecision decision() {
        return call.asked();
    }

    @Override
    public @Nullable Principal getUserPrincipal() {
        var auth = auth();
        return auth == null ? unguarded().getUserPrincipal() : new ClerkPrincipal(auth);
    }

    @Override
    public @Nullable String getRemoteUser() {
        var auth = auth();
        return auth == null ? unguarded().getRemoteUser() : auth.subject();
    }

    @Override
    public @Nullable String getAuthType() {
        return auth() == null ? unguarded().getAuthType() : AUTH_TYPE;
    }

    @Override
    public boolean isUserInRole(@Nullable String role) {
        var auth = auth();
        if (auth == null) {
            return unguarded().isUserInRole(role);
        }
        return role != null && !role.isBlank() && auth.has(Has.role(role));
    }
}
