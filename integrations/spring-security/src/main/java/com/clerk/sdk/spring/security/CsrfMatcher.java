package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.TokenCarrier;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Matches requests that need no protection against forged requests of other sites, because no browser sends what
 * authenticates them by itself.
 *
 * <table>
 *   <caption>Who is asked for a CSRF token</caption>
 *   <tr><th>Request</th><th>Token needed</th></tr>
 *   <tr><td>signed in by a token in the header</td><td>no</td></tr>
 *   <tr><td>signed in by a cookie, whatever else it has</td><td>yes</td></tr>
 *   <tr><td>authenticated by somebody else, or with credentials that a browser keeps, such as Basic</td><td>yes</td></tr>
 *   <tr><td>nobody, in a chain that has another way to sign in</td><td>yes</td></tr>
 *   <tr><td>nobody</td><td>no: it is answered with 401 where that matters</td></tr>
 * </table>
 */
final class CsrfMatcher implements RequestMatcher {
    private final SecurityContextHolderStrategy contexts;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private boolean otherMechanisms;

    CsrfMatcher(SecurityContextHolderStrategy contexts) {
        this.contexts = contexts;
    }

    /** Notes that the chain may authenticate a request without Clerk. Called before the chain is built. */
    void noteOtherMechanisms() {
        this.otherMechanisms = true;
    }

    @Override
    public boolean matches(HttpServletRequest request) {
        var current = contexts.getContext().getAuthentication();
        if (current instanceof ClerkAuthentication caller) {
            return caller.carrier() == TokenCarrier.HEADER;
        }
        if (trust.isAuthenticated(current) || otherMechanisms) {
            return false;
        }
        var decision = ClerkContextFilter.decision(request);
        boolean token = decision != null && decision.state().carrier() == TokenCarrier.HEADER;
        return token || request.getHeader("Authorization") == null;
    }
}
