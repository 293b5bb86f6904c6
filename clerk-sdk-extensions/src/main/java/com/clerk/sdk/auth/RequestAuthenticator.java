package com.clerk.sdk.auth;

import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells who sent a request, by the token in its {@code Authorization} header or in its cookies:
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
 * <p>Nothing in a request makes it throw: whatever comes ends in a state with a reason. Immutable and safe for all
 * threads; make one and keep it, since it remembers keys and tokens.
 *
 * <p>With {@code jwtKey} session tokens are verified without the network. Without it the instance's keys are loaded
 * from Clerk with the secret key, and kept for five minutes. Opaque tokens of machines are always verified by Clerk. It
 * waits for Clerk 10 seconds at most, or what a {@code ClerkBackend} is set up with. No token tells that its session
 * was revoked after it was issued; it lives for a minute.
 */
public final class RequestAuthenticator implements AutoCloseable {
    private final Settings settings;
    private final @Nullable ApiClient owned;
    private final AtomicBoolean warned = new AtomicBoolean();

    private RequestAuthenticator(Settings settings, @Nullable ApiClient owned) {
        this.settings = settings;
        this.owned = owned;
    }

    /**
     * Starts without a key, and with the usual settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * An authenticator with the settings of the environment: {@code CLERK_SECRET_KEY}, {@code CLERK_JWT_KEY},
     * {@code CLERK_PUBLISHABLE_KEY}, {@code CLERK_MACHINE_SECRET_KEY}, {@code CLERK_API_URL},
     * {@code CLERK_API_VERSION}, {@code CLERK_DOMAIN}, {@code CLERK_PROXY_URL}, {@code CLERK_IS_SATELLITE} and
     * {@code CLERK_SIGN_IN_URL}. Touches no network.
     *
     * @return the authenticator
     * @throws IllegalArgumentException if no key is set, or what is set does not go together
     */
    public static RequestAuthenticator fromEnv() {
        return fromEnv(System.getenv());
    }

    static RequestAuthenticator fromEnv(Map<String, String> environment) {
        return builder().environment(environment).build();
    }

    /**
     * Tells who sent a request. With the keys at hand it touches no network for session tokens; else it may wait for
     * Clerk.
     *
     * @param headers the request's headers by name, in any case
     * @return who it is, or why nobody
     */
    public RequestState authenticate(Map<String, List<String>> headers) {
        return authenticate(ClerkRequest.of(headers));
    }

    /**
     * Tells who sent a request, as {@link #authenticate(Map)} does.
     *
     * @param request the request
     * @return who it is, or why nobody
     */
    public RequestState authenticate(ClerkRequest request) {
        return authenticate(request, AuthenticateOptions.none());
    }

    /**
     * Tells who sent a request, as {@link #authenticate(Map)} does, with options for this one.
     *
     * @param request the request
     * @param options what is different
     * @return who it is, or why nobody
     */
    public RequestState authenticate(ClerkRequest request, AuthenticateOptions options) {
        return judge(request, options, Network.WAITING);
    }

    /**
     * Tells who sent a request without ever blocking the thread.
     *
     * @param request the request; it may be looked at again later, by another thread
     * @return who it is, or why nobody: at once unless Clerk has to be asked, and never a failure
     */
    public CompletableFuture<RequestState> authenticateAsync(ClerkRequest request) {
        return authenticateAsync(request, AuthenticateOptions.none());
    }

    /**
     * Tells who sent a request without ever blocking the thread, with options for this one.
     *
     * @param request the request; it may be looked at again later, by another thread
     * @param options what is different
     * @return who it is, or why nobody: at once unless Clerk has to be asked, and never a failure
     */
    public CompletableFuture<RequestState> authenticateAsync(ClerkRequest request, AuthenticateOptions options) {
        return Network.withoutWaiting(network -> judge(request, options, network));
    }

