package com.clerk.sdk.servlet;

import com.clerk.sdk.web.AccessRefusedException;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.GuardDecision;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.RequestPath;
import com.clerk.sdk.web.WebResponse;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A servlet filter that authenticates each request, and refuses those that the rules of a {@link RequestGuard} do not
 * let through:
 *
 * <pre>{@code
 * var guard = RequestGuard.builder(authenticator).protect("/app/**").build();
 * var filter = servletContext.addFilter("clerk", new ClerkFilter(guard));
 * filter.setAsyncSupported(true);
 * filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
 * }</pre>
 *
 * <p>Add it before other filters, for all paths and all types of dispatch. {@link Clerk} tells who sent a request, and
 * so do {@code getUserPrincipal()}, {@code getRemoteUser()} and {@code isUserInRole(…)} of the request. A request is
 * authenticated once by each guard, however often it is dispatched. If it is forwarded, the rules for its new path hold
 * too, but for paths below {@code /WEB-INF}, which nobody can request.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ClerkFilter implements Filter {
    static final String CALL = ClerkFilter.class.getName() + ".call";

    private static final String MALFORMED = "The URL of the request is malformed.";

    /** How deep a refusal may be wrapped by the exceptions of frameworks. */
    private static final int MAX_CAUSES = 10;

    private final RequestGuard guard;

    /** The attribute that holds what this guard decided about a request. */
    private final String own;

    /**
     * Creates a filter.
     *
     * @param guard decides about the requests
     */
    public ClerkFilter(RequestGuard guard) {
        this.guard = Objects.requireNonNull(guard, "guard");
        this.own = CALL + "." + Integer.toHexString(System.identityHashCode(guard));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            throw new ServletException(
                    "The ClerkFilter authenticates HTTP requests alone, and this is another request.");
        }
        // Another filter with rules of its own may have seen the request: it keeps its decision under another name.
        if (http.getAttribute(own) instanceof GuardedCall call
                && call.decision().isOf(guard)) {
            dispatch(http, answer, chain, call);
        } else if (http.getDispatcherType() == DispatcherType.ERROR) {
            identify(http, answer, chain);
        } else {
            check(http, answer, chain);
        }
    }

    /**
     * Returns what this filter has decided about a request, for filters that are built on it. An application asks
     * {@link Clerk}.
     *
     * @param request the request
     * @return the decision, or null if the request has not come through this filter
     */
    public @Nullable GuardDecision decision(ServletRequest request) {
        return request.getAttribute(own) instanceof GuardedCall call ? call.decision() : null;
    }

    private void check(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RequestPath path;
        try {
            path = ServletPaths.of(request);
        } catch (IllegalArgumentException e) {
            Responses.send(request, response, WebResponse.badRequest(MALFORMED));
            return;
        }
        var clerkRequest = new ServletClerkRequest(request, guard.trustsForwardedHeaders());
        var proxy = guard.frontendApiProxy();
        if (proxy != null && proxy.serves(ServletPaths.raw(request))) {
            forward(request, response, proxy, clerkRequest);
            return;
        }
        var decision = guard.check(clerkRequest, path);
        boolean preflight = decision.response() != null && RequestGuard.isPreflight(clerkRequest);
        // A servlet answers OPTIONS apart from all that needs a caller, and a CORS filter may come after this one.
        pass(request, response, chain, preflight ? decision.withoutRules() : decision, ServletPaths.identity(request));
    }

    private void forward(
            HttpServletRequest request,
            HttpServletResponse response,
            FrontendApiProxy proxy,
            ServletClerkRequest clerkRequest)
            throws IOException {
        String origin;
        try {
            origin = guard.origin(clerkRequest);
        } catch (IllegalArgumentException e) {
            Responses.send(
                    request, response, WebResponse.badRequest(Objects.requireNonNullElse(e.getMessage(), MALFORMED)));
            return;
        }
        var client = guard.clientAddress(clerkRequest, request.getRemoteAddr());
        proxy.forward(new ServletProxyExchange(request, response, origin, client));
    }

    /** Lets an error page know the caller of a request that failed before this filter saw it. */
    private void identify(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var clerkRequest = new ServletClerkRequest(request, guard.trustsForwardedHeaders());
        pass(request, response, chain, guard.identify(clerkRequest), null);
    }

    private void pass(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            GuardDecision decision,
            @Nullable String checkedPath)
            throws IOException, ServletException {
        var instead = decision.response();
        if (instead != null) {
            Responses.send(request, response, keepingForm(request, decision, instead));
            return;
        }
        Responses.add(response, decision.headers());
        var guarded = UncachedResponse.of(response, decision);
        var call = new GuardedCall(decision, guarded, checkedPath);
        request.setAttribute(own, call);
        proceed(request, guarded, chain, call);
    }

    private static WebResponse keepingForm(HttpServletRequest request, GuardDecision decision, WebResponse refusal) {
        return decision.keepingForm(refusal, () -> FormFields.of(request));
    }

    /** Lets the application answer, and sends the response if it refuses. */
    private void proceed(HttpServletRequest request, HttpServletResponse response, FilterChain chain, GuardedCall call)
            throws IOException, ServletException {
        var type = request.getDispatcherType();
        var before = request.getAttribute(CALL);
        request.setAttribute(CALL, call);
        try {
            chain.doFilter(new GuardedRequest(request, call), response);
        } catch (RuntimeException | ServletException e) {
            var refused = refusal(e);
            // An included resource cannot set the status (Servlet 5.0 section 9.3): the filter of the page answers.
            if (refused == null || response.isCommitted() || type == DispatcherType.INCLUDE) {
                throw e;
            }
            Responses.send(request, response, keepingForm(request, call.decision(), refused));
        } finally {
            // The including or forwarding page may be behind another guard, and asks about the caller of that one.
            if (type == DispatcherType.INCLUDE || type == DispatcherType.FORWARD && !request.isAsyncStarted()) {
                request.setAttribute(CALL, before);
            }
        }
    }

    /** Returns the response of a refusal that frameworks may have wrapped, or null. */
    private static @Nullable WebResponse refusal(Throwable thrown) {
        var cause = thrown;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++) {
            if (cause instanceof AccessRefusedException refused) {
                return refused.response();
            }
            cause = cause.getCause();
        }
        return null;
    }

    /** Goes on with a request that was authenticated before. */
    private void dispatch(HttpServletRequest request, HttpServletResponse response, FilterChain chain, GuardedCall call)
            throws IOException, ServletException {
        var type = request.getDispatcherType();
        if (type == DispatcherType.REQUEST) {
            chain.doFilter(request, response); // a second filter of the chain
            return;
        }
        var decision = call.decision();
        if (type == DispatcherType.ERROR) {
            pass(request, response, chain, decision.withoutRules(), null); // a container may have dropped the cookies
            return;
        }
        boolean checked =
                type == DispatcherType.ASYNC && ServletPaths.identity(request).equals(call.checkedPath());
        var instead = checked ? null : refusal(request, decision);
        if (instead == null) {
            proceed(request, UncachedResponse.of(response, decision), chain, call);
        } else if (type == DispatcherType.INCLUDE) {
            throw new ServletException(
                    "The page includes a path whose rule does not let its caller through. Check the caller before you include it.");
        } else {
            Responses.send(request, response, instead);
        }
    }

    /** Returns the response if the rules for the new path do not let the caller through, or null. */
    private static @Nullable WebResponse refusal(HttpServletRequest request, GuardDecision decision) {
        try {
            return ServletPaths.isInternal(request)
                    ? null
                    : decision.forwardedTo(ServletPaths.ofDispatch(request)).response();
        } catch (IllegalArgumentException e) {
            return WebResponse.badRequest(MALFORMED);
        }
    }
}
