package com.clerk.sdk;

import com.clerk.sdk.auth.PublishableKey;
import com.clerk.sdk.client.ClientListener;
import com.clerk.sdk.client.ClientState;
import com.clerk.sdk.client.TokenOptions;
import com.clerk.sdk.client.TokenStore;
import com.clerk.sdk.client.TokenStoreException;
import com.clerk.sdk.client.internal.ClientInterceptor;
import com.clerk.sdk.client.internal.ClientSync;
import com.clerk.sdk.client.internal.SessionManager;
import com.clerk.sdk.client.internal.TokenClock;
import com.clerk.sdk.client.internal.TokenInterceptor;
import com.clerk.sdk.client.internal.TokenRequest;
import com.clerk.sdk.client.internal.TokenSender;
import com.clerk.sdk.client.steps.Steps;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.frontend.FrontendResources;
import com.clerk.sdk.internal.Environment;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import org.jspecify.annotations.Nullable;

/**
 * The client of Clerk's Frontend API, for native applications: a desktop program, a command-line tool, an end-to-end
 * test. It acts for the users who are signed in on one device:
 *
 * <pre>{@code
 * var clerk = ClerkFrontend.builder()
 *         .publishableKey("pk_test_…")
 *         .tokenStore(TokenStore.file(path))
 *         .build();
 * String token = clerk.getToken();
 * }</pre>
 *
 * <p>Clerk identifies the device by a client token, which this client keeps in its {@link TokenStore} and follows
 * through all changes. Each answer tells who is signed in: {@code state()}. Clients share nothing: a program can have
 * many.
 *
 * <p>Enable the Native API for the instance in the Clerk Dashboard. Results are returned without the envelope that the
 * Frontend API puts around them. Redirects are never followed. Thread-safe.
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
@JsonAdapter(GsonAdapter.class)
public final class ClerkFrontend extends FrontendResources implements AutoCloseable {
    private final ApiClient client;
    private final ClientSync sync;
    private final SessionManager sessionManager;

    private ClerkFrontend(ApiClient client, ClientSync sync, boolean refreshInBackground) {
        super(client);
        this.client = client;
        this.sync = sync;
        this.sessionManager = new SessionManager(client, sync, TokenClock.system(), refreshInBackground);
    }

    /**
     * Creates a client that keeps its token in memory, with the settings of the environment:
     * {@code CLERK_PUBLISHABLE_KEY}, or {@code CLERK_PROXY_URL} if the Frontend API is behind a proxy.
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
     * Returns who is signed in, as Clerk said last.
     *
     * @return the state; unknown if there is a client token and Clerk has not been asked yet
     */
    public ClientState state() {
        return sessionManager.state();
    }

    /**
     * Gets the client over the network, and with it the present state. Calls that come at the same time share one
     * request.
     *
     * @return the new state
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached; the state stays as it was
     */
    public ClientState refreshState() {
        return sessionManager.load();
    }

    /**
     * Makes a session and an organization the active ones, over the network, in one request: both change, or none does.
     * Afterwards, calls and session tokens are for them.
     *
     * @param sessionId id of a session of {@link #state()}
     * @param organizationId id of an organization that the user is a member of, or empty for the personal account
     * @throws ClerkApiException if Clerk refuses the request; the state stays as it was
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public void setActive(String sessionId, String organizationId) {
        sessionManager.setActive(sessionId, organizationId);
    }

    /**
     * Makes a session the active one, over the network. Its active organization stays.
     *
     * @param sessionId id of a session of {@link #state()}
     * @throws ClerkApiException if Clerk refuses the request; the state stays as it was
     * @throws ClerkConnectionException if Clerk cannot be reached
     */
    public void setActive(String sessionId) {
        sessionManager.setActive(sessionId, null);
    }

    /**
     * Signs all users of this device out, over the network. The client token stays, for the next sign-in.
     *
     * @throws ClerkApiException if Clerk refuses the request
     * @throws ClerkConnectionException if Clerk cannot be reached; the users stay signed in
     */
    public void signOut() {
        sessionManager.signOut(null);
    }

    /**
     * Ends one session, over the network. If it was the active one, the next one in Clerk's order becomes active.
     *
     * @param sessionId id of a session of {@link #state()}
     * @throws ClerkApiException if Clerk refuses the request, and the session is still there
     * @throws ClerkConnectionException if Clerk cannot be reached; the session stays
     */
    public void signOut(String sessionId) {
        sessionManager.signOut(sessionId);
    }

    /**
     * Returns the beginning of sign-ins, sign-ups and reverifications, one step at a time:
     * {@code clerk.steps().signIn("ada@example.com")}.
     *
     * @return the beginning of steps
     */
    public Steps steps() {
        return new Steps(client, sessionManager::state);
    }

    /**
     * Returns a session token for the active session and its active organization, to send to a server as
     * {@code Authorization: Bearer …}. Ask again for each request, and do not keep it. It comes from the cache if the
     * cached one is valid for at least 10 seconds more; else over the network, once for all callers that come
     * meanwhile. If Clerk gives no new token, the present one is returned for as long as it is valid.
     *
     * @return the token, or null if no user is signed in, or the user must complete a task first: see
     *     {@link ClientState#status()}
     * @throws ClerkConnectionException if Clerk cannot be reached and the last token has expired; the user stays signed
     *     in
     * @throws ClerkApiException if Clerk refuses the request for another reason than the end of the session, and the
     *     last token has expired
     * @throws IllegalStateException if this client is closed
     */
    public @Nullable String getToken() {
        return sessionManager.token();
    }

    /**
     * Returns a session token with options: {@code getToken(token -> token.template("supabase"))}.
     *
     * @param options sets the options
     * @return the token, or null as {@link #getToken()} returns it
     * @throws IllegalArgumentException if options exclude each other
     * @throws ClerkConnectionException if Clerk cannot be reached and the last token has expired
     * @throws ClerkApiException if Clerk refuses the request, such as for a template that does not exist
     * @throws IllegalStateException if this client is closed
     */
    public @Nullable String getToken(Consumer<TokenOptions> options) {
        return sessionManager.token(TokenRequest.of(options));
    }

    /**
     * Returns a session token without blocking the calling thread.
     *
     * @param options sets the options
     * @return a future of that which {@link #getToken(Consumer)} returns or throws; it is complete if the token is
     *     cached or nobody is signed in, and else a daemon thread completes it
     * @throws IllegalArgumentException if options exclude each other
     */
    public CompletableFuture<@Nullable String> getTokenAsync(Consumer<TokenOptions> options) {
        return sessionManager.tokenAsync(TokenRequest.of(options));
    }

    /**
     * Returns an interceptor that signs the requests of your {@code OkHttpClient} to your servers with a session token:
     * {@code new OkHttpClient.Builder().addInterceptor(clerk.tokenInterceptor("https://api.example.com"))}. After a 401
     * the request is sent once more, with another token, unless its body can be sent only once; if there is no other
     * token, you get the 401. A server that refuses every token causes one new token per second. A request to another
     * server, or with an {@code Authorization} of its own, passes unchanged; a request for which there is no token
     * fails with an {@link IOException}.
     *
     * @param origins origins of the servers that get tokens; plain http for loopback addresses only
     * @return the interceptor
     * @throws IllegalArgumentException if no origin is given, or a text is not an origin over https or loopback
     */
    public Interceptor tokenInterceptor(String... origins) {
        return new TokenInterceptor(sessionManager, Set.of(origins));
    }

    /**
     * Sends a request by an HTTP client of the JDK, with a session token. After a 401 it is sent once more, with
     * another token: its body must be one that can be sent twice, as those of {@code BodyPublishers} are. If there is
     * no other token, you get the 401. A server that refuses every token causes one new token per second. A request
     * with an {@code Authorization} of its own is sent unchanged.
     *
     * @param http the HTTP client, which must not follow redirects
     * @param request the request to a server of yours, over https or to a loopback address
     * @param handler handles the body of the response
     * @return the response
     * @param <T> type of the body
     * @throws IOException if the request fails, or if this client has no session token because no user is signed in, a
     *     task is pending, the client is closed, or Clerk cannot be reached or refuses; a failure of Clerk is the cause
     * @throws InterruptedException if the thread is interrupted
     * @throws IllegalArgumentException if the token could go to a server that you did not name
     */
    public <T> HttpResponse<T> sendWithToken(HttpClient http, HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return new TokenSender(sessionManager).send(http, request, handler);
    }

    /**
     * Closes this client: new calls fail with an {@link IllegalStateException}, and so do those that wait for a session
     * token. Other running calls continue, and the connections are closed after the last one. An {@code OkHttpClient}
     * from the builder stays open. Users stay signed in: the store keeps the client token.
     */
    @Override
    public void close() {
        sessionManager.close();
        client.close();
    }

    /** Refuses to be written by Jackson, which calls it. */
    @com.fasterxml.jackson.annotation.JsonValue
    @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
    String refuseMapper() {
        throw GsonAdapter.refusal(this);
    }

    /** Returns the host of the API and whether there is a token: {@code ClerkFrontend(clerk.example.com, no token)}. */
    @Override
    public String toString() {
        return "ClerkFrontend(" + client.host() + ", " + (sync.hasToken() ? "client token" : "no token") + ")";
    }

    /** Builds a {@link ClerkFrontend}. Not thread-safe. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder extends ClientBuilder<Builder> {
        private static final ClientListener NOBODY = new ClientListener() {};

        private @Nullable PublishableKey publishableKey;
        private @Nullable String clientToken;
        private TokenStore tokenStore = TokenStore.inMemory();
        private ClientListener clientListener = NOBODY;
        private boolean refreshInBackground;

        private Builder() {
            super("");
        }

        /**
         * Sets the instance by its publishable key, which contains the host of the Frontend API. With
         * {@link #apiUrl(String)} as well, the requests go to that URL.
         *
         * @param publishableKey the publishable key of the instance, {@code pk_test_…} or {@code pk_live_…}
         * @return this builder
         * @throws IllegalArgumentException if it is not a publishable key
         */
        public Builder publishableKey(String publishableKey) {
            this.publishableKey = PublishableKey.parse(Keys.publishableKey(publishableKey));
            return this;
        }

        /**
         * Sets the client token, as another process exported it. It is stored in place of the present one.
         *
         * @param clientToken the token, which is sent unchanged
         * @return this builder
         * @throws IllegalArgumentException if it is empty or has blanks; the message never shows the token
         */
        public Builder clientToken(String clientToken) {
            this.clientToken = Keys.withoutBlanks(clientToken, "client token");
            return this;
        }

        /**
         * Sets the place where the client token is kept. The default is memory, which ends with this client.
         *
         * @param tokenStore the store, which several clients may share
         * @return this builder
         */
        public Builder tokenStore(TokenStore tokenStore) {
            this.tokenStore = tokenStore;
            return this;
        }

        /**
         * Sets the listener of sign-in, sign-out and all other changes of the state.
         *
         * @param clientListener the listener
         * @return this builder
         */
        public Builder clientListener(ClientListener clientListener) {
            this.clientListener = clientListener;
            return this;
        }

        /**
         * Renews the session token of the active session on a daemon thread before it ends, for as long as the client
         * is open. Without this, a token is renewed when somebody asks for it.
         *
         * @return this builder
         */
        public Builder refreshInBackground() {
            this.refreshInBackground = true;
            return this;
        }

        Builder environment(Map<String, String> environment) {
            Environment.apply(environment, "CLERK_PUBLISHABLE_KEY", this::publishableKey);
            Environment.apply(environment, "CLERK_PROXY_URL", this::apiUrl);
            return this;
        }

        /**
         * Returns the client. The token store is read; the network is not touched.
         *
         * @return the client
         * @throws IllegalArgumentException if neither a publishable key nor a URL is set, or the URL is plain http and
         *     that is not allowed
         * @throws TokenStoreException if the store cannot be read, or its content belongs to another instance; the
         *     store is left as it is
         */
        public ClerkFrontend build() {
            var url = HttpUrl.get(baseUrl());
            var api = api().query("_is_native", "true");
            var sync = new ClientSync(tokenStore, instance(url), clientListener, clientToken);
            var client = api.interceptor(new ClientInterceptor(sync, url)).build();
            return new ClerkFrontend(client, sync, refreshInBackground);
        }

        private String instance(HttpUrl url) {
            if (publishableKey != null) {
                return publishableKey.frontendApi();
            }
            boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
            return usual ? url.host() : url.host() + ":" + url.port();
        }

        /** Returns the URL without a version: the paths of the Frontend API contain it. */
        @Override
        String baseUrl() {
            if (!url().isEmpty()) {
                return url();
            }
            if (publishableKey == null) {
                throw new IllegalArgumentException(
                        "The instance is not set: call publishableKey(\"pk_…\"), or apiUrl(…) for a proxy. fromEnv() "
                                + "reads CLERK_PUBLISHABLE_KEY and CLERK_PROXY_URL");
            }
            return "https://" + publishableKey.frontendApi();
        }
    }
}
