package com.clerk.sdk.spring.security;

import com.clerk.sdk.servlet.Responses;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Answers a request that must be signed in and is not: a person is sent to sign in, everybody else gets 401. */
final class ClerkEntryPoint implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        var decision = ClerkContextFilter.decision(request);
        if (decision == null) {
            throw new IllegalStateException("The request has not come through the filters of Clerk. Give another "
                    + "chain its own entry point: http.exceptionHandling(e -> e.authenticationEntryPoint(…)).");
        }
        Responses.send(request, response, decision.unauthorized());
    }
}
