package com.clerk.sdk.spring.test;

import com.clerk.sdk.spring.security.ClerkAuthentication;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.test.context.TestSecurityContextHolder;

/**
 * Keeps the filter of Clerk from sending a page to Clerk whose user only the test knows. A request with an
 * Authorization header is never sent anywhere, and its token is one that no authenticator accepts.
 */
final class TestUserFilter implements Filter, Ordered {
    private static final String HEADER = "Authorization";
    private static final String NO_TOKEN = "Bearer test";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var user = TestSecurityContextHolder.getContext().getAuthentication();
        if (user instanceof ClerkAuthentication && request instanceof MockHttpServletRequest mock) {
            withoutRedirects(mock);
        }
        chain.doFilter(request, response);
    }

    static MockHttpServletRequest withoutRedirects(MockHttpServletRequest request) {
        if (request.getHeader(HEADER) == null) {
            request.addHeader(HEADER, NO_TOKEN);
        }
        return request;
    }

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
