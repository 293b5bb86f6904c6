package com.clerk.sdk;

import com.clerk.sdk.auth.AuthenticateOptions;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The client of Clerk's Backend API, for servers: {@code new ClerkBackend(secretKey).users().list()}. Create one client
 * and keep it. Immutable and thread-safe.
 *
 * <p>The operations are grouped by resource:
 *
 * <ul>
 *   <li>Users: {@link #users()}, {@link #emailAddresses()}, {@link #phoneNumbers()}, {@link #invitations()},
 *       {@link #waitlistEntries()}, {@link #allowlistIdentifiers()}, {@link #blocklistIdentifiers()}
 *   <li>Sessions and sign-in: {@link #sessions()}, {@link #clients()}, {@link #signUps()}, {@link #signInTokens()},
 *       {@link #actorTokens()}, {@link #agentTasks()}, {@link #testingTokens()}
 *   <li>Organizations: {@link #organizations()}, {@link #organizationMemberships()},
 *       {@link #organizationInvitations()}, {@link #organizationDomains()}, {@link #organizationRoles()},
 *       {@link #organizationPermissions()}, {@link #roleSets()}
 *   <li>Enterprise connections: {@link #enterpriseConnections()}, {@link #samlConnections()}, {@link #directories()},
 *       {@link #scimDirectories()}, {@link #adminPortalLinkTokens()}
 *   <li>Machines and OAuth: {@link #machines()}, {@link #m2mTokens()}, {@link #apiKeys()},
 *       {@link #oauthApplications()}, {@link #oauthAccessTokens()}
 *   <li>Billing: {@link #billing()}
 *   <li>The instance: {@link #instanceSettings()}, {@link #betaFeatures()}, {@link #domains()},
 *       {@link #redirectUrls()}, {@link #proxyChecks()}, {@link #jwks()}, {@link #jwtTemplates()},
 *       {@link #templates()}, {@link #webhooks()}, {@link #interstitial()}
 * </ul>
 *
 * <p>{@link #authenticateRequest(Map)} finds out who sent a request to your server.
 */
@JsonAdapter(GsonAdapter.class)
public final class ClerkBackend extends BackendResources implements AutoCloseable {
    private final ApiClient client;
    private final String key;
    private final Supplier<RequestAuthenticator> authentication;
    private final AtomicReference<@Nullable RequestAuthenticator> authenticator = new AtomicReference<>();

    /**
     * Creates a client with the default settings.
     *
     * @param secretKey the secret key of the instance, {@code sk_test_…} or {@code sk_live_…}, from the API keys page
     *     of the Clerk Dashboard
     * @throws IllegalArgumentException if it is not a secret key; the message names the mistake and never shows the key
     */
    public ClerkBackend(String secretKey) {
        this(builder().secretKey(secretKey));
    }

    private ClerkBackend(Builder builder) {
        this(builder.apiClient(), builder);
    }

    private ClerkBackend(ApiClient client, Builder builder) {
        super(client);
        this.client = client;
        this.key = Keys.prefix(builder.secretKey);
        this.authentication = builder.authentication(client);
        if (builder.authenticates()) {
            authenticator();
        }
    }

    /**
     * Creates a client with the settings of the environment: {@code CLERK_SECRET_KEY}, and {@code CLERK_API_URL} and
     * {@code CLERK_API_VERSION} if they are set. Requests are authenticated with the variables that
     * {@link RequestAuthenticator#fromEnv()} reads.
     *
     * @return the client
     * @throws IllegalArgumentException if {@code CLERK_SECRET_KEY} is missing or is not a secret key, or another
     *     variable is invalid
     */
    public static ClerkBackend fromEnv() {
        return fromEnv(System.getenv());
    }

    static ClerkBackend fromEnv(Map<String, String> environment) {
        return builder().environment(environment).build();
    }

    /**
     * Returns a builder with the default settings and without a key.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Finds out who sent a request to your server, by its headers. It calls Clerk over the network if it needs the
     * instance's keys and does not have them, or if the token can only be verified by Clerk.
     *
     * @param headers the headers of the request; names in any case
     * @return the user or machine that sent the request, or the reason why it is unknown; a request never causes an
     *     exception
     */
    public RequestState authenticateRequest(Map<String, List<String>> headers) {
        return authenticator().authenticate(headers);
    }

    /**
     * Finds out who sent a request to your server, as {@link #authenticateRequest(Map)} does.
     *
     * @param request the request
     * @return the user or machine that sent the request, or the reason why it is unknown; a request never causes an
     *     exception
     */
    public RequestState authenticateRequest(ClerkRequest request) {
        return authenticator().authenticate(request);
    }

    /**
     * Finds out who sent a request to your server, as {@link #authenticateRequest(Map)} does, with options for this
     * request.
     *
     * @param request the request
     * @param options the options, which override the settings
     * @return the user or machine that sent the request, or the reason why it is unknown; a request never causes an
     *     exception
     */
    public RequestState authenticateRequest(ClerkRequest request, AuthenticateOptions options) {
        return authenticator().authenticate(request, options);
    }

    /**
     * Returns the authenticator of requests with the settings of this client, to pass it on or to use it
     * asynchronously. It caches keys and tokens. It can be used until this client is closed, and need not be closed
     * itself.
     *
     * @return the same authenticator on every call
     */
    public RequestAuthenticator authenticator() {
        var made = authenticator.get();
        if (made != null) {
            return made;
        }
        var fresh = authentication.get();
        return authenticator.compareAndSet(null, fresh) ? fresh : Objects.requireNonNull(authenticator.get());
    }

    /**
     * Closes this client: new calls fail with an {@link IllegalStateException}. Running calls continue, and the
     * connections are closed after the last one. An {@code OkHttpClient} from the builder stays open.
     */
    @Override
    public void close() {
        client.close();
    }

    /** Returns the host of the API and the kind of the key, such as {@code ClerkBackend(api.clerk.com, sk_test_…)}. */
    @Override
    public String toString() {
        return "ClerkBackend(" + client.host() + ", " + key + ")";
    }

    /** Builds a {@link ClerkBackend}. Not thread-safe. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder extends ClientBuilder<Builder> {
        private static final Set<String> AUTHENTICATION = Set.of(
                "CLERK_JWT_KEY",
                "CLERK_PUBLISHABLE_KEY",
                "CLERK_MACHINE_SECRET_KEY",
                "CLERK_DOMAIN",
                "CLERK_PROXY_URL",
                "CLERK_IS_SATELLITE",
                "CLERK_SIGN_IN_URL");

        private String secretKey = "";
        private Map<String, String> environment = Map.of();
        private @Nullable Consumer<RequestAuthenticator.Builder> authentication;

        private Builder() {
            super(Api.URL);
        }

        /**
         * Sets the key that every call is made with.
         *
         * @param secretKey the secret key of the instance, {@code sk_test_…} or {@code sk_live_…}
         * @return this builder
         * @throws IllegalArgumentException if it is not a secret key; the message names the mistake and never shows the
         *     key
         */
        public Builder secretKey(String secretKey) {
            this.secretKey = Keys.secretKey(secretKey, "");
            return this;
        }

        /**
         * Sets how requests to your server are authenticated: {@code authentication(a -> a.publishableKey("pk_…"))}.
         * The secret key, the URL and the connections are those of this client.
         *
         * @param settings changes the default settings
         * @return this builder
         */
        public Builder authentication(Consumer<RequestAuthenticator.Builder> settings) {
            this.authentication = settings;
            return this;
        }

        /**
         * Returns whether there are settings for authentication: then a mistake in them fails the build of the client.
         */
        boolean authenticates() {
            return authentication != null || environment.keySet().stream().anyMatch(AUTHENTICATION::contains);
        }

        Supplier<RequestAuthenticator> authentication(ApiClient client) {
            var url = url();
            var key = secretKey;
            var variables = environment;
            var settings = authentication;
            return () -> {
                var builder = RequestAuthenticator.Builder.of(client, url, key, variables);
                if (settings != null) {
                    settings.accept(builder);
                }
                return builder.build();
            };
        }

        Builder environment(Map<String, String> environment) {
            this.environment = Map.copyOf(environment);
            this.secretKey = Keys.secretKey(environment.get("CLERK_SECRET_KEY"), "CLERK_SECRET_KEY");
            return apiUrlFrom(environment);
        }

        /**
         * Returns the client.
         *
         * @return the client
         * @throws IllegalArgumentException if the secret key is not set, is of another kind of instance than the
         *     publishable key, or the API URL is plain http and that is not allowed
         */
        public ClerkBackend build() {
            return new ClerkBackend(this);
        }

        private ApiClient apiClient() {
            var authorization = "Bearer " + Keys.secretKey(secretKey, "");
            return api().authorization(() -> authorization).build();
        }
    }
}
