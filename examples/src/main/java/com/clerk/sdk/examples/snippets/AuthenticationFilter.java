package com.clerk.sdk.examples.snippets;

// snippet: auth-servlet
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** Lets through who is signed in, and tells the servlets behind it who that is. */
public final class AuthenticationFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;

    private final transient RequestAuthenticator authenticator;

    public AuthenticationFilter(RequestAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /** For the servlets: who sent the request. */
    public static Auth auth(HttpServletRequest request) {
        return (Auth) request.getAttribute(Auth.class.getName());
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var state = authenticator.authenticate(new Adapter(request));
        state.headers().forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
        if (state.location() != null) {
            response.setStatus(307);
        } else if (state instanceof SignedIn in) {
            request.setAttribute(Auth.class.getName(), in.auth());
            chain.doFilter(request, response);
        } else {
            response.setStatus(401);
        }
    }

    private record Adapter(HttpServletRequest request) implements ClerkRequest {
        @Override
        public List<String> headers(String name) {
            return Collections.list(request.getHeaders(name));
        }

        @Override
        public String method() {
            return request.getMethod();
        }

        @Override
        public String url() {
            var query = request.getQueryString();
            return request.getRequestURL() + (query == null ? "" : "?" + query);
        }
    }
}
// end
