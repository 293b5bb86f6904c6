package com.clerk.sdk;

import com.clerk.sdk.auth.AuthenticateOptions;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Clerk's Backend API, for servers: {@code new ClerkBackend(secretKey).users().list()}.
 *
 * <p>Immutable and safe for all threads; make one and keep it. Making one touches no network.
 */
public final class ClerkBackend extends BackendResources implements AutoCloseable {
    private final ApiClient client;
    private final Supplier<RequestAuthenticator> authentication;
    private final AtomicReference<@Nullable RequestAuthenticator> authenticator = new AtomicReference<>();

    /**
     * A client with the usual settings.
     *
     * @param secretKey the instance's secret key, {@code sk_test_…} or {@code sk_live_…}, from the API keys page of the
     *     Clerk Dashboard
     * @throws IllegalArgumentException when it is no secret key; the message names the mistake and never the key
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
        this.authentication = builder.authentication(client);
        if (builder.authenticates()) {
            authenticator();
        }
    }

    /**
     * A client with the settings of the environment: {@code CLERK_SECRET_KEY}, and {@code CLERK_API_URL} and
     * {@code CLERK_API_VERSION} when they are set; and to authenticate requests, what
     * {@link RequestAuthenticator#fromEnv()} reads.
     *
     * @return the client
     * @throws IllegalArgumentException when {@code CLERK_SECRET_KEY} is missing or no secret key, or another of them is
     *     wrong
     */
    public static ClerkBackend fromEnv() {
        return fromEnv(System.getenv());
    }

    static ClerkBackend fromEnv(Map<String, String> environment) {
        return builder().environment(environment).build();
    }

    /**
     * Starts with the usual settings and no key.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Tells who sent a request to your server, by its headers. It touches no network for session tokens while the
     * instance's keys are at hand; else it may wait for Clerk.
     *
     * @param headers the request's headers by name, in any case
     * @return who it is, or why nobody; nothing in a request makes this throw
     */
    public RequestState authenticateRequest(Map<String, List<String>> headers) {
        return authenticator().authenticate(headers);
    }

    /**
     * Tells who sent a request to your server, as {@link #authenticateRequest(Map)} does.
     *
     * @param request the request
     * @return who it is, or why nobody; nothing in a request makes this throw
     */
    public RequestState authenticateRequest(ClerkRequest request) {
        return authenticator().authenticate(request);
    }

    /**
     * Tells who sent a request to your server, as {@link #authenticateRequest(Map)} does, with options for this one.
     *
     * @param request the request
     * @param options what is different
     * @return who it is, or why nobody; nothing in a request makes this throw
     */
    public RequestState authenticateRequest(ClerkRequest request, AuthenticateOptions options) {
        return authenticator().authenticate(request, options);
    }

    /**
     * What authenticates requests with the settings of this client: to be handed on, or to ask without blocking. It
     * remembers keys and tokens, lives as long as this client, and need not be closed. Touches no network.
     *
     * @return the same every time
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
     * Closes the connections, unless they belong to an {@code OkHttpClient} that was handed in. Calls that are under
     * way may fail.
     */
    @Override
    public void close() {
        client.close();
    }

    /** Sets up a {@link ClerkBackend}. */
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
         * The key that every call is made with.
         *
         * @param secretKey the instance's secret key, {@code sk_test_…} or {@code sk_live_…}
         * @return this builder
         * @throws IllegalArgumentException when it is no secret key; the message names the mistake and never the key
         */
        public Builder secretKey(String secretKey) {
            this.secretKey = Keys.secretKey(secretKey, "");
            return this;
        }

        /**
         * How requests to your server are authenticated: {@code authentication(a -> a.publishableKey("pk_…"))}. The
         * secret key, the URL and the connections are those of this client.
         *
         * @param settings sets up what is different from the usual settings
         * @return this builder
         */
        public Builder authentication(Consumer<RequestAuthenticator.Builder> settings) {
            this.authentication = settings;
            return this;
        }

        /** Whether there are settings for authenticating, in which a mistake is to be found at once. */
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
            return apiUrlOf(environment);
        }

        /**
         * Ends the building. Touches no network.
         *
         * @return the client
         * @throws IllegalArgumentException when there is no secret key
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
