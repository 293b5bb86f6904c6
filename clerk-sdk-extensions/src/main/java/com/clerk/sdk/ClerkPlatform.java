package com.clerk.sdk;

import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.Environment;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.platform.PlatformResources;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.util.Map;

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
@JsonAdapter(GsonAdapter.class)
public final class ClerkPlatform extends PlatformResources implements AutoCloseable {
    private final ApiClient client;
    private final String token;

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
        this(builder.apiClient(), Keys.prefix(builder.accessToken));
    }

    private ClerkPlatform(ApiClient client, String token) {
        super(client);
        this.client = client;
        this.token = token;
    }

    /**
     * Creates a client with the settings of the environment: {@code CLERK_PLATFORM_API_KEY}, and {@code CLERK_API_URL}
     * and {@code CLERK_API_VERSION} if they are set.
     *
     * @return the client
     * @throws IllegalArgumentException if {@code CLERK_PLATFORM_API_KEY} is missing or is not an access token, or
     *     another variable is invalid
     */
    public static ClerkPlatform fromEnv() {
        return fromEnv(System.getenv());
    }

    static ClerkPlatform fromEnv(Map<String, String> environment) {
        return builder().environment(environment).build();
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

    /** Returns the host of the API and the kind of the token, such as {@code ClerkPlatform(api.clerk.com, ak_…)}. */
    @Override
    public String toString() {
        return "ClerkPlatform(" + client.host() + ", " + token + ")";
    }

    /** Builds a {@link ClerkPlatform}. Not thread-safe. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder extends ClientBuilder<Builder> {
        private static final String ACCESS_TOKEN = "CLERK_PLATFORM_API_KEY";

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

        Builder environment(Map<String, String> environment) {
            if (environment.getOrDefault(ACCESS_TOKEN, "").isBlank()) {
                throw new IllegalArgumentException("The environment variable " + ACCESS_TOKEN
                        + " is not set. The Platform API needs a workspace's access token from the Clerk Dashboard.");
            }
            Environment.apply(environment, ACCESS_TOKEN, this::accessToken);
            return apiUrlFrom(environment);
        }

        /**
         * Returns the client.
         *
         * @return the client
         * @throws IllegalArgumentException if the access token is not set, or the API URL is plain http and that is not
         *     allowed
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
