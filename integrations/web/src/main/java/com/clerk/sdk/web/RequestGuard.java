package com.clerk.sdk.web;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.AuthenticateOptions;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.web.GuardDecision.Caller;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The guard in front of a web application: it authenticates each request, and refuses those that the rules for their
 * path do not let through. The filters of web servers are built on one.
 *
 * <pre>{@code
 * var guard = RequestGuard.builder(authenticator)
 *         .protect("/app/**")
 *         .require("/admin/**", role("org:admin"))
 *         .build();
 * }</pre>
 *
 * <p>Rules for paths are a net, not the lock: check again where something is done, because only that place knows what
 * it does. A path without a rule is passed on, signed in or not. A rule that protects holds for every form of a path
 * that a server may take for the same, in any case; a rule that opens only for the one that all servers read alike.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RequestGuard {
    private static final String ELSEWHERE = "https://elsewhere.invalid/";

    /** The reasons for which a person is sent to sign in. For others they might come back at once, again and again. */
    private static final Set<AuthErrorReason> NOBODY = Set.of(
            AuthErrorReason.SESSION_TOKEN_AND_UAT_MISSING,
            AuthErrorReason.SESSION_TOKEN_MISSING,
            AuthErrorReason.SESSION_PENDING);

    private static final PathOptions USUAL = new PathOptions(Set.of(), AuthenticateOptions.builder());

    /** A name or an address as {@link HttpUrl} shows it. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9._:-]{1,253}");

    /** An IPv4 address, or the characters of an IPv6 address, without a port. */
    private static final Pattern ADDRESS =
            Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,37}");

    private final Function<ClerkRequest, RequestAuthenticator> authenticators;
    private final @Nullable ClerkBackend clerk;
    private final List<PathPattern> protectedPaths;
    private final List<PathPattern> openPaths;
    private final List<Rule<Requirement>> requirements;
    private final List<Rule<PathOptions>> options;
    private final List<PathPattern> withoutRedirects;
    private final boolean trustForwardedHeaders;
    private final @Nullable FrontendApiProxy proxy;

    private record Rule<T>(PathPattern pattern, T value) {}

    /**
     * The options of a path, with redirects to Clerk and without.
     *
     * @param types the token types that the path accepts; empty for those of the authenticator
     */
    private record PathOptions(Set<TokenType> types, AuthenticateOptions redirecting, AuthenticateOptions staying) {
        PathOptions(Set<TokenType> types, AuthenticateOptions.Builder builder) {
            this(
                    types,
                    builder.redirects(true).build(),
                    builder.redirects(false).build());
        }
    }

    private RequestGuard(Builder builder) {
        this.authenticators = builder.authenticators;
        this.clerk = builder.clerk;
        this.protectedPaths = List.copyOf(builder.protectedPaths);
        this.openPaths = List.copyOf(builder.openPaths);
        this.requirements = List.copyOf(builder.requirements);
        this.options = List.copyOf(builder.options);
        this.withoutRedirects = List.copyOf(builder.withoutRedirects);
        this.trustForwardedHeaders = builder.trustForwardedHeaders;
        this.proxy = builder.proxy;
    }

    /**
     * Returns a builder without rules.
     *
     * @param authenticator authenticates all requests
     * @return a new builder
     */
    public static Builder builder(RequestAuthenticator authenticator) {
        Objects.requireNonNull(authenticator, "authenticator");
        return new Builder(request -> authenticator, null, false);
    }

    /**
     * Returns a builder without rules, for an application that also looks users up.
     *
     * @param clerk authenticates all requests, and returns the current user where it is asked for
     * @return a new builder
     */
    public static Builder builder(ClerkBackend clerk) {
        var authenticator = clerk.authenticator();
        return new Builder(request -> authenticator, clerk, false);
    }

    /**
     * Returns a builder without rules, for an application of several instances of Clerk.
     *
     * @param authenticators chooses the authenticator of a request, such as by the host of its URL; throws to refuse a
     *     request that belongs to none
     * @return a new builder
     */
    public static Builder builder(Function<ClerkRequest, RequestAuthenticator> authenticators) {
        return new Builder(Objects.requireNonNull(authenticators, "authenticators"), null, true);
    }

    /**
     * Decides about a request. May call Clerk, as {@link RequestAuthenticator#authenticate(ClerkRequest)} does.
     *
     * @param request the request
     * @param path its path below the application
     * @return the decision
     */
    public GuardDecision check(ClerkRequest request, RequestPath path) {
        var authenticator = authenticator(request);
        if (isPreflight(request)) {
            return preflight(authenticator, request, path);
        }
        boolean redirects = redirects(path);
        var state = authenticator.authenticate(request, options(path, redirects));
        return decide(caller(authenticator, request, state, redirects), path);
    }

    /**
     * Decides about a request without blocking the thread, even if Clerk has to be called: for servers whose threads
     * must not wait, such as an event loop.
     *
     * @param request the request; another thread may read it later
     * @param path its path below the application
     * @param executor completes the future, unless it is complete when this method returns; without one of your own,
     *     your code would run on a thread of the HTTP client
     * @return a future of the decision; it fails if the authenticator of the request cannot be chosen
     */
    public CompletableFuture<GuardDecision> checkAsync(ClerkRequest request, RequestPath path, Executor executor) {
        Objects.requireNonNull(executor, "executor");
        RequestAuthenticator authenticator;
        try {
            authenticator = authenticator(request);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (isPreflight(request)) {
            return CompletableFuture.completedFuture(preflight(authenticator, request, path));
        }
        boolean redirects = redirects(path);
        return authenticator
                .authenticateAsync(request, options(path, redirects), executor)
                .thenApply(state -> decide(caller(authenticator, request, state, redirects), path));
    }

    /**
     * Returns a request to a server that has no adapter, as this guard looks at it. The headers
     * {@code X-Forwarded-Host} and the like do not count, unless the guard trusts them.
     *
     * @param method the HTTP method in upper case
     * @param url the URL as the server knows it: scheme, host, path and query as they were sent
     * @param headers returns all values of a header, whose name it is given in lower case; null or empty if the request
     *     does not have it
     * @param peer the IP address of the peer of the connection, as far as the server knows it
     * @return the request
     * @throws IllegalArgumentException if the URL is missing or not valid; the message has no data of the request
     */
    public ClerkRequest request(
            String method, @Nullable String url, Function<String, @Nullable List<String>> headers, String peer) {
        originOf(url);
        return new ServerRequest(method, Objects.requireNonNull(url), headers, peer, trustForwardedHeaders);
    }

    private RequestAuthenticator authenticator(ClerkRequest request) {
        return Objects.requireNonNull(authenticators.apply(request), "the authenticator of the request");
    }

    private GuardDecision preflight(RequestAuthenticator authenticator, ClerkRequest request, RequestPath path) {
        var nobody = authenticator.authenticate(ClerkRequest.of(Map.of()));
        return authorize(caller(authenticator, request, nobody, false), path, false);
    }

    private GuardDecision decide(Caller caller, RequestPath path) {
        var location = caller.state().location();
        if (location != null) {
            var redirect = WebResponse.redirect(location).with(caller.state());
            return new GuardDecision(this, caller, redirect, true);
        }
        return authorize(caller, path, true);
    }

    /**
     * Authenticates a request without looking at the rules, and without redirects: for the error page of a request that
     * failed before it was decided about. May call Clerk, as {@link #check} does.
     *
     * @param request the request
     * @return a decision that passes the request on
     */
    public GuardDecision identify(ClerkRequest request) {
        var authenticator = authenticator(request);
        var state = authenticator.authenticate(request, USUAL.staying());
        return new GuardDecision(this, caller(authenticator, request, state, true), null, false);
    }

    private Caller caller(
            RequestAuthenticator authenticator, ClerkRequest request, RequestState state, boolean redirects) {
        return new Caller(authenticator, request, state, redirects, new UserLookup(clerk));
    }

    /**
     * Tells whether a browser asks beforehand whether it may send a request from another origin (Fetch Standard,
     * section 3.3.5: CORS preflight). It never has a token, so a server that answers {@code OPTIONS} by itself may pass
     * it on although {@link #check} refuses it.
     *
     * @param request the request
     * @return true for a preflight
     */
    public static boolean isPreflight(ClerkRequest request) {
        return "OPTIONS".equals(request.method())
                && !RequestHeaders.of(request, "Origin").isEmpty()
                && !RequestHeaders.of(request, "Access-Control-Request-Method").isEmpty();
    }

    /** Tells whether a browser may be redirected from a path. */
    private boolean redirects(RequestPath path) {
        return !isOpen(withoutRedirects, path);
    }

    private AuthenticateOptions options(RequestPath path, boolean redirects) {
        var found = USUAL;
        for (var rule : options) {
            if (rule.pattern().opens(path)) {
                found = rule.value();
                break;
            }
        }
        return redirects ? found.redirecting() : found.staying();
    }

    private static boolean isOpen(List<PathPattern> patterns, RequestPath path) {
        for (var pattern : patterns) {
            if (pattern.opens(path)) {
                return true;
            }
        }
        return false;
    }

    private boolean isProtected(RequestPath path) {
        for (var pattern : protectedPaths) {
            if (pattern.protects(path)) {
                return !isOpen(openPaths, path);
            }
        }
        return false;
    }

    /**
     * Tells whether a path accepts a type of token. The first rule that opens the path counts. For another form of a
     * path, or for one to which the request is forwarded, each rule that may be meant has to accept the type.
     */
    private boolean accepts(RequestPath path, TokenType type) {
        for (var rule : options) {
            if (rule.pattern().protects(path) && !rule.value().types().contains(type)) {
                return false;
            }
            if (rule.pattern().opens(path)) {
                return true;
            }
        }
        return true;
    }

    /** Returns all that the path requires of a caller, or null. */
    private @Nullable Requirement requirement(RequestPath path) {
        Requirement all = null;
        for (var rule : requirements) {
            if (rule.pattern().protects(path)) {
                all = all == null ? rule.value() : all.and(rule.value());
            }
        }
        return all;
    }

    /**
     * Decides by the rules for a path.
     *
     * @param redirects whether a person may be sent to sign in, and the sign-in page itself is open
     */
    GuardDecision authorize(Caller caller, RequestPath path, boolean redirects) {
        if (caller.state() instanceof SignedIn in && !accepts(path, in.tokenType())) {
            return new GuardDecision(this, caller, WebResponse.tokenTypeRefused(in), true);
        }
        var requirement = requirement(path);
        if (requirement == null && !isProtected(path)) {
            return new GuardDecision(this, caller, null, false);
        }
        if (caller.state() instanceof SignedIn in) {
            var refusal = requirement == null || in.auth().has(requirement)
                    ? null
                    : WebResponse.forbidden(in.auth(), requirement).with(in);
            return new GuardDecision(this, caller, refusal, true);
        }
        boolean open = redirects && requirement == null && isSignInPage(caller, path);
        return new GuardDecision(this, caller, open ? null : unauthorized(caller, redirects), true);
    }

    /**
     * Returns the response for a request that is not signed in: a person is sent to sign in, unless the path of the
     * request is one without redirects.
     */
    WebResponse unauthorized(Caller caller, boolean redirects) {
        boolean leads = redirects && caller.redirects();
        var page = leads ? signInPage(caller) : null;
        if (page != null) {
            return WebResponse.redirect(page).with(caller.state());
        }
        if (!(caller.state() instanceof SignedOut out)) {
            return WebResponse.redirect(Objects.requireNonNull(caller.state().location()))
                    .with(caller.state());
        }
        var whole = leads ? FragmentRedirect.of(caller, NOBODY.contains(out.reason())) : null;
        var refusal = WebResponse.unauthorized(out);
        return whole == null ? refusal : refusal.with(FragmentRedirect.HEADER, whole);
    }

    /**
     * Returns where a person signs in, or null if this is not a person's request, signing in would not help, or the
     * request is for that page itself, which would be asked for again and again.
     */
    private static @Nullable String signInPage(Caller caller) {
        if (!(caller.state() instanceof SignedOut out) || !isPerson(caller)) {
            return null;
        }
        if (out.isOutage() || !NOBODY.contains(out.reason())) {
            return null;
        }
        var page = out.pendingSession() == null
                ? caller.authenticator().signInUrl(caller.request())
                : caller.authenticator().taskUrl(caller.request());
        return page == null || leadsToItself(page) ? null : page;
    }

    private static boolean isPerson(Caller caller) {
        return caller.state().carrier() != TokenCarrier.HEADER
                && caller.request().isPage();
    }

    /**
     * Tells whether the request is for the sign-in page or a page below it. People could not get a new session
     * otherwise, for whatever reason the old one is refused.
     */
    private static boolean isSignInPage(Caller caller, RequestPath path) {
        var signIn = isPerson(caller) ? caller.authenticator().signInUrl(caller.request()) : null;
        return signIn != null
                && path.isUnambiguous()
                && leadsToItself(signIn)
                && isOfThisServer(signIn, caller.authenticator());
    }

    /**
     * Tells whether the sign-in page is one of this server: any client can send the name of another host that has the
     * page. It is if it is set as a path, or its origin is an authorized party. Without authorized parties, any page
     * may be but the root of a host, which would open the root of this server.
     */
    private static boolean isOfThisServer(String signIn, RequestAuthenticator authenticator) {
        var page = HttpUrl.get(signIn);
        var parties = authenticator.authorizedParties();
        boolean known = parties.isEmpty() ? !page.encodedPath().equals("/") : parties.contains(origin(page));
        return known || isPath(authenticator);
    }

    private static String origin(HttpUrl url) {
        var root = Objects.requireNonNull(url.resolve("/")).toString();
        return root.substring(0, root.indexOf('/', url.scheme().length() + 3));
    }

    /** Tells whether the sign-in page is set as a path: it is on whatever host is asked for it. */
    private static boolean isPath(RequestAuthenticator authenticator) {
        var page = authenticator.signInUrl(ClerkRequest.of("GET", ELSEWHERE, Map.of()));
        return page != null && page.startsWith(ELSEWHERE);
    }

    /**
     * Tells whether a page of the authenticator brings the browser back to itself or to a page below it, because the
     * browser requested that one.
     */
    static boolean leadsToItself(String signIn) {
        var page = HttpUrl.parse(signIn);
        var back = page == null ? null : page.queryParameter("redirect_url");
        var url = back == null ? null : HttpUrl.parse(back);
        if (page == null || url == null) {
            return false;
        }
        boolean sameOrigin =
                page.scheme().equals(url.scheme()) && page.host().equals(url.host()) && page.port() == url.port();
        return sameOrigin && isAtOrBelow(page.encodedPath(), url.encodedPath());
    }

    /** Tells whether a path is that of a page or below it. Below a page at the root would be all pages. */
    private static boolean isAtOrBelow(String page, String path) {
        var folder = page.endsWith("/") ? page : page + "/";
        return folder.equals("/") ? path.equals("/") : (path + "/").startsWith(folder);
    }

    /**
     * Returns the origin that the browser requested. If the proxy URL of the authenticator is absolute, it is the
     * origin of that one, whatever host the client names; otherwise that of the request, as far as the headers of
     * proxies are trusted, which must be one of the authorized parties if there are any.
     *
     * @param request a request with a URL
     * @return scheme, host and port, such as {@code https://app.example.com}
     * @throws IllegalArgumentException if the request has no valid URL, or the origin is not an authorized party; the
     *     message has no data of the request
     */
    public String origin(ClerkRequest request) {
        var authenticator = authenticators.apply(request);
        var requested = originOf(authenticator.externalUrl(request));
        var proxyUrl = authenticator.proxyUrl();
        if (proxyUrl != null && HttpUrl.parse(proxyUrl) != null) {
            return originOf(proxyUrl);
        }
        var parties = authenticator.authorizedParties();
        if (!parties.isEmpty() && !parties.contains(requested)) {
            throw new IllegalArgumentException("The host of the request does not belong to the application: "
                    + "authorizedParties does not have its origin.");
        }
        return requested;
    }

    private static String originOf(@Nullable String url) {
        var parsed = url == null ? null : HttpUrl.parse(url);
        if (parsed == null
                || !parsed.username().isEmpty()
                || !HOST.matcher(parsed.host()).matches()) {
            throw new IllegalArgumentException("The URL of the request is not valid.");
        }
        var root = parsed.newBuilder()
                .encodedPath("/")
                .query(null)
                .fragment(null)
                .build()
                .toString();
        return root.substring(0, root.length() - 1);
    }

    /**
     * Returns the address of the client. If the headers of proxies are trusted, this is the last address in
     * {@code X-Forwarded-For}, which the proxy in front of this server has added; those before it are claims of the
     * client. Otherwise, or if that is not an address, it is that of the peer.
     *
     * @param request the request
     * @param peer the address of the peer of the connection, as far as the server knows it
     * @return an IP address
     */
    public String clientAddress(ClerkRequest request, String peer) {
        var values = trustForwardedHeaders ? RequestHeaders.of(request, "X-Forwarded-For") : List.<String>of();
        if (values.isEmpty()) {
            return peer;
        }
        var last = values.get(values.size() - 1);
        var address = last.substring(last.lastIndexOf(',') + 1).strip();
        return ADDRESS.matcher(address).matches() ? address : peer;
    }

    /**
     * Tells whether headers such as {@code X-Forwarded-Host} say what the browser requested.
     *
     * @return false if the URL is used as the server gives it
     */
    public boolean trustsForwardedHeaders() {
        return trustForwardedHeaders;
    }

    /**
     * Returns the proxy of Clerk's Frontend API, which answers its paths before anything else looks at them.
     *
     * @return the proxy, or null if the guard was built without one
     */
    public @Nullable FrontendApiProxy frontendApiProxy() {
        return proxy;
    }

    /** Builds a {@link RequestGuard}. Not safe for use by several threads. */
    public static final class Builder {
        private final Function<ClerkRequest, RequestAuthenticator> authenticators;
        private final @Nullable ClerkBackend clerk;
        private final boolean several;
        private final List<PathPattern> protectedPaths = new ArrayList<>();
        private final List<PathPattern> openPaths = new ArrayList<>();
        private final List<Rule<Requirement>> requirements = new ArrayList<>();
        private final List<Rule<PathOptions>> options = new ArrayList<>();
        private final List<PathPattern> withoutRedirects = new ArrayList<>();
        private boolean trustForwardedHeaders;
        private @Nullable FrontendApiProxy proxy;

        private Builder(
                Function<ClerkRequest, RequestAuthenticator> authenticators,
                @Nullable ClerkBackend clerk,
                boolean several) {
            this.authenticators = authenticators;
            this.clerk = clerk;
            this.several = several;
        }

        /**
         * Protects paths: a request that is not signed in gets 401, and a person who opens a page is sent to sign in.
         * The sign-in page itself stays open.
         *
         * <p>{@code *} stands for one whole segment, so {@code /admin/*} is {@code /admin/x} alone, and neither
         * {@code /admin} nor {@code /admin/x/y}; {@code /admin/**} is all of them. There are no variables and no
         * regular expressions.
         *
         * @param patterns paths such as {@code /account}, or {@code /app/**} for a path and all below it
         * @return this builder
         * @throws IllegalArgumentException if a pattern cannot be read
         */
        public Builder protect(String... patterns) {
            addTo(protectedPaths, patterns);
            return this;
        }

        /**
         * Opens paths that {@link #protect} would protect, such as {@code /assets/**} below {@code /**}.
         *
         * @param patterns paths as in {@link #protect}, in exactly this case
         * @return this builder
         * @throws IllegalArgumentException if a pattern cannot be read
         */
        public Builder open(String... patterns) {
            addTo(openPaths, patterns);
            return this;
        }

        /**
         * Requires something of the callers of a path, which also protects it: others get 403. If several rules match,
         * all must be met.
         *
         * @param pattern a path as in {@link #protect}
         * @param requirement the requirement, made with {@link com.clerk.sdk.auth.Has}
         * @return this builder
         * @throws IllegalArgumentException if the pattern cannot be read
         */
        public Builder require(String pattern, Requirement requirement) {
            requirements.add(new Rule<>(PathPattern.of(pattern), Objects.requireNonNull(requirement, "requirement")));
            return this;
        }

        /**
         * Accepts these token types on a path, instead of those that the authenticator accepts. The first rule that
         * matches counts. A caller with another type of token gets 401 for every form of the path that a server may
         * take for the same, and if the request is forwarded to the path.
         *
         * @param pattern a path as in {@link #protect}, in exactly this case
         * @param type an accepted type
         * @param others further accepted types
         * @return this builder
         * @throws IllegalArgumentException if the pattern cannot be read
         */
        public Builder accept(String pattern, TokenType type, TokenType... others) {
            var types = AuthenticateOptions.builder().acceptTokens(type, others);
            var accepted = new HashSet<>(List.of(others));
            accepted.add(type);
            options.add(new Rule<>(PathPattern.of(pattern), new PathOptions(Set.copyOf(accepted), types)));
            return this;
        }

        /**
         * Never redirects a browser from these paths, such as a health check or static files: neither to Clerk to renew
         * its session nor to sign in. A request that needs a caller there and has none gets 401.
         *
         * @param patterns paths as in {@link #protect}, in exactly this case
         * @return this builder
         * @throws IllegalArgumentException if a pattern cannot be read
         */
        public Builder withoutRedirects(String... patterns) {
            addTo(withoutRedirects, patterns);
            return this;
        }

        /**
         * Sets whether headers such as {@code X-Forwarded-Host} say what the browser requested; the authenticator knows
         * their names. Any client can send them: trust them only if a proxy in front of this server sets or removes
         * them, and the server itself does not read them. If the proxy in front is trusted, it also names the client
         * whom {@link FrontendApiProxy} tells Clerk: the last address in {@code X-Forwarded-For}.
         *
         * @param trusted true to trust them; by default false, and the URL is used as the server gives it
         * @return this builder
         */
        public Builder trustForwardedHeaders(boolean trusted) {
            this.trustForwardedHeaders = trusted;
            return this;
        }

        /**
         * Serves Clerk's Frontend API from this server.
         *
         * @param proxy answers its paths before the rules are looked at
         * @return this builder
         * @throws IllegalArgumentException if the guard chooses among several authenticators: the proxy has the secret
         *     key of one instance
         */
        public Builder frontendApiProxy(FrontendApiProxy proxy) {
            if (several) {
                throw new IllegalArgumentException(
                        "The proxy has the secret key of one instance, but this guard chooses among several "
                                + "authenticators. Build a guard with one authenticator for the proxy.");
            }
            this.proxy = Objects.requireNonNull(proxy, "proxy");
            return this;
        }

        private static void addTo(List<PathPattern> list, String... patterns) {
            for (var pattern : patterns) {
                list.add(PathPattern.of(pattern));
            }
        }

        /**
         * Builds the guard.
         *
         * @return the guard
         */
        public RequestGuard build() {
            return new RequestGuard(this);
        }
    }
}
