package com.clerk.sdk;

import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.platform.PlatformResources;
import com.clerk.sdk.runtime.http.ApiClient;

/**
 * Clerk's Platform API, with which a workspace manages its applications, instances and domains: {@code new
 * ClerkPlatform(accessToken).applications().list()}.
 *
 * <p>Immutable and safe for all threads; make one and keep it. Making one touches no network.
 */
public final class ClerkPlatform extends PlatformResources implements AutoCloseable {
    private final ApiClient client;

    /**
     * A client with the usual settings.
     *
     * @param accessToken the workspace's Platform API access token
     * @throws IllegalArgumentException when it is empty, has blanks in it, or is a publishable key or an instance's
     *     secret key; the message names the mistake and never the token
     */
    public ClerkPlatform(String accessToken) {
        this(builder().accessToken(accessToken));
    }

    private ClerkPlatform(Builder builder) {
        this(builder.apiClient());
    }

    private ClerkPlatform(ApiClient client) {
        super(client);
        this.client = client;
    }

    /**
     * Starts with the usual settings and no token.
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

    /** Sets up a {@link ClerkPlatform}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private String accessToken = "";

        private Builder() {
            super(Api.URL);
        }

        /**
         * The token that every call is made with.
         *
         * @param accessToken the workspace's Platform API access token
         * @return this builder
         * @throws IllegalArgumentException when it cannot be one; the message names the mistake and never the token
         */
        public Builder accessToken(String accessToken) {
            this.accessToken = Keys.accessToken(accessToken);
            return this;
        }

        /**
         * Ends the building. Touches no network.
         *
         * @return the client
         * @throws IllegalArgumentException when there is no access token
         */
        public ClerkPlatform build() {
            return new ClerkPlatform(this);
        }

        private ApiClient apiClient() {
            var authorization = "Bearer " + Keys.accessToken(accessToken);
            return api().authorization(() -> authorization).build();
        }
    }
}
