package com.clerk.sdk;

import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.platform.PlatformResources;
import com.clerk.sdk.runtime.http.ApiClient;

/**
 * The client of Clerk's Platform API, which manages the applications of a workspace: {@code new
 * ClerkPlatform(accessToken).applications().list()}. Create one client and keep it. Immutable and thread-safe.
 *
 * <p>The operations are grouped by resource:
 *
 * <ul>
 *   <li>Applications: {@link #applications()}, {@link #applicationTransfers()}, {@link #applicationDomains()},
 *       {@link #domainIntents()}
 *   <li>Their instances: {@link #instances()}, {@link #config()}, {@link #domains()}, {@link #redirectUrls()},
 *       {@link #jwtTemplates()}, {@link #users()}
 * </ul>
 */
public final class ClerkPlatform extends PlatformResources implements AutoCloseable {
    private final ApiClient client;

    /**
     * Creates a client with the default settings.
     *
     * @param accessToken the workspace's access token for the Platform API
     * @throws IllegalArgumentException if it is empty, has blanks, or is a publishable key or a secret key of an
     *     instance; the message names the mistake and never shows the token
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
     * Returns a builder with the default settings and without a token.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Closes this client: new calls fail with an {@link IllegalStateException}. Running calls continue, and the
     * connections are closed after the last one. An {@code OkHttpClient} from the builder stays open.
     */
    @Override
    public void close() {
        client.close();
    }

    /** Builds a {@link ClerkPlatform}. Not thread-safe. */
    public static final class Builder extends ClientBuilder<Builder> {
        private String accessToken = "";

        private Builder() {
            super(Api.URL);
        }

        /**
         * Sets the token that every call is made with.
         *
         * @param accessToken the workspace's access token for the Platform API
         * @return this builder
         * @throws IllegalArgumentException if it is not an access token; the message names the mistake and never shows
         *     the token
         */
        public Builder accessToken(String accessToken) {
            this.accessToken = Keys.accessToken(accessToken);
            return this;
        }

        /**
         * Returns the client.
         *
         * @return the client
         * @throws IllegalArgumentException if the access token is not set
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
