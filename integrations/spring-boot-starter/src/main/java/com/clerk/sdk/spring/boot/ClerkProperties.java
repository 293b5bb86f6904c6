package com.clerk.sdk.spring.boot;

import static java.util.Objects.requireNonNullElse;

import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.gson.annotations.JsonAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The properties {@code clerk.*}. Each may come from any source of Spring Boot's; {@code CLERK_SECRET_KEY},
 * {@code CLERK_PUBLISHABLE_KEY} and {@code CLERK_JWT_KEY} are read as environment variables too. Immutable.
 *
 * @param enabled Whether the starter does anything at all.
 * @param secretKey Secret key of the instance (sk_…), from the API keys page of the Clerk Dashboard.
 * @param publishableKey Publishable key of the instance (pk_…), from the API keys page of the Clerk Dashboard. Pages
 *     need it.
 * @param jwtKey Public key of the instance as PEM. With it, session tokens are verified without the network.
 * @param machineSecretKey Secret key of this machine (ak_…), from the machine's page in the Clerk Dashboard.
 * @param apiUrl URL of Clerk's Backend API, without the version.
 * @param authorizedParties Origins that session tokens may have been issued to, such as https://app.example.com.
 * @param audiences Audiences that tokens may be intended for. By default every audience is accepted.
 * @param acceptsTokens Types of token that authenticate a request.
 * @param domain Domain of a satellite application.
 * @param proxyUrl URL or path of the proxy in front of the Frontend API.
 * @param satellite Whether this application is on a satellite domain.
 * @param signInUrl Page where users sign in: an absolute URL or a path. By default the account portal.
 * @param signUpUrl Page where users sign up: an absolute URL or a path. By default the account portal.
 * @param clockSkew Accepted difference between Clerk's clock and that of this server.
 * @param acceptPendingSessions Whether users whose session has a pending task count as signed in.
 * @param organizationPatterns Paths that belong to one organization, such as /orgs/:slug.
 * @param personalAccountPatterns Paths that belong to the personal account of the user.
 * @param tokenCacheSize Number of verified tokens to remember.
 * @param http Calls to Clerk.
 * @param security Protection of the application.
 * @param frontendApiProxy Proxy of the Frontend API below a path of this application.
 * @param webhooks Webhooks that Clerk delivers to this application.
 * @param scripts Clerk's scripts in pages.
 */