    private RequestState judge(ClerkRequest request, AuthenticateOptions options, Network network) {
        Objects.requireNonNull(request, "request");
        var accepted = options.accepted(settings.accepted());
        try {
            return judge(attempt(request, options, network), accepted);
        } catch (RuntimeException e) {
            // An adapter that fails, or a mistake of ours, must not let anybody in, nor become the caller's exception.
            var message = "Authenticating failed with " + e.getClass().getName() + ".";
            return MachineTokens.signedOut(accepted.only(), AuthErrorReason.UNEXPECTED_ERROR, message)
                    .because(e);
        }
    }

    Attempt attempt(ClerkRequest request, AuthenticateOptions options, Network network) {
        return new Attempt(settings, new Incoming(request, settings.cookieNames()), options, network);
    }

    private RequestState judge(Attempt attempt, AcceptedTokens accepted) {
        var token = attempt.request.token();
        var only = accepted.only();
        boolean sessionsAlone = only == TokenType.SESSION_TOKEN;
        var machine = token == null || sessionsAlone ? null : TokenType.ofMachine(token);
        var type = machine == null ? TokenType.SESSION_TOKEN : machine;
        if (only != null && !sessionsAlone) {
            return byMachine(attempt, only, machine, token);
        }
        if (!accepted.has(type)) {
            return MachineTokens.signedOut(null, AuthErrorReason.TOKEN_TYPE_MISMATCH, "");
        }
        if (token != null && machine != null) {
            return attempt.machines.judge(machine, token, attempt.network);
        }
        var sessions = new SessionFlow(attempt, warned);
        return token == null ? sessions.byCookies() : sessions.byHeader(token);
    }

    private RequestState byMachine(
            Attempt attempt, TokenType wanted, @Nullable TokenType found, @Nullable String token) {
        if (token == null) {
            return MachineTokens.signedOut(wanted, AuthErrorReason.NO_TOKEN_IN_HEADER, "");
        }
        return found == wanted
                ? attempt.machines.judge(wanted, token, attempt.network)
                : MachineTokens.signedOut(wanted, AuthErrorReason.TOKEN_TYPE_MISMATCH, "");
    }

    /** Whether a secret key is that of a development instance. */
    static boolean isOfDevelopment(String secretKey) {
        return secretKey.startsWith("sk_test_") || secretKey.startsWith("test_");
    }

    /**
     * Closes the connections to Clerk, unless they belong to a client of the SDK or an {@code OkHttpClient} that was
     * handed in.
     */
    @Override
    public void close() {
        if (owned != null) {
            owned.close();
        }
    }

    /** Sets up a {@link RequestAuthenticator}. Not safe for several threads. Touches no network. */
    public static final class Builder extends VerificationBuilder<Builder> {
        private @Nullable String machineSecretKey;
        private boolean satellite;
        private boolean satelliteAutoSync;
        private @Nullable String signInUrl;
        private AcceptedTokens accepted = AcceptedTokens.SESSION;
        private boolean pendingSessions;
        private List<String> organizationPatterns = List.of();
        private List<String> personalAccountPatterns = List.of();
        private boolean sharesClient;

        private Builder() {}

        /**
         * The secret key of this machine, to verify M2M tokens with in place of the instance's secret key.
         *
         * @param machineSecretKey {@code ak_…}, from the machine's page in the Clerk Dashboard
         * @return this builder
         * @throws IllegalArgumentException if it is empty or has blanks in it; the message never holds the key
         */
        public Builder machineSecretKey(String machineSecretKey) {
            this.machineSecretKey = Keys.withoutBlanks(
                    machineSecretKey, "machine secret key (ak_…, from the machine's page in the Clerk Dashboard)");
            return this;
        }

        /**
         * Makes this server's domain a satellite of another, where users sign in. It needs {@link #domain} or
         * {@link #proxyUrl}, and on a development instance {@link #signInUrl}.
         *
         * @param satellite true for a satellite
         * @return this builder
         */
        public Builder satellite(boolean satellite) {
            this.satellite = satellite;
            return this;
        }

