package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.RequestGuard;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.csrf.CookieServerCsrfTokenRepository;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Clerk as the authentication of a {@code SecurityWebFilterChain} of WebFlux:
 *
 * <pre>{@code
 * @Bean
 * SecurityWebFilterChain application(ServerHttpSecurity http, RequestAuthenticator authenticator) {
 *     return ClerkWebFlux.of(authenticator)
 *             .applyTo(http)
 *             .authorizeExchange(a -> a.pathMatchers("/").permitAll().anyExchange().authenticated())
 *             .build();
 * }
 * }</pre>
 *
 * <p>The chain does what one with {@link ClerkHttpConfigurer} does: it opens no session, needs a CSRF token only for a
 * caller whose token came with a cookie or whom something else authenticated, and answers in the same way. If Clerk has
 * to be asked, no thread waits for it, and the application goes on with a thread of Reactor. Not safe for use by
 * several threads.
 */
public final class ClerkWebFlux {
    private final RequestGuard.Builder guard;
    private Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities = ClerkAuthorities::of;

    private ClerkWebFlux(RequestGuard.Builder guard) {
        this.guard = guard.withoutRedirects(
                ClerkHttpConfigurer.OPERATORS, ClerkHttpConfigurer.ERROR, ClerkHttpConfigurer.ICON);
    }

    /**
     * Returns the authentication by one instance of Clerk.
     *
     * @param authenticator authenticates all requests of the chain
     * @return an object with the default settings
     */
    public static ClerkWebFlux of(RequestAuthenticator authenticator) {
        return new ClerkWebFlux(RequestGuard.builder(authenticator));
    }

    /**
     * Returns the authentication by several instances of Clerk.
     *
     * @param authenticators chooses the authenticator of a request, such as by the host of its URL; throws to refuse a
     *     request that belongs to none
     * @return an object with the default settings
     */
    public static ClerkWebFlux of(Function<ClerkRequest, RequestAuthenticator> authenticators) {
        return new ClerkWebFlux(RequestGuard.builder(authenticators));
    }

    /**
     * Returns the rule that a caller has to meet a requirement, for {@code .access(…)} of an exchange. Somebody whom
     * Clerk did not authenticate meets none.
     *
     * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
     * @return the rule
     * @param <T> type of the secured object
     */
    public static <T> ReactiveAuthorizationManager<T> clerkHas(Requirement requirement) {
        return new ReactiveRequirement<>(Objects.requireNonNull(requirement, "requirement"));
    }

    /**
     * Returns the caller of the request, for code that a handler calls: anywhere in the publisher that the handler
     * returns, on any thread. Code outside of it, such as a {@code Mono} of Spring MVC or one that the code subscribes
     * to by itself, does not know the request.
     *
     * @return the caller, or nothing if the request is not signed in; fails with an {@link IllegalStateException} if
     *     the publisher does not belong to a request that has come through a chain with Clerk
     */
    public static Mono<Auth> caller() {
        return ReactiveSecurityContextHolder.getContext()
                .mapNotNull(context -> context.getAuthentication())
                .ofType(ClerkAuthentication.class)
                .map(ClerkAuthentication::auth)
                .switchIfEmpty(Mono.deferContextual(ClerkWebFlux::nobody));
    }

    private static Mono<Auth> nobody(ContextView context) {
        if (ClerkWebFilter.isIn(context)) {
            return Mono.empty();
        }
        return Mono.error(new IllegalStateException(
                "The publisher does not belong to a request that has come through a chain with Clerk, so it does not know "
                        + "the caller. Return it from a handler of WebFlux, or pass the caller on: handlers get it as a "
                        + "parameter with @CurrentCaller."));
    }

    /**
     * Accepts these token types, in place of those that the authenticator accepts.
     *
     * @param type an accepted type
     * @param others further accepted types
     * @return this object
     */
    public ClerkWebFlux acceptTokens(TokenType type, TokenType... others) {
        guard.accept("/**", type, others);
        return this;
    }

    /**
     * Never redirects a browser from these paths, such as static files: neither to Clerk to renew its session nor to
     * sign in. The paths {@code /actuator/**}, {@code /error} and {@code /favicon.ico} are among them already.
     *
     * @param patterns paths such as {@code /assets/**}, in exactly this case
     * @return this object
     * @throws IllegalArgumentException if a pattern does not begin with a slash
     */
    public ClerkWebFlux withoutRedirects(String... patterns) {
        guard.withoutRedirects(patterns);
        return this;
    }

    /**
     * Serves Clerk's Frontend API from this application. The proxy answers its paths before anything of the chain but
     * CORS sees them. Threads of its own wait for Clerk, as many as the proxy passes requests on at a time.
     *
     * @param proxy the proxy
     * @return this object
     * @throws IllegalArgumentException if there are several authenticators: the proxy has the secret key of one
     *     instance
     */
    public ClerkWebFlux frontendApiProxy(FrontendApiProxy proxy) {
        guard.frontendApiProxy(proxy);
        return this;
    }

    /**
     * Sets the authorities that callers have, in place of those of {@link ClerkAuthentication}.
     *
     * @param authorities returns the authorities of a caller; several threads call it
     * @return this object
     */
    public ClerkWebFlux authorities(Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities) {
        this.authorities = Objects.requireNonNull(authorities, "authorities");
        return this;
    }

    /**
     * Adds Clerk to a chain. Do so before other settings of the chain, because it replaces those for CSRF tokens and
     * for refused requests.
     *
     * @param http the chain
     * @return the same chain
     */
    public ServerHttpSecurity applyTo(ServerHttpSecurity http) {
        http.securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(CookieServerCsrfTokenRepository.withHttpOnlyFalse())
                        .csrfTokenRequestHandler(new ReactiveCsrfTokens())
                        .accessDeniedHandler(ReactiveRefusals::forbidden))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(ReactiveRefusals::unauthorized)
                        .accessDeniedHandler(ReactiveRefusals::forbidden));
        return http.addFilterBefore(new ClerkWebFilter(guard.build(), authorities), SecurityWebFiltersOrder.CSRF)
                .addFilterAfter(ReactiveCsrfTokens::setCookie, SecurityWebFiltersOrder.CSRF)
                // An application may authenticate at the very place of the authorization, and this has to come later.
                .addFilterAfter(new ReactiveCsrfTokens.LateCallers(), SecurityWebFiltersOrder.AUTHORIZATION);
    }
}
