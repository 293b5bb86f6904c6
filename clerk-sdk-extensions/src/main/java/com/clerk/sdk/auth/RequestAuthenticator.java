package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.AuthenticationContext;
import com.clerk.sdk.auth.flow.Carrier;
import com.clerk.sdk.auth.flow.Decision;
import com.clerk.sdk.auth.flow.ForwardedHeaders;
import com.clerk.sdk.auth.flow.Instance;
import com.clerk.sdk.auth.flow.MachineTokenKind;
import com.clerk.sdk.auth.flow.MachineTokens;
import com.clerk.sdk.auth.flow.OAuthRules;
import com.clerk.sdk.auth.flow.OrganizationPatterns;
import com.clerk.sdk.auth.flow.Reason;
import com.clerk.sdk.auth.flow.RequestView;
import com.clerk.sdk.auth.flow.SessionFlow;
import com.clerk.sdk.auth.flow.Settings;
import com.clerk.sdk.auth.flow.SignInUrls;
import com.clerk.sdk.auth.flow.Urls;
import com.clerk.sdk.auth.flow.Warnings;
import com.clerk.sdk.auth.jwt.HeaderTypes;
import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.auth.jwt.JwtVerifier;
import com.clerk.sdk.auth.jwt.KeySource;
import com.clerk.sdk.auth.jwt.NoKeys;
import com.clerk.sdk.auth.jwt.TokenCache;
import com.clerk.sdk.auth.jwt.TokenCategory;
import com.clerk.sdk.auth.lookup.CallGates;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import com.clerk.sdk.internal.Environment;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.ApiConnection;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator that decides who sent a request, by the token in its {@code Authorization} header or its cookies:
 *
 * <pre>{@code
 * var authenticator = RequestAuthenticator.builder()
 *         .secretKey(System.getenv("CLERK_SECRET_KEY"))
 *         .publishableKey(System.getenv("CLERK_PUBLISHABLE_KEY"))
 *         .authorizedParties("https://app.example.com")
 *         .build();
 * RequestState state = authenticator.authenticate(headers);
 * }</pre>
 *
 * <p>Build one and keep it, because it caches keys and verified tokens. No request makes it throw: every request ends
 * in a {@link RequestState}, with a reason if it is not signed in.
 *
 * <p>With {@code jwtKey}, session tokens are verified without the network. Without it, the keys of the instance are
 * loaded from Clerk with the secret key, for which a request waits at most 5 seconds, and kept for 5 minutes. Clerk
 * verifies every opaque machine token (a request waits for that at most 10 seconds), resolves a handshake (3 seconds)
 * and refreshes an expired session (5 seconds); only a few such calls are in progress at a time. A session that was
 * revoked is accepted until its token expires, 60 seconds after it was issued.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(GsonAdapter.class)
public final class RequestAuthenticator implements AutoCloseable {
    private final Settings settings;
    private final StateMapper states;
    private final AcceptedTokens accepted;
    private final boolean acceptPendingSessions;
    private final @Nullable PublishableKey publishableKey;
    private final KeySource keys;
    private final @Nullable SafeListener listener;
    private final @Nullable ApiClient owned;
    private final Warnings warnings = new Warnings();

    private RequestAuthenticator(Settings settings, Builder builder, KeySource keys, @Nullable ApiClient owned) {
        this.settings = settings;
        this.keys = keys;
        this.listener = builder.listener == null ? null : new SafeListener(builder.listener);
        this.states = new StateMapper(settings.api());
        this.accepted = builder.accepted;
        this.acceptPendingSessions = builder.acceptPendingSessions;
        this.publishableKey = builder.publishableKey();
        this.owned = owned;
    }

    /**
     * Returns a builder without a key and with the default settings.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns an authenticator with the settings of the environment: {@code CLERK_SECRET_KEY}, {@code CLERK_JWT_KEY},
     * {@code CLERK_PUBLISHABLE_KEY}, {@code CLERK_MACHINE_SECRET_KEY}, {@code CLERK_API_URL},
     * {@code CLERK_API_VERSION}, {@code CLERK_AUTHORIZED_PARTIES}, {@code CLERK_DOMAIN}, {@code CLERK_PROXY_URL},
     * {@code CLERK_IS_SATELLITE} and {@code CLERK_SIGN_IN_URL}. Separate several authorized parties by commas.
     *
     * @return a new authenticator
     * @throws IllegalArgumentException if no key is set, or the settings contradict each other
     */
    public static RequestAuthenticator fromEnv() {
        return fromEnv(System.getenv());
    }