        /**
         * Whether a satellite asks the primary domain on a visitor's first page already.
         *
         * @param autoSync true to ask; false when not set, and then only after the visitor tried to sign in
         * @return this builder
         */
        public Builder satelliteAutoSync(boolean autoSync) {
            this.satelliteAutoSync = autoSync;
            return this;
        }

        /**
         * Where users of a satellite sign in.
         *
         * @param url an absolute URL at the primary domain
         * @return this builder
         * @throws IllegalArgumentException if it is not absolute
         */
        public Builder signInUrl(String url) {
            if (!Urls.isAbsolute(url)) {
                throw new IllegalArgumentException(
                        "The sign-in URL is not absolute. Needed is where users sign in at the "
                                + "primary domain, such as https://example.com/sign-in.");
            }
            this.signInUrl = url;
            return this;
        }

        /**
         * Accepts these kinds of token, and none else. Tokens of machines are taken from the {@code Authorization}
         * header alone.
         *
         * @param type a kind; {@link TokenType#SESSION_TOKEN} alone when not set
         * @param others more kinds
         * @return this builder
         */
        public Builder acceptsTokens(TokenType type, TokenType... others) {
            this.accepted = AcceptedTokens.of(type, others);
            return this;
        }

        /**
         * Accepts every kind of token.
         *
         * @return this builder
         */
        public Builder acceptsAnyToken() {
            this.accepted = AcceptedTokens.ANY;
            return this;
        }

        /**
         * Whether a user counts as signed in who has something left to do, such as to choose an organization.
         *
         * @param accepted true to accept them; false when not set
         * @return this builder
         */
        public Builder pendingSessions(boolean accepted) {
            this.pendingSessions = accepted;
            return this;
        }

        /**
         * Paths that belong to one organization, such as {@code /orgs/:slug} and {@code /orgs/:slug/(.*)}: when a page
         * there is asked for while another organization is active, the browser is sent to Clerk to change that.
         *
         * @param patterns paths in which {@code :id} or {@code :slug} stands for the organization, another
         *     {@code :name} for any segment, and {@code (.*)} for all that follows
         * @return this builder
         */
        public Builder organizationPatterns(String... patterns) {
            this.organizationPatterns = List.of(patterns);
            return this;
        }

        /**
         * Paths that belong to the user's personal account, where no organization may be active.
         *
         * @param patterns paths as in {@link #organizationPatterns}; the others come first
         * @return this builder
         */
        public Builder personalAccountPatterns(String... patterns) {
            this.personalAccountPatterns = List.of(patterns);
            return this;
        }

        /**
         * For {@code ClerkBackend} alone: begins with its connections and keys, and the other settings of an
         * environment.
         *
         * @param client makes the calls; it is not closed from here
         * @param apiUrl where the client calls, without the version
         * @param secretKey the key that the client calls with
         * @param environment variables by name; may be empty
         * @return a builder
         */
        @SuppressWarnings("exports") // the transport is for the SDK's own modules
        public static Builder of(ApiClient client, String apiUrl, String secretKey, Map<String, String> environment) {
            var builder = new Builder();
            builder.sharesClient = true;
            return builder.client(client, apiUrl, secretKey).instanceOf(environment);
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
            set(environment, "CLERK_DOMAIN", this::domain);
            set(environment, "CLERK_PROXY_URL", this::proxyUrl);
            set(environment, "CLERK_IS_SATELLITE", value -> satellite(truth(value)));
            set(environment, "CLERK_SIGN_IN_URL", this::signInUrl);
            return this;
        }

