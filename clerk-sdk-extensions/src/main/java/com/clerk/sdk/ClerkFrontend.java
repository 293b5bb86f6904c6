package com.clerk.sdk;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.frontend.FrontendResources;
import com.clerk.sdk.internal.Environment;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The client of Clerk's Frontend API, for native applications. It acts for the device of one user, with the client
 * token of the device:
 * {@code ClerkFrontend.builder().publishableKey("pk_test_…").clientToken(token).build().me().get()}.
 *
 * <p>Enable the Native API for the instance in the Clerk Dashboard. Results are returned without the envelope that the
 * Frontend API puts around them. Redirects are never followed. Immutable and thread-safe.
 *
 * <p>The operations are grouped by resource:
 *
 * <ul>
 *   <li>Signing in and up: {@link #client()}, {@link #signIns()}, {@link #signUps()}, {@link #sessions()},
 *       {@link #waitlist()}, {@link #devBrowser()}, {@link #environment()}
 *   <li>The user: {@link #me()}, {@link #emailAddresses()}, {@link #phoneNumbers()}, {@link #externalAccounts()},
 *       {@link #passkeys()}, {@link #totp()}, {@link #backupCodes()}, {@link #web3Wallets()},
 *       {@link #trustedDevices()}, {@link #apiKeys()}, {@link #agentTasks()}
 *   <li>Organizations: {@link #organizations()}, {@link #organizationMemberships()},
 *       {@link #organizationMembershipRequests()}, {@link #organizationInvitations()}, {@link #organizationDomains()},
 *       {@link #organizationRoles()}, {@link #organizationBilling()}, {@link #organizationEnterpriseConnections()}
 *   <li>Enterprise connections and OAuth: {@link #enterpriseConnections()}, {@link #saml()}, {@link #oauth()},
 *       {@link #oauthCallbacks()}
 *   <li>Billing: {@link #billing()}
 *   <li>The instance: {@link #accountPortal()}, {@link #redirects()}, {@link #siteData()}, {@link #wellKnown()},
 *       {@link #health()}
 * </ul>
 */
public final class ClerkFrontend extends FrontendResources implements AutoCloseable {
    private final ApiClient client;
    private final boolean hasToken;

    private ClerkFrontend(ApiClient client, boolean hasToken) {
        super(client);
        this.client = client;
        this.hasToken = hasToken;
    }

    /**
     * Creates a client without a client token, with the settings of the environment: {@code CLERK_PUBLISHABLE_KEY}, or
     * {@code CLERK_PROXY_URL} if the Frontend API is behind a proxy.
     *
     * @return the client
     * @throws IllegalArgumentException if neither variable is set, or one is invalid
     */
    public static ClerkFrontend fromEnv() {
        return fromEnv(System.getenv());
    }

    static ClerkFrontend fromEnv(Map<String, String> environment) {
        return builder().environment(environment).build();
    }

    /**
     * Returns a builder with the default settings, without an instance and a client token.
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

    /** Returns the host of the API and whether there is a token: {@code ClerkFrontend(clerk.example.com, no token)}. */
    @Override
    public String toString() {
        return "ClerkFrontend(" + client.host() + ", " + (hasToken ? "client token" : "no token") + ")";
    }

    /** Builds a {@link ClerkFrontend}. Not thread-safe. */
    public static final class Builder extends ClientBuilder<Builder> {
        private @Nullable String clientToken;

        private Builder() {
            super("");
        }

        /**
         * Sets the instance by its publishable key, which contains the host of the Frontend API.
         *
         * @param publishableKey the publishable key of the instance, {@code pk_test_…} or {@code pk_live_…}
         * @return this builder
         * @throws IllegalArgumentException if it is not a publishable key
         */
        public Builder publishableKey(String publishableKey) {
            return apiUrl("https://"
                    + PublishableKey.parse(Keys.publishableKey(publishableKey)).frontendApi());
        }

        /**
         * Sets the token of this client and its sessions, as it was received in the {@code Authorization} header of an
         * earlier response. Without a token, only operations that do not need a client succeed.
         *
         * @param clientToken the token, which is sent unchanged
         * @return this builder
         * @throws IllegalArgumentException if it is empty or has blanks; the message never shows the token
         */
        public Builder clientToken(String clientToken) {
            this.clientToken = Keys.withoutBlanks(clientToken, "client token");
            return this;
        }

        Builder environment(Map<String, String> environment) {
            Environment.apply(environment, "CLERK_PUBLISHABLE_KEY", this::publishableKey);
            Environment.apply(environment, "CLERK_PROXY_URL", this::apiUrl);
            return this;
        }

        /**
         * Returns the client.
         *
         * @return the client
         * @throws IllegalArgumentException if neither a publishable key nor a URL is set, or the URL is plain http and
         *     that is not allowed
         */
        public ClerkFrontend build() {
            if (url().isEmpty()) {
                throw new IllegalArgumentException(
                        "The instance is not set: call publishableKey(\"pk_…\"), or apiUrl(…) for a proxy. fromEnv() "
                                + "reads CLERK_PUBLISHABLE_KEY and CLERK_PROXY_URL");
            }
            var token = clientToken;
            var client =
                    api().query("_is_native", "true").authorization(() -> token).build();
            return new ClerkFrontend(client, token != null);
        }

        /** Returns the URL without a version: the paths of the Frontend API contain it. */
        @Override
        String baseUrl() {
            return url();
        }
    }
}