    static RequestAuthenticator fromEnv(Map<String, String> environment) {
        return builder().environment(environment).build();
    }

    /**
     * Authenticates a request by its headers. May call Clerk, and then waits as long as the class describes.
     *
     * @param headers the headers of the request by name, in any case
     * @return the state of the request
     */
    public RequestState authenticate(Map<String, List<String>> headers) {
        return authenticate(ClerkRequest.of(headers));
    }

    /**
     * Authenticates a request. May call Clerk, and then waits as long as the class describes.
     *
     * @param request the request
     * @return the state of the request
     */
    public RequestState authenticate(ClerkRequest request) {
        return authenticate(request, AuthenticateOptions.none());
    }

    /**
     * Authenticates a request with options for this request. May call Clerk, and then waits as long as the class
     * describes.
     *
     * @param request the request
     * @param options the settings that differ for this request
     * @return the state of the request
     */
    public RequestState authenticate(ClerkRequest request, AuthenticateOptions options) {
        return evaluate(request, options, ClerkLookups.BLOCKING);
    }

    /**
     * Authenticates a request without blocking the thread, even if Clerk has to be called.
     *
     * @param request the request; another thread may read it later
     * @return a future of the state, which never fails; it is already complete if no call to Clerk was needed
     */
    public CompletableFuture<RequestState> authenticateAsync(ClerkRequest request) {
        return authenticateAsync(request, AuthenticateOptions.none());
    }

    /**
     * Authenticates a request without blocking the thread, even if Clerk has to be called, with options for this
     * request.
     *
     * @param request the request; another thread may read it later
     * @param options the settings that differ for this request
     * @return a future of the state, which never fails; it is already complete if no call to Clerk was needed
     */
    public CompletableFuture<RequestState> authenticateAsync(ClerkRequest request, AuthenticateOptions options) {
        return ClerkLookups.replay(lookups -> evaluate(request, options, lookups));
    }

    /**
     * Authenticates a request without blocking the thread, even if Clerk has to be called, and lets an executor go on
     * from there. Without one, what depends on the future runs on a daemon thread of the SDK, and code that blocks it
     * keeps other calls to Clerk waiting.
     *
     * @param request the request; another thread may read it later
     * @param options the settings that differ for this request
     * @param executor completes the future, unless it is complete when this method returns; if the executor fails or
     *     refuses, the future is signed out with the reason {@link AuthErrorReason#UNEXPECTED_ERROR}
     * @return a future of the state, which fails only with an {@link Error} of the request
     */
    public CompletableFuture<RequestState> authenticateAsync(
            ClerkRequest request, AuthenticateOptions options, Executor executor) {
        Objects.requireNonNull(executor, "executor");
        var state = authenticateAsync(request, options);
        if (state.isDone()) {
            return state;
        }
        var handedOver = new CompletableFuture<RequestState>();
        state.whenComplete((known, failure) -> {
            try {
                executor.execute(() -> complete(handedOver, known, failure));
            } catch (RuntimeException | Error e) {
                // An executor that is closed, or gets no thread, must leave nobody waiting.
                handedOver.complete(unexpected(e, options.accepted(accepted)));
            }
        });
        return handedOver;
    }

    private static void complete(
            CompletableFuture<RequestState> result, @Nullable RequestState state, @Nullable Throwable failure) {
        if (failure == null) {
            result.complete(state);
        } else {
            result.completeExceptionally(failure);
        }
    }

    /**
     * Returns the page where a person signs in: {@link Builder#signInUrl}, or the account portal of the instance. It
     * brings the browser back to the page of the request.
     *
     * @param request a request for a page
     * @return an absolute URL, or null if neither a sign-in page nor the publishable key is set
     */
    public @Nullable String signInUrl(ClerkRequest request) {
        return signInUrls(request).signIn();
    }

