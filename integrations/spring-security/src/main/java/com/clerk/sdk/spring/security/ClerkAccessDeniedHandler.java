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
        if (contexts.getContext().getAuthentication() instanceof ClerkAuthentication caller) {
            var refusal = denied instanceof CsrfException ? Refusals.noCsrfToken(caller) : Refusals.of(caller, denied);
            Responses.send(request, response, refusal);
        } else {
            others.handle(request, response, denied);
        }
    }
}
