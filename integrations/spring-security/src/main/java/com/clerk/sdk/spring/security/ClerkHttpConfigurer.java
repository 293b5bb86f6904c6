package com.clerk.sdk.spring.security;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.servlet.ClerkFilter;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.RequestGuard;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.FormLoginConfigurer;
import org.springframework.security.config.annotation.web.configurers.HttpBasicConfigurer;
import org.springframework.security.config.annotation.web.configurers.JeeConfigurer;
import org.springframework.security.config.annotation.web.configurers.RememberMeConfigurer;
import org.springframework.security.config.annotation.web.configurers.X509Configurer;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servletapi.SecurityContextHolderAwareRequestFilter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;

/**
 * Clerk as the authentication of a {@code SecurityFilterChain}:
 *
 * <pre>{@code
 * @Bean
 * SecurityFilterChain application(HttpSecurity http) throws Exception {
 *     return http.with(clerk(), withDefaults())
 *             .authorizeHttpRequests(a -> a.requestMatchers("/").permitAll().anyRequest().authenticated())
 *             .build();
 * }
 * }</pre>
 *
 * <p>The chain keeps nobody in a session: the token of each request says who sent it. A request that changes something
 * needs a CSRF token if its token came with a cookie, or if something else than Clerk authenticated it, and only then.
 * A person who has to sign in is sent to the sign-in page, and others get 401; a caller who may not do something gets
 * 403. Error pages are open to everybody. Clerk signs out in the browser, so the chain has no logout.
 *
 * <p>Without a setting, the chain authenticates with the only bean of the type {@link RequestAuthenticator}, or else
 * with that of the only {@link ClerkBackend}. Not safe for use by several threads.
 */
public final class ClerkHttpConfigurer extends AbstractHttpConfigurer<ClerkHttpConfigurer, HttpSecurity> {
    // Paths that no person waits for: the browser asks for them itself, or they are for operators. The compiler writes
    // these constants into ClerkWebFlux, whose applications may lack the servlet API, which this class needs.
    static final String OPERATORS = "/actuator/**";
    static final String ERROR = "/error";
    static final String ICON = "/favicon.ico";

    private final SecurityContextRepository repository = new RequestAttributeSecurityContextRepository();
    private final List<String> withoutRedirects = new ArrayList<>(List.of(OPERATORS, ERROR, ICON));
    private Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities = ClerkAuthorities::of;
    private RequestGuard.@Nullable Builder guard;
    private @Nullable FrontendApiProxy proxy;
    private @Nullable CsrfMatcher csrf;
    private TokenType @Nullable [] accepted;

    private ClerkHttpConfigurer() {}

    /**
     * Returns the authentication by Clerk, for {@code http.with(clerk(), …)}. Use it once for each chain.
     *
     * @return a new configurer with the default settings
     */
    public static ClerkHttpConfigurer clerk() {
        return new ClerkHttpConfigurer();
    }

    /**
     * Sets the authenticator, in place of the bean.
     *
     * @param authenticator authenticates all requests of the chain
     * @return this configurer
     */
    public ClerkHttpConfigurer authenticator(RequestAuthenticator authenticator) {
        this.guard = RequestGuard.builder(authenticator);
        return this;
    }

    /**
     * Sets a function that chooses the authenticator, for an application of several instances of Clerk.
     *
     * @param authenticators chooses the authenticator of a request, such as by the host of its URL; throws to refuse a
     *     request that belongs to none
     * @return this configurer
     */
    public ClerkHttpConfigurer authenticators(Function<ClerkRequest, RequestAuthenticator> authenticators) {
        this.guard = RequestGuard.builder(authenticators);
        return this;
    }

    /**
     * Accepts these token types, in place of those that the authenticator accepts.
     *
     * @param type an accepted type
     * @param others further accepted types
     * @return this configurer
     */
    public ClerkHttpConfigurer acceptTokens(TokenType type, TokenType... others) {
        var all = new TokenType[others.length + 1];
        all[0] = Objects.requireNonNull(type, "type");
        System.arraycopy(others, 0, all, 1, others.length);
        this.accepted = all;
        return this;
    }

    /**
     * Never redirects a browser from these paths, such as static files: neither to Clerk to renew its session nor to
     * sign in. The paths {@code /actuator/**}, {@code /error} and {@code /favicon.ico} are among them already.
     *
     * @param patterns paths such as {@code /assets/**}, in exactly this case
     * @return this configurer
     * @throws IllegalArgumentException if a pattern does not begin with a slash
     */
    public ClerkHttpConfigurer withoutRedirects(String... patterns) {
        withoutRedirects.addAll(List.of(patterns));
        return this;
    }

    /**
     * Serves Clerk's Frontend API from this application. The proxy answers its paths before anything of the chain but
     * CORS sees them.
     *
     * @param proxy the proxy
     * @return this configurer
     */
    public ClerkHttpConfigurer frontendApiProxy(FrontendApiProxy proxy) {
        this.proxy = Objects.requireNonNull(proxy, "proxy");
        return this;
    }

    /**
     * Sets the authorities that callers have, in place of those of {@link ClerkAuthentication}.
     *
     * @param authorities returns the authorities of a caller; several threads call it
     * @return this configurer
     */
    public ClerkHttpConfigurer authorities(
            Function<Auth, ? extends Collection<? extends GrantedAuthority>> authorities) {
        this.authorities = Objects.requireNonNull(authorities, "authorities");
        return this;
    }

