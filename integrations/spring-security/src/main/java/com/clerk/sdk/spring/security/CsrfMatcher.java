package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.TokenCarrier;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

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
 *   <tr><td>nobody, with a token in the header that Clerk does not accept</td><td>no</td></tr>
 *   <tr><td>nobody</td><td>no: it is answered with 401 where that matters</td></tr>
 *   <tr><td>nobody, until a later filter authenticates it</td><td>yes: {@link LateCallers} asks for it</td></tr>
 * </table>
 */
final class CsrfMatcher implements RequestMatcher {
    private static final String POSTPONED = CsrfMatcher.class.getName() + ".postponed";

    private final SecurityContextHolderStrategy contexts;
    private final AuthenticationTrustResolver trust = new AuthenticationTrustResolverImpl();
    private final LateCallers lateCallers = new LateCallers();
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
        if (decision != null && decision.state().carrier() == TokenCarrier.HEADER) {
            return true;
        }
        if (request.getHeader("Authorization") != null) {
            return false;
        }
        request.setAttribute(POSTPONED, true);
        return true;
    }

    /** Returns the filter that asks those callers for a token whom the chain finds after {@link CsrfFilter}. */
    LateCallers lateCallers() {
        return lateCallers;
    }

    /**
     * Lets the {@link CsrfFilter} of the chain look again at a request that had no caller when it passed, if some
     * filter has found one since, such as by a cookie of the application or the header of a proxy.
     *
     * <p>It is the same filter, so everything that the application has set for CSRF counts: which requests need a
     * token, where that is kept, and what a refusal looks like. This time there is a caller, so the request is not
     * ignored again for the lack of one. The chain gives the filter away only when it processes it.
     */
    final class LateCallers implements Filter, ObjectPostProcessor<CsrfFilter> {
        private @Nullable CsrfFilter csrf;

        private LateCallers() {}

        @Override
        public <O extends CsrfFilter> O postProcess(O filter) {
            this.csrf = filter;
            return filter;
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            var filter = csrf;
            boolean late = isLate(request);
            // Once is enough: a refusal or a handler may forward the request through the chain, even after its work.
            request.removeAttribute(POSTPONED);
            if (filter == null || !late) {
                chain.doFilter(request, response);
                return;
            }
            var unseen = new UnseenRequest((HttpServletRequest) request);
            filter.doFilter(unseen, response, (same, answer) -> chain.doFilter(request, response));
        }

        private boolean isLate(ServletRequest request) {
            return request.getAttribute(POSTPONED) != null
                    && trust.isAuthenticated(contexts.getContext().getAuthentication());
        }
    }

    /**
     * Hides that a filter is at work on the request already, or it would pass it on without a look. From its next mark
     * on, the marks show again: a refusal may forward the request through the whole chain.
     */
    private static final class UnseenRequest extends HttpServletRequestWrapper {
        private @Nullable String seen;

        UnseenRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return seen == null && isMark(name) ? null : super.getAttribute(name);
        }

        @Override
        public void setAttribute(String name, @Nullable Object value) {
            if (seen == null && isMark(name)) {
                seen = name; // the request has the mark already
            } else {
                super.setAttribute(name, value);
            }
        }

        @Override
        public void removeAttribute(String name) {
            if (!name.equals(seen)) { // the first pass removes the mark at its end
                super.removeAttribute(name);
            }
        }

        private static boolean isMark(String name) {
            return name.endsWith(OncePerRequestFilter.ALREADY_FILTERED_SUFFIX);
        }
    }
}
