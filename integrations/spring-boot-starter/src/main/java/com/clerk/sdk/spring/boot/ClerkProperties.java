package com.clerk.sdk.spring.boot;

import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.google.gson.annotations.JsonAdapter;
import java.time.Duration;
import java.util.List;
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
        @DefaultValue("https://api.clerk.com") String apiUrl,
        @DefaultValue List<String> authorizedParties,
        @DefaultValue List<String> audiences,
        @DefaultValue("session-token") List<TokenType> acceptsTokens,
        @Nullable String domain,
        @Nullable String proxyUrl,
        @DefaultValue("false") boolean satellite,
        @Nullable String signInUrl,
        @Nullable String signUpUrl,
        @DefaultValue("5s") Duration clockSkew,
        @DefaultValue("false") boolean acceptPendingSessions,
        @DefaultValue List<String> organizationPatterns,
        @DefaultValue List<String> personalAccountPatterns,
        @DefaultValue("4096") int tokenCacheSize,
        @DefaultValue Http http,
        @DefaultValue Security security,
        @DefaultValue FrontendApiProxy frontendApiProxy,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Scripts scripts) {

    /**
     * The properties {@code clerk.http.*}.
     *
     * @param connectTimeout Timeout for opening a connection to Clerk.
     * @param readTimeout Timeout between two packets of a response of Clerk.
     * @param callTimeout Timeout of a whole call to Clerk, with its retries.
     */
    public record Http(
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("30s") Duration readTimeout,
            @DefaultValue("60s") Duration callTimeout) {}

    /**
     * The properties {@code clerk.security.*}.
     *
     * @param enabled Whether the starter protects an application that has no SecurityFilterChain of its own.
     * @param publicPaths Paths that anyone may request, as controllers map them, such as / or /assets/**.
     * @param withoutRedirects Further paths whose requests are never redirected to Clerk.
     */
    public record Security(
            @DefaultValue("true") boolean enabled,
            @DefaultValue List<String> publicPaths,
            @DefaultValue List<String> withoutRedirects) {}

    /**
     * The properties {@code clerk.frontend-api-proxy.*}.
     *
     * @param enabled Whether this application passes requests below the path on to Clerk's Frontend API.
     * @param path Path of the proxy. Set the same URL as proxy URL in the Clerk Dashboard.
     */
    public record FrontendApiProxy(
            @DefaultValue("false") boolean enabled,
            @DefaultValue("/__clerk") String path) {}

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
            @JsonIgnore @DefaultValue List<String> signingSecret,
            @DefaultValue("5m") Duration tolerance,
            @DefaultValue("memory") Deliveries deliveries,
            @DefaultValue("false") boolean createTable) {

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
    public record Scripts(
            @DefaultValue("6") String clerkJsVersion,
            @DefaultValue("1") String uiVersion) {}

    /** Returns a text without keys. */
    @Override
    public String toString() {
        return "ClerkProperties(" + apiUrl + ")";
    }
}
