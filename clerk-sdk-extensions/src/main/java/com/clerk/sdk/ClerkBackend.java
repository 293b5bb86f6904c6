package com.clerk.sdk;

import com.clerk.sdk.backend.BackendResources;
import com.clerk.sdk.runtime.spi.ApiClient;
import java.util.Map;

/**
 * Clerk's Backend API, for servers: {@code new ClerkBackend(secretKey).users().list()}.
 *
 * <p>Immutable and safe for all threads; make one and keep it. Making one touches no network.
 */
public final class ClerkBackend extends BackendResources implements AutoCloseable {
    private final ApiClient client;

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
        this(builder.apiClient());
    }

    private ClerkBackend(ApiClient client) {
        super(client);
        this.client = client;
    }

    /**
     * A client with the settings of the environment: {@code CLERK_SECRET_KEY}, and {@code CLERK_API_URL} and
     * {@code CLERK_API_VERSION} when they are set.
     *
     * @return the client
     * @throws IllegalArgumentException when {@code CLERK_SECRET_KEY} is missing or no secret key
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
     * Closes the connections, unless they belong to an {@code OkHttpClient} that was handed in. Calls that are under
     * way may fail.
     */
    @Override
    public void close() {
        client.close();
    }

    /** Sets up a {@link ClerkBackend}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private String secretKey = "";

        private Builder() {
            super(Keys.API_URL);
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

        Builder environment(Map<String, String> environment) {
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