    /**
     * Prepares the chain when it is added to it. Spring Security calls this method.
     *
     * @param http the chain
     * @throws IllegalStateException if the chain has Clerk already
     */
    @Override
    public void setBuilder(HttpSecurity http) {
        if (http.getConfigurer(ClerkHttpConfigurer.class) != null) {
            throw new IllegalStateException("The chain has clerk() already. Use it once for each SecurityFilterChain.");
        }
        super.setBuilder(http);
        try {
            prepare(http);
        } catch (Exception e) {
            throw new IllegalStateException("Clerk cannot be added to the chain.", e);
        }
    }

    /**
     * Takes the session from the chain. This has to be done before other configurers are initialized: one of them
     * decides about sessions then, and would keep the caller in one.
     */
    @SuppressWarnings("unchecked") // The chain looks its parts up by their raw types.
    private void prepare(HttpSecurity http) throws Exception {
        http.securityContext(context -> context.securityContextRepository(repository));
        http.requestCache(cache -> cache.requestCache(new NullRequestCache()));
        http.logout(AbstractHttpConfigurer::disable);
        if (http.getConfigurer(CsrfConfigurer.class) != null) {
            var ignored = new CsrfMatcher(getSecurityContextHolderStrategy());
            var context = http.getSharedObject(ApplicationContext.class);
            http.csrf(settings -> CsrfDefaults.apply(settings, context, ignored, getSecurityContextHolderStrategy()));
            this.csrf = ignored;
        }
    }

    /**
     * Adds the responses of Clerk to the chain. Spring Security calls this method.
     *
     * @param http the chain
     * @throws IllegalStateException if the chain would keep callers in a session, or a bean has annotations that nobody
     *     checks
     */
    @Override
    @SuppressWarnings("unchecked") // As above.
    public void init(HttpSecurity http) {
        if (http.getSharedObject(SecurityContextRepository.class) != repository) {
            throw new IllegalStateException(
                    "The chain has a SecurityContextRepository of its own, which may keep callers "
                            + "after their tokens have expired. Remove it from a chain with clerk().");
        }
        AnnotationCheck.requireChecks(http.getSharedObject(ApplicationContext.class));
        try {
            http.exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                            new ClerkEntryPoint(), AnyRequestMatcher.INSTANCE)
                    .defaultAccessDeniedHandlerFor(
                            new ClerkAccessDeniedHandler(getSecurityContextHolderStrategy()),
                            AnyRequestMatcher.INSTANCE));
        } catch (Exception e) {
            throw new IllegalStateException("Clerk cannot be added to the chain.", e);
        }
        AuthorizeHttpRequestsConfigurer<HttpSecurity> rules = http.getConfigurer(AuthorizeHttpRequestsConfigurer.class);
        if (rules != null) {
            rules.withObjectPostProcessor(new ErrorPages());
        }
        if (csrf != null && hasOtherMechanisms(http)) {
            csrf.noteOtherMechanisms();
        }
    }

    @SuppressWarnings("unchecked")
    private static boolean hasOtherMechanisms(HttpSecurity http) {
        return http.getConfigurer(FormLoginConfigurer.class) != null
                || http.getConfigurer(HttpBasicConfigurer.class) != null
                || http.getConfigurer(JeeConfigurer.class) != null
                || http.getConfigurer(RememberMeConfigurer.class) != null
                || http.getConfigurer(X509Configurer.class) != null;
    }

    /**
     * Adds the filters of Clerk to the chain. Spring Security calls this method.
     *
     * @param http the chain
     * @throws IllegalStateException if there is no authenticator
     */
    @Override
    public void configure(HttpSecurity http) {
        var builder = guard == null ? guard(http.getSharedObject(ApplicationContext.class)) : guard;
        builder.withoutRedirects(withoutRedirects.toArray(String[]::new));
        if (accepted != null) {
            var others = new TokenType[accepted.length - 1];
            System.arraycopy(accepted, 1, others, 0, others.length);
            builder.accept("/**", accepted[0], others);
        }
        if (proxy != null) {
            builder.frontendApiProxy(proxy);
        }
        var filter = new ClerkFilter(builder.build());
        var contexts = getSecurityContextHolderStrategy();
        http.addFilterBefore(filter, CsrfFilter.class);
        http.addFilterBefore(new ClerkContextFilter(filter, authorities, contexts, repository), CsrfFilter.class);
        http.addFilterAfter(new RemoteUserFilter(contexts), SecurityContextHolderAwareRequestFilter.class);
        if (csrf != null) {
            // At this place, it comes after all filters that the application has put before the authorization.
            http.addFilterAt(csrf.lateCallers(), AuthorizationFilter.class);
        }
    }

    private static RequestGuard.Builder guard(ApplicationContext context) {
        var authenticator = context.getBeanProvider(RequestAuthenticator.class).getIfUnique();
        if (authenticator != null) {
            return RequestGuard.builder(authenticator);
        }
        var clerk = context.getBeanProvider(ClerkBackend.class).getIfUnique();
        if (clerk != null) {
            return RequestGuard.builder(clerk);
        }
        throw new IllegalStateException("Nobody can authenticate requests: there is no bean of the type "
                + "RequestAuthenticator or ClerkBackend, or there are several. Set "
                + "clerk().authenticator(…).");
    }

    /**
     * Opens error pages to everybody. The container alone dispatches to them, and a public page that fails would
     * otherwise answer 401 in place of its error.
     */
    private static final class ErrorPages implements ObjectPostProcessor<AuthorizationFilter> {
        @Override
        public <O extends AuthorizationFilter> O postProcess(O filter) {
            filter.setFilterErrorDispatch(false);
            return filter;
        }
    }
}