// Gson refuses to write it. Jackson, with which the actuator shows properties, leaves out the keys.
@ConfigurationProperties("clerk")
@JsonAdapter(GsonAdapter.class)
public record ClerkProperties(
        @DefaultValue("true") boolean enabled,
        @JsonIgnore @Nullable String secretKey,
        @Nullable String publishableKey,
        @Nullable String jwtKey,
        @JsonIgnore @Nullable String machineSecretKey,
        String apiUrl,
        List<String> authorizedParties,
        List<String> audiences,
        List<TokenType> acceptsTokens,
        @Nullable String domain,
        @Nullable String proxyUrl,
        boolean satellite,
        @Nullable String signInUrl,
        @Nullable String signUpUrl,
        Duration clockSkew,
        boolean acceptPendingSessions,
        List<String> organizationPatterns,
        List<String> personalAccountPatterns,
        @DefaultValue("4096") int tokenCacheSize,
        Http http,
        Security security,
        FrontendApiProxy frontendApiProxy,
        Webhooks webhooks,
        Scripts scripts) {
    // The metadata file repeats these defaults for editors, and a test compares the two.
    private static final String API_URL = "https://api.clerk.com";
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(5);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final String PROXY_PATH = "/__clerk";
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final String CLERK_JS_VERSION = "6";
    private static final String UI_VERSION = "1";

    /**
     * Sets the defaults. Spring Boot passes null for what is not set.
     *
     * @param enabled whether the starter is on
     * @param secretKey the secret key, or null
     * @param publishableKey the publishable key, or null
     * @param jwtKey the public key as PEM, or null
     * @param machineSecretKey the secret key of this machine, or null
     * @param apiUrl the URL of the Backend API, or null for the default
     * @param authorizedParties the origins, or null for none
     * @param audiences the audiences, or null for all
     * @param acceptsTokens the token types, or null for the default
     * @param domain the domain of a satellite, or null
     * @param proxyUrl the URL or path of the proxy, or null
     * @param satellite whether this is a satellite
     * @param signInUrl the page where users sign in, or null
     * @param signUpUrl the page where users sign up, or null
     * @param clockSkew the accepted difference of the clocks, or null for the default
     * @param acceptPendingSessions whether pending sessions are accepted
     * @param organizationPatterns the paths of organizations, or null for none
     * @param personalAccountPatterns the paths of personal accounts, or null for none
     * @param tokenCacheSize the number of tokens to remember
     * @param http the calls to Clerk, or null for the defaults
     * @param security the protection, or null for the defaults
     * @param frontendApiProxy the proxy, or null for the defaults
     * @param webhooks the webhooks, or null for the defaults
     * @param scripts the scripts, or null for the defaults
     */
    public ClerkProperties {
        apiUrl = requireNonNullElse(apiUrl, API_URL);
        authorizedParties = copy(authorizedParties);
        audiences = copy(audiences);
        acceptsTokens = requireNonNullElse(acceptsTokens, List.of(TokenType.SESSION_TOKEN)).stream()
                .filter(Objects::nonNull) // Spring Boot makes null of what stands after a comma at the end
                .toList();
        clockSkew = requireNonNullElse(clockSkew, CLOCK_SKEW);
        organizationPatterns = copy(organizationPatterns);
        personalAccountPatterns = copy(personalAccountPatterns);
        http = requireNonNullElse(http, Http.DEFAULTS);
        security = requireNonNullElse(security, Security.DEFAULTS);
        frontendApiProxy = requireNonNullElse(frontendApiProxy, FrontendApiProxy.DEFAULTS);
        webhooks = requireNonNullElse(webhooks, Webhooks.DEFAULTS);
        scripts = requireNonNullElse(scripts, Scripts.DEFAULTS);
    }

    private static List<String> copy(@Nullable List<String> values) {
        return List.copyOf(requireNonNullElse(values, List.of()));
    }

    /**
     * The properties {@code clerk.http.*}.
     *
     * @param connectTimeout Timeout for opening a connection to Clerk.
     * @param readTimeout Timeout between two packets of a response of Clerk.
     * @param callTimeout Timeout of a whole call to Clerk, with its retries.
     */
    public record Http(Duration connectTimeout, Duration readTimeout, Duration callTimeout) {
        private static final Http DEFAULTS = new Http(CONNECT_TIMEOUT, READ_TIMEOUT, CALL_TIMEOUT);

        /**
         * Sets the defaults.
         *
         * @param connectTimeout the timeout for a connection, or null for the default
         * @param readTimeout the timeout between two packets, or null for the default
         * @param callTimeout the timeout of a call, or null for the default
         */
        public Http {
            connectTimeout = requireNonNullElse(connectTimeout, CONNECT_TIMEOUT);
            readTimeout = requireNonNullElse(readTimeout, READ_TIMEOUT);
            callTimeout = requireNonNullElse(callTimeout, CALL_TIMEOUT);
        }
    }

    /**
     * The properties {@code clerk.security.*}.
     *
     * @param enabled Whether the starter protects an application that has no SecurityFilterChain of its own.
     * @param publicPaths Paths that anyone may request, as controllers map them, such as / or /assets/**.
     * @param withoutRedirects Further paths whose requests are never redirected to Clerk.
     */
    public record Security(
            @DefaultValue("true") boolean enabled, List<String> publicPaths, List<String> withoutRedirects) {
        private static final Security DEFAULTS = new Security(true, List.of(), List.of());

        /**
         * Sets the defaults.
         *
         * @param enabled whether the application is protected
         * @param publicPaths the paths for anyone, or null for none
         * @param withoutRedirects the paths without redirects, or null for none
         */
        public Security {
            publicPaths = copy(publicPaths);
            withoutRedirects = copy(withoutRedirects);
        }
    }

    /**
     * The properties {@code clerk.frontend-api-proxy.*}.
     *
     * @param enabled Whether this application passes requests below the path on to Clerk's Frontend API.
     * @param path Path of the proxy. Set the same URL as proxy URL in the Clerk Dashboard.
     */
    public record FrontendApiProxy(boolean enabled, String path) {
        private static final FrontendApiProxy DEFAULTS = new FrontendApiProxy(false, PROXY_PATH);

        /**
         * Sets the defaults.
         *
         * @param enabled whether the proxy is on
         * @param path the path of the proxy, or null for the default
         */
        public FrontendApiProxy {
            path = requireNonNullElse(path, PROXY_PATH);
        }
    }

    /**
     * The properties {@code clerk.webhooks.*}.
     *
     * @param path Path of the endpoint that receives webhooks. The endpoint exists only if this is set.
     * @param signingSecret Signing secrets of the endpoint (whsec_…), from its page in the Clerk Dashboard. Several
     *     while you replace one.
     * @param tolerance How far the time of a delivery may be from the current time.
     * @param deliveries Where handled deliveries are remembered.
     * @param createTable Whether the table clerk_webhook_delivery is created at the start if it is missing.
     */
    @JsonAdapter(GsonAdapter.class)
    public record Webhooks(
            @Nullable String path,
            @JsonIgnore List<String> signingSecret,
            Duration tolerance,
            Deliveries deliveries,
            boolean createTable) {

        private static final Webhooks DEFAULTS = new Webhooks(null, List.of(), TOLERANCE, Deliveries.MEMORY, false);

        /**
         * Sets the defaults.
         *
         * @param path the path of the endpoint, or null
         * @param signingSecret the signing secrets, or null for none
         * @param tolerance the accepted difference of the times, or null for the default
         * @param deliveries where deliveries are remembered, or null for the default
         * @param createTable whether the table is created
         */
        public Webhooks {
            signingSecret = copy(signingSecret);
            tolerance = requireNonNullElse(tolerance, TOLERANCE);
            deliveries = requireNonNullElse(deliveries, Deliveries.MEMORY);
        }

        /** Returns a text without the signing secrets. */
        @Override
        public String toString() {
            return "Webhooks(" + path + ")";
        }
    }

    /** The places where handled deliveries are remembered. */
    public enum Deliveries {
        /** The memory of this process, for at most 10,000 deliveries. */
        MEMORY,

        /** The database of the application, in the transaction in which the event is handled. */
        JDBC
    }

    /**
     * The properties {@code clerk.scripts.*}.
     *
     * @param clerkJsVersion Version of clerk-js that pages load.
     * @param uiVersion Version of Clerk's components that pages load.
     */
    public record Scripts(String clerkJsVersion, String uiVersion) {
        private static final Scripts DEFAULTS = new Scripts(CLERK_JS_VERSION, UI_VERSION);

        /**
         * Sets the defaults.
         *
         * @param clerkJsVersion the version of clerk-js, or null for the default
         * @param uiVersion the version of the components, or null for the default
         */
        public Scripts {
            clerkJsVersion = requireNonNullElse(clerkJsVersion, CLERK_JS_VERSION);
            uiVersion = requireNonNullElse(uiVersion, UI_VERSION);
        }
    }

    /** Returns a text without keys. */
    @Override
    public String toString() {
        return "ClerkProperties(" + apiUrl + ")";
    }
}