    /**
     * Returns the page where a person signs up: {@link Builder#signUpUrl}, or the account portal of the instance. It
     * brings the browser back to the page of the request.
     *
     * @param request a request for a page
     * @return an absolute URL, or null if neither a sign-up page nor the publishable key is set
     */
    public @Nullable String signUpUrl(ClerkRequest request) {
        return signInUrls(request).signUp();
    }

    /**
     * Returns the page where a person completes the task of a pending session, such as to choose an organization. It is
     * below the sign-in page, and brings the browser back to the page of the request.
     *
     * @param request a request for a page
     * @return an absolute URL, or null if neither a sign-in page nor the publishable key is set
     */
    public @Nullable String taskUrl(ClerkRequest request) {
        return signInUrls(request).task();
    }

    /**
     * Returns the URL that the browser requested, as far as the headers of proxies are trusted.
     *
     * @param request a request with a URL
     * @return an absolute URL, or null if the request has no valid URL
     */
    public @Nullable String externalUrl(ClerkRequest request) {
        var url = view(request).url();
        return url == null ? null : url.toString();
    }

    private SignInUrls signInUrls(ClerkRequest request) {
        return new SignInUrls(context(view(request), AuthenticateOptions.none(), ClerkLookups.BLOCKING));
    }

    /**
     * Returns the publishable key of the instance.
     *
     * @return the key, or null if it is not set
     */
    public @Nullable PublishableKey publishableKey() {
        return publishableKey;
    }

    /**
     * Returns the proxy in front of the Frontend API.
     *
     * @return a URL, or a path on this server, or null if there is no proxy
     */
    public @Nullable String proxyUrl() {
        return settings.instance().proxyUrl();
    }

    /**
     * Returns the origins that session tokens may have been issued to, which are the origins of the application.
     *
     * @return the authorized parties, such as {@code https://app.example.com}; an empty set if every origin is
     *     accepted; immutable
     */
    public Set<String> authorizedParties() {
        return settings.instance().origins();
    }

    /**
     * Returns the domain of a satellite application.
     *
     * @return the domain, or null if it is not set
     */
    public @Nullable String domain() {
        return settings.instance().domain();
    }

    /**
     * Returns the state of the keys that verify session tokens, for health checks.
     *
     * @return the state at this moment
     */
    public VerificationKeyState verificationKeys() {
        return VerificationKeyState.of(keys.report());
    }

    private RequestState evaluate(ClerkRequest request, AuthenticateOptions options, ClerkLookups lookups) {
        if (listener == null) {
            return decide(request, options, lookups);
        }
        var state = decide(request, options, listener.observe(lookups));
        listener.onDecision(state); // not reached while an answer is pending, so once for each request
        return state;
    }

    private RequestState decide(ClerkRequest request, AuthenticateOptions options, ClerkLookups lookups) {
        Objects.requireNonNull(request, "request");
        var types = options.accepted(accepted);
        try {
            return evaluate(view(request), types, options, lookups);
        } catch (RuntimeException e) {
            // A failing ClerkRequest, or a bug of ours, must neither sign anybody in nor throw into the caller.
            return unexpected(e, types);
        }
    }

    private RequestState unexpected(Throwable e, AcceptedTokens types) {
        var message = "Authentication failed with " + e.getClass().getName() + ".";
        return states.state(
                Decision.SignedOut.of(Reason.UNEXPECTED_ERROR, message).withCause(e), types.single(), null);
    }

    RequestView view(ClerkRequest request) {
        return new RequestView(new RequestAdapter(request), settings.cookieNames(), settings.forwarded());
    }

