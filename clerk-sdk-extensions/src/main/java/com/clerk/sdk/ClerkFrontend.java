package com.clerk.sdk;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.frontend.FrontendResources;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import org.jspecify.annotations.Nullable;

/**
 * Clerk's Frontend API, as a native client sees it: what one user's device may do, with that device's client token.
 * {@code ClerkFrontend.builder().publishableKey("pk_test_…").clientToken(token).build().me().get()}.
 *
 * <p>The instance must have the Native API enabled in the Clerk Dashboard. Results come without the envelope that the
 * Frontend API puts around them. Redirects are never followed. Immutable and safe for all threads.
 */
public final class ClerkFrontend extends FrontendResources implements AutoCloseable {
    private final ApiClient client;

    private ClerkFrontend(ApiClient client) {
        super(client);
        this.client = client;
    }

    /**
     * Starts with the usual settings, no instance and no client token.
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

    /** Sets up a {@link ClerkFrontend}. */
    public static final class Builder extends ClientBuilder<Builder> {
        private @Nullable String clientToken;

        private Builder() {
            super("");
        }

        /**
         * The instance, by its publishable key: the key names the host of the Frontend API.
         *
         * @param publishableKey the instance's publishable key, {@code pk_test_…} or {@code pk_live_…}
         * @return this builder
         * @throws IllegalArgumentException when it is no publishable key
         */
        public Builder publishableKey(String publishableKey) {
            return apiUrl("https://"
                    + PublishableKey.parse(Keys.publishableKey(publishableKey)).frontendApi());
        }

        /**
         * The token that stands for this client and its sessions, as the {@code Authorization} header of an earlier
         * answer gave it. Without one, only what needs no client works.
         *
         * @param clientToken the token, sent as it is
         * @return this builder
         * @throws IllegalArgumentException when it is empty or has blanks in it; the message never has the token
         */
        public Builder clientToken(String clientToken) {
            this.clientToken = Keys.withoutBlanks(clientToken, "client token");
            return this;
        }

        /**
         * Ends the building. Touches no network.
         *
         * @return the client
         * @throws IllegalArgumentException when neither a publishable key nor a URL names the instance
         */
        public ClerkFrontend build() {
            if (url().isEmpty()) {
                throw new IllegalArgumentException(
                        "No instance: set publishableKey(\"pk_…\"), or apiUrl(…) for a proxy");
            }
            var token = clientToken;
            return new ClerkFrontend(
                    api().query("_is_native", "true").authorization(() -> token).build());
        }

        /** The paths of the Frontend API carry their version themselves. */
        @Override
        String baseUrl() {
            return url();
        }
    }
}