        private static void set(Map<String, String> environment, String name, Consumer<String> setter) {
            var value = environment.get(name);
            if (value == null || value.isBlank()) {
                return;
            }
            try {
                setter.accept(value.strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("The environment variable " + name + ": " + e.getMessage(), e);
            }
        }

        private static boolean truth(String value) {
            return switch (value.toLowerCase(Locale.ROOT)) {
                case "true", "1" -> true;
                case "false", "0" -> false;
                default -> throw new IllegalArgumentException("This is neither true nor false");
            };
        }

        /**
         * Ends the building. Touches no network.
         *
         * @return the authenticator
         * @throws IllegalArgumentException if there is no key, or what was set does not go together; the message says
         *     what is missing and where to find it
         */
        public RequestAuthenticator build() {
            requireKey();
            var instance = instance();
            var api = api();
            var machineApi = api == null && machineSecretKey != null ? apiBy(machineSecretKey) : api;
            var keys = Objects.requireNonNullElse(keySource(api), NoKeys.INSTANCE);
            var settings = new Settings(
                    instance,
                    instance.cookieNames(),
                    new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireSession, keys, cache()),
                    new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireHandshake, keys, new TokenCache(0)),
                    rules(),
                    machines(keys, api, machineApi),
                    patterns(),
                    api,
                    accepted,
                    pendingSessions);
            return new RequestAuthenticator(settings, sharesClient ? null : machineApi);
        }

        private void requireKey() {
            boolean machines = accepted.only() == TokenType.M2M_TOKEN && machineSecretKey != null;
            if (!hasKeys() && secretKey() == null && !machines) {
                throw new IllegalArgumentException("No key to verify tokens with: set secretKey(\"sk_…\") "
                        + "(CLERK_SECRET_KEY), or jwtKey(…) (CLERK_JWT_KEY) to verify without the network. Both are on "
                        + "the API keys page of the Clerk Dashboard.");
            }
            if (secretKey() == null && accepted.only() == TokenType.API_KEY) {
                throw new IllegalArgumentException("API keys are verified by Clerk: set secretKey(\"sk_…\") "
                        + "(CLERK_SECRET_KEY), from the API keys page of the Clerk Dashboard.");
            }
        }

        private Instance instance() {
            var key = publishableKey();
            var secret = secretKey();
            boolean production = key != null ? key.isProduction() : secret == null || !isOfDevelopment(secret);
            if (satellite) {
                requireWholeSatellite(production);
            }
            var suffix = key == null ? "" : "_" + key.cookieSuffix();
            return new Instance(key, suffix, production, satellite, domain(), proxyUrl(), signInUrl, satelliteAutoSync);
        }

        private void requireWholeSatellite(boolean production) {
            if (publishableKey() == null) {
                throw new IllegalArgumentException(
                        "A satellite needs publishableKey(\"pk_…\"), from the API keys page of "
                                + "the Clerk Dashboard.");
            }
            if (domain() == null && proxyUrl() == null) {
                throw new IllegalArgumentException(
                        "A satellite needs domain(\"example.com\") (CLERK_DOMAIN) or proxyUrl(…) (CLERK_PROXY_URL).");
            }
            if (!production && signInUrl == null) {
                throw new IllegalArgumentException("A satellite of a development instance needs signInUrl(…) "
                        + "(CLERK_SIGN_IN_URL): where users sign in at the primary domain.");
            }
        }

        private OrganizationPatterns patterns() {
            if (organizationPatterns.isEmpty() && personalAccountPatterns.isEmpty()) {
                return OrganizationPatterns.NONE;
            }
            if (publishableKey() == null) {
                throw new IllegalArgumentException(
                        "Path patterns need publishableKey(\"pk_…\"), since browsers are sent "
                                + "to Clerk; it is on the API keys page of the Clerk Dashboard.");
            }
            return OrganizationPatterns.of(organizationPatterns, personalAccountPatterns);
        }

        private MachineTokens machines(KeySource keys, @Nullable ApiClient api, @Nullable ApiClient machineApi) {
            return new MachineTokens(
                    new JwtVerifier(HeaderTypes.JWT, TokenCategory::requireMachine, keys, cache()),
                    new JwtVerifier(HeaderTypes.ACCESS_TOKEN, jwt -> {}, keys, cache()),
                    machineRules(),
                    new OAuthRules(oauthRules(), audiences()),
                    api == null ? null : api.at(apiUrl()),
                    machineApi == null ? null : machineApi.at(apiUrl()),
                    machineSecretKey);
        }
    }
}