    /** Dispatches by the token type: docs/behaviour.md, section 2.2. */
    private RequestState evaluate(
            RequestView request, AcceptedTokens types, AuthenticateOptions options, ClerkLookups lookups) {
        var single = types.single();
        String token;
        try {
            token = request.token();
        } catch (JwtException refused) {
            return states.state(Decision.SignedOut.of(refused, Carrier.HEADER), single, TokenCarrier.HEADER);
        }
        boolean sessionsOnly = single == TokenType.SESSION_TOKEN;
        var carrier = token == null ? null : TokenCarrier.HEADER;
        var machine = token == null || sessionsOnly ? null : MachineTokenKind.of(token);
        if (single != null && !sessionsOnly) {
            return states.state(evaluateMachineToken(single, machine, token, options, lookups), single, carrier);
        }
        var found = machine == null ? TokenType.SESSION_TOKEN : TokenType.of(machine);
        if (!types.has(found)) {
            return states.state(Decision.SignedOut.of(Reason.TOKEN_TYPE_MISMATCH, ""), null, carrier);
        }
        if (token != null && machine != null) {
            var decision = options.machines(settings.machines()).evaluate(machine, token, lookups);
            return states.state(decision, found, carrier);
        }
        var context = context(request, options, lookups);
        var sessions = new SessionFlow(context, warnings);
        if (token != null) {
            return states.state(sessions.authenticateHeaderToken(token), found, carrier);
        }
        var decision = sessions.authenticateCookies();
        return states.state(decision, found, context.hasSessionCookie() ? TokenCarrier.COOKIE : null);
    }

    private Decision evaluateMachineToken(
            TokenType wanted,
            @Nullable MachineTokenKind found,
            @Nullable String token,
            AuthenticateOptions options,
            ClerkLookups lookups) {
        if (token == null) {
            return Decision.SignedOut.of(Reason.NO_TOKEN_IN_HEADER, "");
        }
        if (found == null || TokenType.of(found) != wanted) {
            return Decision.SignedOut.of(Reason.TOKEN_TYPE_MISMATCH, "");
        }
        return options.machines(settings.machines()).evaluate(found, token, lookups);
    }

    AuthenticationContext context(RequestView request, AuthenticateOptions options, ClerkLookups lookups) {
        return new AuthenticationContext(
                settings,
                request,
                options.rules(settings.rules()),
                options.acceptPendingSessions(acceptPendingSessions),
                options.redirects(),
                lookups);
    }

