package com.clerk.sdk.auth;

import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.Keys;
import com.clerk.sdk.runtime.http.ApiClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * How tokens are verified: with which keys, and for whom they must be meant. Not safe for several threads; no method
 * touches the network.
 *
 * @param <B> the builder itself
 */
public abstract sealed class VerificationBuilder<B extends VerificationBuilder<B>>
        permits SessionTokenVerifier.Builder, RequestAuthenticator.Builder {
    private static final Duration USUAL_SKEW = Duration.ofSeconds(5);
    private static final int USUAL_CACHE = 4096;

    /** Somebody waits for each of these calls, with a request in their hand. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_CACHE = 1 << 20;
    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?");

    private @Nullable KeySet keys;
    private @Nullable String secretKey;
    private String apiUrl = Api.URL;
    private String apiVersion = "v1";
    private @Nullable OkHttpClient httpClient;
    private @Nullable ApiClient client;
    private Set<String> audiences = Set.of();
    private Set<String> authorizedParties = Set.of();
    private @Nullable PublishableKey publishableKey;
    private @Nullable String proxyUrl;
    private @Nullable String domain;
    private @Nullable Set<String> issuers;
    private Duration clockSkew = USUAL_SKEW;
    private Clock clock = Clock.systemUTC();
    private int cacheSize = USUAL_CACHE;
    private boolean nativeCrypto = true;

    VerificationBuilder() {}

    /**
     * The instance's public key, which {@code CLERK_JWT_KEY} holds by custom. The id of the key that a token names is
     * not looked at. Replaces a key set before.
     *
     * @param key the "JWKS Public Key" of the Clerk Dashboard: RSA, at least 2048 bits; PEM ({@code PUBLIC KEY} or
     *     {@code RSA PUBLIC KEY}) or the base64 inside it, with or without line breaks
     * @return this builder
     * @throws IllegalArgumentException if it is something else; the message says what, and never holds it
     */
    public final B jwtKey(String key) {
        return keys(KeySet.of(new VerificationKey(PemKeys.parse(key), null)));
    }

    /**
     * The instance's public key as JSON (RFC 7517). The id of the key that a token names is not looked at. Replaces a
     * key set before.
     *
     * @param json an RSA key of at least 2048 bits; if it names an algorithm, tokens must be signed with that one
     * @return this builder
     * @throws IllegalArgumentException if it is something else; the message says what, and never holds it
     */
    public final B jwk(String json) {
        return keys(KeySet.of(JsonKeys.parse(json)));
    }

    /**
     * The instance's public keys as JSON (RFC 7517), from which a token names one by its id. Keys for other purposes
     * are left out. Replaces a key set before.
     *
     * @param json an object with {@code keys}
     * @return this builder
     * @throws IllegalArgumentException if it is something else, holds no RSA signature key, or a private or weak one
     */
    public final B jwks(String json) {
        return keys(KeySet.parse(json));
    }

    /**
     * The instance's secret key: its public keys are then loaded from Clerk when the first token comes, unless a key is
     * given here as well, and kept for five minutes. It is also what opaque tokens are verified with.
     *
     * @param secretKey {@code sk_test_…} or {@code sk_live_…}
     * @return this builder
     * @throws IllegalArgumentException if it is no secret key; the message names the mistake and never the key
     */
    public final B secretKey(String secretKey) {
        this.secretKey = Keys.secretKey(secretKey, "");
        return self();
    }

    /**
     * Where Clerk's Backend API is; for a proxy or a test server.
     *
     * @param apiUrl an absolute URL without the version; {@code https://api.clerk.com} when not set; plain http only to
     *     loopback
     * @return this builder
     * @throws IllegalArgumentException if it is empty; other mistakes are found by {@code build()}
     */
    public final B apiUrl(String apiUrl) {
        if (apiUrl.isBlank()) {
            throw new IllegalArgumentException("The API URL is empty; leave it unset for " + Api.URL);
        }
        this.apiUrl = apiUrl.strip();
        return self();
    }

    /**
     * The version in the path of Clerk's Backend API.
     *
     * @param apiVersion such as {@code v1}, which it is when not set
     * @return this builder
     * @throws IllegalArgumentException if it is empty
     */
    public final B apiVersion(String apiVersion) {
        if (apiVersion.isBlank()) {
            throw new IllegalArgumentException("The API version is empty; leave it unset for v1");
        }
        this.apiVersion = apiVersion.strip();
        return self();
    }

    /**
     * The HTTP client to ask Clerk with, with its pool, proxy and interceptors. It stays the caller's.
     *
     * @param httpClient the client
     * @return this builder
     */
    public final B httpClient(OkHttpClient httpClient) {
        this.httpClient = httpClient;
        return self();
    }

    /** Uses a client of the SDK, with its address, secret key and connections. */
    final B client(ApiClient client, String apiUrl, String secretKey) {
        this.client = client;
        this.secretKey = secretKey;
        return apiUrl(apiUrl);
    }

    final B keys(KeySet keys) {
        this.keys = keys;
        return self();
    }

    /**
     * The origins that may use this server: a token issued to another, or to none, is refused. Set this wherever
     * cookies are accepted, or a page of another subdomain can act for your user.
     *
     * @param parties origins such as {@code https://app.example.com}, compared exactly; none accepts every origin
     * @return this builder
     * @throws IllegalArgumentException if one is blank or ends with a slash, as no origin does
     */
    public final B authorizedParties(String... parties) {
        return authorizedParties(List.of(parties));
    }

    /**
     * The origins that may use this server, as {@link #authorizedParties(String...)} says.
     *
     * @param parties origins; none accepts every origin
     * @return this builder
     * @throws IllegalArgumentException if one is blank or ends with a slash, as no origin does
     */
    public final B authorizedParties(Collection<String> parties) {
        this.authorizedParties = ClaimRules.parties(parties);
        return self();
    }

    /**
     * Whom tokens may be meant for: one that names others alone is refused. A session token names nobody unless it was
     * customised, and is then accepted.
     *
     * @param audiences values of the claim {@code aud}; empty ones are left out; none accepts every audience
     * @return this builder
     */
    public final B audiences(String... audiences) {
        return audiences(List.of(audiences));
    }

    /**
     * Whom tokens may be meant for, as {@link #audiences(String...)} says.
     *
     * @param audiences values of the claim {@code aud}
     * @return this builder
     */
    public final B audiences(Collection<String> audiences) {
        this.audiences = ClaimRules.audiences(audiences);
        return self();
    }

    /**
     * The instance, whose Frontend API is then the issuer that tokens must have.
     *
     * @param key its publishable key
     * @return this builder
     * @throws IllegalArgumentException if it is none; the message never holds it
     */
    public final B publishableKey(String key) {
        this.publishableKey = PublishableKey.parse(key);
        return self();
    }

    /**
     * A proxy before the Frontend API, which is then accepted as an issuer beside those of the other settings.
     *
     * @param url a URL such as {@code https://app.example.com/__clerk}; where pages are served also a path such as
     *     {@code /__clerk}, but then say who the issuer is
     * @return this builder
     * @throws IllegalArgumentException if it is neither
     */
    public final B proxyUrl(String url) {
        if (!url.startsWith("/") && !Urls.isAbsolute(url)) {
            throw new IllegalArgumentException("The proxy URL must be absolute: https://…");
        }
        this.proxyUrl = url;
        return self();
    }

    /**
     * The domain of a satellite application: {@code https://clerk.{domain}} is then accepted as an issuer beside those
     * of the other settings.
     *
     * @param domain a domain such as {@code example.com}, without scheme
     * @return this builder
     * @throws IllegalArgumentException if it is no domain
     */
    public final B domain(String domain) {
        if (!DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("The domain must be a bare name such as example.com");
        }
        this.domain = domain;
        return self();
    }

    /**
     * The issuers that tokens must have one of, in place of those that the other settings name.
     *
     * @param issuers values of the claim {@code iss}, compared exactly; at least one
     * @return this builder
     * @throws IllegalArgumentException if there is none, or an empty one
     */
    public final B issuer(String... issuers) {
        if (issuers.length == 0 || List.of(issuers).contains("")) {
            throw new IllegalArgumentException("Give at least one issuer, none of them empty; or use anyIssuer()");
        }
        this.issuers = ClaimRules.inOrder(List.of(issuers));
        return self();
    }

    /**
     * Switches the check of the issuer off. The signature still tells the instance, as long as the key is its own.
     *
     * @return this builder
     */
    public final B anyIssuer() {
        this.issuers = Set.of();
        return self();
    }

    /**
     * By how much Clerk's clock and this server's may differ.
     *
     * @param skew zero or more; 5 seconds when not set
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public final B clockSkew(Duration skew) {
        if (skew.isNegative()) {
            throw new IllegalArgumentException("The clock skew must not be negative");
        }
        this.clockSkew = skew;
        return self();
    }

    /**
     * What the time is, for tests.
     *
     * @param clock the clock; the system's when not set
     * @return this builder
     */
    public final B clock(Clock clock) {
        this.clock = clock;
        return self();
    }

    /**
     * How many tokens are remembered whose signature was good, so that a token costs its signature only once. What a
     * token claims is checked on every call all the same.
     *
     * @param tokens at most 1,048,576; 0 remembers none; 4,096 when not set, which takes up to about 16 MB
     * @return this builder
     * @throws IllegalArgumentException if it is negative or larger
     */
    public final B tokenCacheSize(int tokens) {
        if (tokens < 0 || tokens > MAX_CACHE) {
            throw new IllegalArgumentException("The token cache holds 0 to " + MAX_CACHE + " tokens, not " + tokens);
        }
        this.cacheSize = tokens;
        return self();
    }

    /**
     * Whether signatures may be checked by a native provider, Conscrypt or Amazon Corretto Crypto Provider, when one is
     * on the class path and passes its test: it takes about half the time. The system property
     * {@code com.clerk.sdk.nativeCrypto} set to {@code false} forbids it everywhere.
     *
     * @param allowed false for the provider that this Java is set up to use; true when not set
     * @return this builder
     */
    public final B nativeCrypto(boolean allowed) {
        this.nativeCrypto = allowed;
        return self();
    }

    final ClaimRules rules() {
        return new ClaimRules(audiences, authorizedParties, acceptedIssuers(), clockSkew, clock);
    }

    /** What M2M tokens must claim: nothing about issuers and parties, which they need not name. */
    final ClaimRules machineRules() {
        return new ClaimRules(audiences, Set.of(), Set.of(), clockSkew, clock);
    }

    /** The same for OAuth access tokens but for the audience, which {@link OAuthRules} checks. */
    final ClaimRules oauthRules() {
        return machineRules().of(null, Set.of());
    }

    final Set<String> audiences() {
        return audiences;
    }

    private Set<String> acceptedIssuers() {
        if (issuers != null) {
            return issuers;
        }
        var derived = new LinkedHashSet<String>();
        if (publishableKey != null) {
            derived.add(publishableKey.issuer());
        }
        if (proxyUrl != null) {
            if (proxyUrl.startsWith("/")) {
                throw new IllegalArgumentException("A proxy URL without a host does not tell who issues the tokens: "
                        + "set issuer(\"https://…\") to the full URL of the proxy, or anyIssuer()");
            }
            derived.add(Urls.withoutTrailingSlashes(proxyUrl));
            derived.add(proxyUrl);
        }
        if (domain != null) {
            derived.add("https://clerk." + domain);
        }
        return ClaimRules.inOrder(derived);
    }

    /** The keys given, or those that the secret key opens, or null. */
    final @Nullable KeySource keySource(@Nullable ApiClient api) {
        var provider = nativeCrypto ? SignatureProvider.fastest() : SignatureProvider.standard();
        if (keys != null) {
            return keys.with(provider);
        }
        return api == null ? null : RemoteKeys.of(api, provider);
    }

    /** A client for the secret key, or null if there is none. */
    final @Nullable ApiClient api() {
        if (client != null || secretKey == null) {
            return client;
        }
        return apiBy(secretKey);
    }

    final ApiClient apiBy(String secret) {
        var authorization = "Bearer " + secret;
        var builder = Api.client()
                .baseUrl(Api.base(apiUrl, apiVersion))
                .callTimeout(CALL_TIMEOUT)
                .authorization(() -> authorization);
        return (httpClient == null ? builder : builder.httpClient(httpClient)).build();
    }

    final String apiUrl() {
        return apiUrl;
    }

    final @Nullable PublishableKey publishableKey() {
        return publishableKey;
    }

    final @Nullable String proxyUrl() {
        return proxyUrl;
    }

    final @Nullable String domain() {
        return domain;
    }

    final @Nullable String secretKey() {
        return secretKey;
    }

    final boolean hasKeys() {
        return keys != null;
    }

    final TokenCache cache() {
        return new TokenCache(cacheSize);
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }
}
