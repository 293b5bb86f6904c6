package com.clerk.sdk.spring.security;

import com.clerk.sdk.servlet.Responses;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.csrf.CsrfException;

/** Answers a caller who may not do this. */
final class ClerkAccessDeniedHandler implements AccessDeniedHandler {
    private final SecurityContextHolderStrategy contexts;
    private final AccessDeniedHandler others = new AccessDeniedHandlerImpl();

    ClerkAccessDeniedHandler(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        var authentication = contexts.getContext().getAuthentication();
        var decision = ClerkContextFilter.decision(request);
        boolean forged = denied instanceof CsrfException;
        if (authentication instanceof ClerkAuthentication caller) {
            Responses.send(request, response, forged ? Refusals.noCsrfToken(caller) : Refusals.of(caller, denied));
        } else if (authentication == null && decision != null && !forged) { // a chain without anonymous callers
            Responses.send(request, response, decision.unauthorized());
        } else {
            others.handle(request, response, denied);
        }
    }
}