    /**
     * Closes the connections to Clerk, unless they belong to a client of the SDK or to an {@code OkHttpClient} that was
     * passed in.
     */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }

    /** Builds a {@link RequestAuthenticator}. Not safe for use by several threads. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder extends VerificationBuilder<Builder> {
        private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9_-]{1,64}");

        private @Nullable String machineSecretKey;
        private boolean satellite;
        private boolean satelliteAutoSync;
        private @Nullable String signInUrl;
        private @Nullable String signUpUrl;
        private ForwardedHeaders forwarded = ForwardedHeaders.USUAL;
        private AcceptedTokens accepted = AcceptedTokens.SESSION;
        private boolean acceptPendingSessions;
        private List<String> organizationPatterns = List.of();
        private List<String> personalAccountPatterns = List.of();
        private boolean sharesClient;
        private @Nullable AuthenticationListener listener;

        private Builder() {}

        /**
         * Sets the listener that receives the decisions of the authenticator.
         *
         * @param listener the listener; by default nobody receives them
         * @return this builder
         */
        public Builder listener(AuthenticationListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Sets the secret key of this machine. M2M tokens are verified with it instead of the instance's secret key.
         *
         * @param machineSecretKey {@code ak_…}, from the page of the machine in the Clerk Dashboard
         * @return this builder
         * @throws IllegalArgumentException if the key is empty, contains blanks, or is of another kind; the message
         *     does not contain the key
         */
        public Builder machineSecretKey(String machineSecretKey) {
            this.machineSecretKey = Keys.machineSecretKey(machineSecretKey);
            return this;
        }

        /**
         * Sets whether the domain of this server is a satellite of another domain, where users sign in. A satellite
         * needs {@link #domain} or {@link #proxyUrl}, and on a development instance {@link #signInUrl}.
         *
         * @param satellite true for a satellite
         * @return this builder
         */
        public Builder satellite(boolean satellite) {
            this.satellite = satellite;
            return this;
        }

        /**
         * Sets whether a satellite asks the primary domain for the session already on the first page of a visitor.
         *
         * @param autoSync true to ask on the first page; by default false, which asks only after the visitor has tried
         *     to sign in
         * @return this builder
         */
        public Builder satelliteAutoSync(boolean autoSync) {
            this.satelliteAutoSync = autoSync;
            return this;
        }

        /**
         * Sets the page where people sign in, for {@link RequestAuthenticator#signInUrl} and for satellites.
         *
         * @param url an absolute URL, or a path on this server such as {@code /sign-in}; on a satellite an absolute URL
         *     on the primary domain; by default the account portal of the instance
         * @return this builder
         * @throws IllegalArgumentException if this is neither an http URL nor a path
         */
        public Builder signInUrl(String url) {
            this.signInUrl = requirePage(url, "sign-in");
            return this;
        }

        /**
         * Sets the page where people sign up, for {@link RequestAuthenticator#signUpUrl}.
         *
         * @param url an absolute URL, or a path on this server such as {@code /sign-up}; by default {@code /create}
         *     below the sign-in page if that is set, else the account portal of the instance
         * @return this builder
         * @throws IllegalArgumentException if this is neither an http URL nor a path
         */
        public Builder signUpUrl(String url) {
            this.signUpUrl = requirePage(url, "sign-up");
            return this;
        }

        private static String requirePage(String url, String what) {
            if (!Urls.isAbsolute(url) && !Urls.isPath(url)) {
                throw new IllegalArgumentException("The " + what + " URL is neither absolute nor a path. Set it to the "
                        + "page where users sign in, such as https://example.com/" + what + " or /" + what + ".");
            }
            return url;
        }

        /**
         * Sets whether the headers {@code X-Forwarded-Host} and {@code X-Forwarded-Proto} say what the browser
         * requested. Any client can send them: trust them only if a proxy in front of this server sets or removes them.
         *
         * @param trusted false to ignore them; true by default
         * @return this builder
         */
        public Builder trustForwardedHeaders(boolean trusted) {
            this.forwarded = trusted ? ForwardedHeaders.USUAL : ForwardedHeaders.UNTRUSTED;
            return this;
        }

        /**
         * Sets the headers in which a proxy in front of this server says what the browser requested, instead of
         * {@code X-Forwarded-Host} and {@code X-Forwarded-Proto}.
         *
         * @param host name of the header with the host, in any case
         * @param scheme name of the header with the scheme, such as {@code CloudFront-Forwarded-Proto}
         * @return this builder
         * @throws IllegalArgumentException if one is not the name of a header (RFC 9110 section 5.1)
         */
        public Builder trustForwardedHeaders(String host, String scheme) {
            this.forwarded = new ForwardedHeaders(headerName(host), headerName(scheme));
            return this;
        }

        private static String headerName(String name) {
            if (!HEADER_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "The name of a header has only letters, digits and dashes, such as X-Forwarded-Host.");
            }
            return name.toLowerCase(Locale.ROOT);
        }

        /**
         * Accepts only these token types. Machine tokens are read only from the {@code Authorization} header.
         *
         * @param type an accepted type; by default only {@link TokenType#SESSION_TOKEN} is accepted
         * @param others further accepted types
         * @return this builder
         */
        public Builder acceptTokens(TokenType type, TokenType... others) {
            this.accepted = AcceptedTokens.of(type, others);
            return this;
        }

        /**
         * Accepts every token type.
         *
         * @return this builder
         */
        public Builder acceptAnyToken() {
            this.accepted = AcceptedTokens.ANY;
            return this;
        }

        /**
         * Sets whether a pending session counts as signed in: that of a user who has to complete a task first, such as
         * to choose an organization.
         *
         * @param accepted true to accept pending sessions; false by default
         * @return this builder
         */
        public Builder acceptPendingSessions(boolean accepted) {
            this.acceptPendingSessions = accepted;
            return this;
        }

        /**
         * Sets the paths that belong to one organization, such as {@code /orgs/:slug} and {@code /orgs/:slug/(.*)}. A
         * browser that requests such a page while another organization is active is sent to Clerk to activate that one.
         *
         * @param patterns paths in which {@code :id} or {@code :slug} stands for the organization, another
         *     {@code :name} for any segment, and {@code (.*)} for the rest of the path
         * @return this builder
         */
        public Builder organizationPatterns(String... patterns) {
            this.organizationPatterns = List.of(patterns);
            return this;
        }

        /**
         * Sets the paths that belong to the personal account of the user, where no organization may be active.
         *
         * @param patterns paths as in {@link #organizationPatterns}; those are matched first
         * @return this builder
         */
        public Builder personalAccountPatterns(String... patterns) {
            this.personalAccountPatterns = List.of(patterns);
            return this;
        }

        /**
         * Returns a builder that uses the connection and the key of a client. Only {@code ClerkBackend} needs it:
         * applications call {@code ClerkBackend.builder().authentication(…)}.
         *
         * @param connection makes the calls; closing the authenticator leaves it open
         * @param apiUrl the URL that the connection calls, without the version
         * @param secretKey the secret key of the connection
         * @param environment environment variables by name; may be empty
         * @return a new builder
         */
        public static Builder of(
                ApiConnection connection, String apiUrl, String secretKey, Map<String, String> environment) {
            var builder = new Builder();
            builder.sharesClient = true;
            builder.client(ApiClient.of(connection), apiUrl, secretKey);
            return environment.isEmpty() ? builder : builder.instanceOf(environment);
        }

        Builder environment(Map<String, String> environment) {
            set(environment, "CLERK_SECRET_KEY", this::secretKey);
            set(environment, "CLERK_API_URL", this::apiUrl);
            set(environment, "CLERK_API_VERSION", this::apiVersion);
            return instanceOf(environment);
        }

        private Builder instanceOf(Map<String, String> environment) {
            set(environment, "CLERK_JWT_KEY", this::jwtKey);
            set(environment, "CLERK_PUBLISHABLE_KEY", this::publishableKey);
            set(environment, "CLERK_MACHINE_SECRET_KEY", this::machineSecretKey);
            set(environment, "CLERK_AUTHORIZED_PARTIES", value -> authorizedParties(parties(value)));
            set(environment, "CLERK_DOMAIN", this::domain);
            set(environment, "CLERK_PROXY_URL", this::proxyUrl);
            set(environment, "CLERK_IS_SATELLITE", value -> satellite(parseBoolean(value)));
            set(environment, "CLERK_SIGN_IN_URL", this::signInUrl);
            return this;
        }

        private static void set(Map<String, String> environment, String name, Consumer<String> setter) {
            Environment.apply(environment, name, setter);
        }

        /** An empty part stays, and is refused: a list of nothing but commas would accept every origin. */
        private static List<String> parties(String value) {
            return Stream.of(value.split(",", -1)).map(String::strip).toList();
        }

        private static boolean parseBoolean(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new IllegalArgumentException("The value is neither true nor false");
            };
        }

        /**
         * Builds the authenticator.
         *
         * @return the authenticator
         * @throws IllegalArgumentException if there is no key, or the settings contradict each other; the message says
         *     what is missing and where to find it
         */
        public RequestAuthenticator build() {
            requireKey();
            requireKeysOfOneKind();
            requireTrustedHost();
            var instance = instance();
            var api = api();
            var machineApi = api == null && machineSecretKey != null ? apiWith(machineSecretKey) : api;
            var keys = Objects.requireNonNullElse(keySource(api), NoKeys.INSTANCE);
            var gates = machineApi == null ? CallGates.unused() : CallGates.of(machineApi);
            var settings = new Settings(
                    instance,
                    instance.cookieNames(),
                    forwarded,
                    new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireSession, keys, cache()),
                    new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireHandshake, keys, new TokenCache(0)),
                    rules(),
                    machineTokens(keys, api, machineApi, gates),
                    patterns(),
                    withShortWaits(api),
                    gates);
            return new RequestAuthenticator(settings, this, keys, sharesClient ? null : machineApi);
        }

        private void requireKey() {
            boolean machinesOnly = accepted.single() == TokenType.M2M_TOKEN;
            boolean machines = machinesOnly && machineSecretKey != null;
            if (machinesOnly && !hasKeys() && secretKey() == null && machineSecretKey == null) {
                throw new IllegalArgumentException("No key to verify M2M tokens with: set machineSecretKey(\"ak_…\") "
                        + "(CLERK_MACHINE_SECRET_KEY), from the machine's page in the Clerk Dashboard, or secretKey(…) or "
                        + "jwtKey(…).");
            }
            if (!hasKeys() && secretKey() == null && !machines) {
                throw new IllegalArgumentException("No key to verify tokens with: set secretKey(\"sk_…\") "
                        + "(CLERK_SECRET_KEY), or jwtKey(…) (CLERK_JWT_KEY) to verify without the network. Both are on "
                        + "the API keys page of the Clerk Dashboard.");
            }
            if (secretKey() == null && accepted.single() == TokenType.API_KEY) {
                throw new IllegalArgumentException("API keys are verified by Clerk: set secretKey(\"sk_…\") "
                        + "(CLERK_SECRET_KEY), from the API keys page of the Clerk Dashboard.");
            }
        }

        private Instance instance() {
            var key = publishableKey();
            var secret = secretKey();
            boolean productionSecret = secret == null || !Keys.isOfDevelopment(secret);
            boolean production = key == null ? productionSecret : key.isProduction();
            if (satellite) {
                requireCompleteSatellite(production);
            }
            var suffix = key == null ? "" : "_" + key.cookieSuffix();
            var host = key == null ? null : key.frontendApi();
            return new Instance(
                    host,
                    suffix,
                    production,
                    satellite,
                    domain(),
                    proxyUrl(),
                    authorizedParties(),
                    signInUrl,
                    signUpUrl,
                    satelliteAutoSync);
        }

        /** A path alone sends browsers to the host of their request, with their session: it must be one of ours. */
        private void requireTrustedHost() {
            if (proxyUrl() != null
                    && Urls.isPath(proxyUrl())
                    && authorizedParties().isEmpty()) {
                throw new IllegalArgumentException("A proxy URL without a host needs the hosts that are yours: set "
                        + "authorizedParties(\"https://app.example.com\"), or the full URL of the proxy.");
            }
        }

        private void requireCompleteSatellite(boolean production) {
            if (publishableKey() == null) {
                throw new IllegalArgumentException(
                        "A satellite needs publishableKey(\"pk_…\"), from the API keys page of "
                                + "the Clerk Dashboard.");
            }
            if (domain() == null && proxyUrl() == null) {
                throw new IllegalArgumentException(
                        "A satellite needs domain(\"example.com\") (CLERK_DOMAIN) or proxyUrl(…) (CLERK_PROXY_URL).");
            }
            if (signInUrl != null && Urls.isPath(signInUrl)) {
                throw new IllegalArgumentException(
                        "The sign-in URL of a satellite is not absolute. Set signInUrl(…) "
                                + "(CLERK_SIGN_IN_URL) to the page of the primary domain, such as https://example.com/sign-in.");
            }
            if (!production && signInUrl == null) {
                throw new IllegalArgumentException("A satellite of a development instance needs signInUrl(…) "
                        + "(CLERK_SIGN_IN_URL): the page of the primary domain where users sign in.");
            }
        }

        private OrganizationPatterns patterns() {
            if (organizationPatterns.isEmpty() && personalAccountPatterns.isEmpty()) {
                return OrganizationPatterns.NONE;
            }
            if (publishableKey() == null) {
                throw new IllegalArgumentException(
                        "Path patterns need publishableKey(\"pk_…\"), because browsers are sent "
                                + "to Clerk. It is on the API keys page of the Clerk Dashboard.");
            }
            return OrganizationPatterns.of(organizationPatterns, personalAccountPatterns);
        }

        private MachineTokens machineTokens(
                KeySource keys, @Nullable ApiClient api, @Nullable ApiClient machineApi, CallGates gates) {
            return new MachineTokens(
                    new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireMachine, keys, cache()),
                    new JwtVerifier(HeaderTypes.ACCESS_TOKEN, jwt -> {}, keys, cache()),
                    machineRules(),
                    new OAuthRules(oauthRules(), audiences()),
                    withoutVersion(withShortWaits(api)),
                    withoutVersion(withShortWaits(machineApi)),
                    machineSecretKey,
                    gates.machineTokens());
        }

        /** A call behind a gate must not keep its place while it waits: docs/behaviour.md, section 2.10. */
        private static @Nullable ApiClient withShortWaits(@Nullable ApiClient client) {
            return client == null ? null : client.withShortWaits();
        }

        /** The endpoints that verify machine tokens have no version in their path: docs/behaviour.md, section 3.2. */
        private @Nullable ApiClient withoutVersion(@Nullable ApiClient client) {
            return client == null ? null : client.at(apiUrl());
        }
    }
}
