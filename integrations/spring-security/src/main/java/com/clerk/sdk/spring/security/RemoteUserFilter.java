package com.clerk.sdk.spring.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContextHolderStrategy;

/**
 * Lets {@code getRemoteUser()} return the name of the caller. Spring Security returns the text of the principal, and
 * that of an {@link com.clerk.sdk.auth.Auth} shows no data.
 */
final class RemoteUserFilter implements Filter {
    private final SecurityContextHolderStrategy contexts;

    RemoteUserFilter(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new CallersRequest((HttpServletRequest) request), response);
    }

    private final class CallersRequest extends HttpServletRequestWrapper {
        CallersRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getRemoteUser() {
            return contexts.getContext().getAuthentication() instanceof ClerkAuthentication caller
                    ? caller.getName()
                    : super.getRemoteUser();
        }
    }
}
