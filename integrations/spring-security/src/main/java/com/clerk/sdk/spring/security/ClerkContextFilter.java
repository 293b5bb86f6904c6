package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.web.GuardDecision;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.web.context.SecurityContextRepository;

/** The filter behind a {@link ClerkFilter} that tells Spring Security who sent the request. */
final class ClerkContextFilter implements Filter {
    private static final String DECISION = ClerkContextFilter.class.getName() + ".decision";

    private final ClerkFilter clerk;
    private final Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities;
    private final SecurityContextHolderStrategy contexts;
    private final SecurityContextRepository repository;

    ClerkContextFilter(
            ClerkFilter clerk,
            Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities,
            SecurityContextHolderStrategy contexts,
            SecurityContextRepository repository) {
        this.clerk = clerk;
        this.authorities = authorities;
        this.contexts = contexts;
        this.repository = repository;
    }

    /** Returns what the chain that has the request last decided about it, or null. */
    static @Nullable GuardDecision decision(ServletRequest request) {
        return request.getAttribute(DECISION) instanceof GuardDecision decision ? decision : null;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var decision = clerk.decision(request);
        if (decision == null) {
            throw new ServletException("The ClerkFilter of this chain has not seen the request.");
        }
        var before = contexts.getContext();
        var decisionBefore = request.getAttribute(DECISION);
        request.setAttribute(DECISION, decision);
        identify(decision, request, response);
        try {
            chain.doFilter(request, response);
        } finally {
            // The page that forwarded the request, or includes this one, may be behind the chain of another instance.
            if (isNested(request) && contexts.getContext() != before) {
                publish(before, request, response);
                request.setAttribute(DECISION, decisionBefore);
            }
        }
    }

    private static boolean isNested(ServletRequest request) {
        var type = request.getDispatcherType();
        return type == DispatcherType.INCLUDE || type == DispatcherType.FORWARD && !request.isAsyncStarted();
    }

    private void identify(GuardDecision decision, ServletRequest request, ServletResponse response) {
        var current = contexts.getContext().getAuthentication();
        if (decision.state() instanceof SignedIn in) {
            if (!isCaller(current, in)) {
                publish(contextOf(authentication(in)), request, response);
            }
        } else if (current instanceof ClerkAuthentication other && !other.isOf(clerk)) {
            publish(contextOf(null), request, response); // another instance's, whose chain forwarded the request
        }
    }

    private boolean isCaller(@Nullable Authentication current, SignedIn in) {
        return current instanceof ClerkAuthentication same && same.auth() == in.auth() && same.isOf(clerk);
    }

    private ClerkAuthentication authentication(SignedIn in) {
        return new ClerkAuthentication(in.auth(), in.carrier(), authorities.apply(in.auth()), clerk);
    }

    /** Returns a context of its own for the request: the one before may be known to other threads. */
    private SecurityContext contextOf(@Nullable Authentication caller) {
        var context = contexts.createEmptyContext();
        context.setAuthentication(caller);
        return context;
    }

    private void publish(SecurityContext context, ServletRequest request, ServletResponse response) {
        contexts.setContext(context);
        repository.saveContext(context, (HttpServletRequest) request, (HttpServletResponse) response);
    }
}
