package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.OAuthRules;
import com.clerk.sdk.auth.flow.Urls;
import com.clerk.sdk.auth.jwt.ClaimRules;
import com.clerk.sdk.auth.jwt.KeySource;
import com.clerk.sdk.auth.jwt.RemoteJwks;
import com.clerk.sdk.auth.jwt.SignatureProvider;
import com.clerk.sdk.auth.jwt.TokenCache;
import com.clerk.sdk.auth.jwt.VerificationKeys;
import com.clerk.sdk.internal.Api;
import com.clerk.sdk.internal.ApiUrl;
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
 * The settings that {@link RequestAuthenticator} and {@link SessionTokenVerifier} share: keys, accepted issuers,
 * parties and audiences, clock and cache. Not safe for use by several threads.
 *
 * @param <B> type of the builder itself
 */
public abstract sealed class VerificationBuilder<B extends VerificationBuilder<B>>
        permits SessionTokenVerifier.Builder, RequestAuthenticator.Builder {
    private static final Duration DEFAULT_SKEW = Duration.ofSeconds(5);
    private static final Duration MAX_SKEW = Duration.ofHours(1);
    private static final int DEFAULT_CACHE_SIZE = 4096;

    /** A request waits for each of these calls. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final int MAX_CACHE_SIZE = 1 << 20;
    /** The longest name that DNS has (RFC 1035 section 2.3.4), with a port. */
    private static final int DOMAIN_LIMIT = 253 + 6;

    private static final Pattern DOMAIN = Pattern.compile("[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*(:[0-9]{1,5})?");

    private @Nullable VerificationKeys keys;
    private @Nullable String secretKey;
    private String apiUrl = Api.URL;
    private String apiVersion = "v1";
    private boolean plainHttp;
    private @Nullable OkHttpClient httpClient;
    private @Nullable ApiClient client;
    private Set<String> audiences = Set.of();
    private Set<String> authorizedParties = Set.of();
    private @Nullable PublishableKey publishableKey;
    private @Nullable String proxyUrl;
    private @Nullable String domain;
    private @Nullable Set<String> issuers;
    private Duration clockSkew = DEFAULT_SKEW;
    private Clock clock = Clock.systemUTC();
    private int cacheSize = DEFAULT_CACHE_SIZE;
    private Duration keysFreshFor = RemoteJwks.FRESH;
    private boolean nativeCrypto = true;

    VerificationBuilder() {}

    /**
     * Sets the public key of the instance, by convention the value of {@code CLERK_JWT_KEY}. It verifies all tokens,
     * with any key id. Replaces a key that was set before.
     *
     * @param key the "JWKS Public Key" of the Clerk Dashboard: RSA with at least 2048 bits, as PEM ({@code PUBLIC KEY}
     *     or {@code RSA PUBLIC KEY}) or as the base64 inside it, with or without line breaks
     * @return this builder
     * @throws IllegalArgumentException if the text is not such a key; the message says what it looks like, and does not
     *     contain it
     */
    public final B jwtKey(String key) {
        return keys(VerificationKeys.ofPem(key));
    }

    /**
     * Sets the public key of the instance as JSON (RFC 7517). It verifies all tokens, with any key id. Replaces a key
     * that was set before.
     *
     * @param json an RSA key with at least 2048 bits; if it has an algorithm ({@code alg}), tokens must be signed with
     *     that algorithm
     * @return this builder
     * @throws IllegalArgumentException if the text is not such a key; the message says why, and does not contain it
     */
    public final B jwk(String json) {
        return keys(VerificationKeys.ofJwk(json));
    }

    /**
     * Sets the public keys of the instance as JSON (RFC 7517 section 5). A token refers to one of them by its key id.
     * Keys for other purposes are ignored. Replaces a key that was set before.
     *
     * @param json an object with {@code keys}
     * @return this builder
     * @throws IllegalArgumentException if the text is not a key set, has no usable RSA key, or has a private key
     */
    public final B jwks(String json) {
        return keys(VerificationKeys.ofConfiguredJwks(json));
    }

    /**
     * Sets the secret key of the instance. Unless a public key is set as well, it loads the public keys from Clerk when
     * the first token arrives, and they are kept for 5 minutes. {@link RequestAuthenticator} also verifies opaque
     * tokens with it.
     *
     * @param secretKey {@code sk_test_…} or {@code sk_live_…}
     * @return this builder
     * @throws IllegalArgumentException if this is not a secret key; the message names the mistake, and does not contain
     *     the key
     */
    public final B secretKey(String secretKey) {
        this.secretKey = Keys.secretKey(secretKey, "");
        return self();
    }

    /**
     * Sets the URL of Clerk's Backend API, for a proxy or a test server.
     *
     * @param apiUrl an absolute URL without the version; {@code https://api.clerk.com} by default; plain http only for
     *     loopback addresses, or after {@link #allowPlainHttp()}
     * @return this builder
     * @throws IllegalArgumentException if the URL is empty, not the URL of a host, or ends with a version;
     *     {@code build()} refuses plain http
     */
    public final B apiUrl(String apiUrl) {
        this.apiUrl = ApiUrl.check(apiUrl);
        return self();
    }

    /**
     * Sets the version in the path of Clerk's Backend API.
     *
     * @param apiVersion the version; {@code v1} by default
     * @return this builder
     * @throws IllegalArgumentException if the version is empty, or not one segment of a path
     */
    public final B apiVersion(String apiVersion) {
        this.apiVersion = ApiUrl.checkVersion(apiVersion);
        return self();
    }

    /**
     * Allows plain http for the API URL, for a test server on another host, such as a fake Clerk in a container. The
     * secret key is then sent in clear text: never call this in production.
     *
     * @return this builder
     */
    public final B allowPlainHttp() {
        this.plainHttp = true;
        return self();
    }

    /**
     * Sets the HTTP client that calls Clerk, with its connection pool, proxy and interceptors. Closing the built object
     * leaves it open.
     *
     * @param httpClient the client
     * @return this builder
     */
    public final B httpClient(OkHttpClient httpClient) {
        this.httpClient = httpClient;
        return self();
    }

    /** Uses a client of the SDK, with its URL, secret key and connections. */
    final B client(ApiClient client, String apiUrl, String secretKey) {
        this.client = client.forLookups();
        this.secretKey = secretKey;
        return apiUrl(apiUrl);
    }

    final B keys(VerificationKeys keys) {
        this.keys = keys;
        return self();
    }

    /**
     * Sets the origins that session tokens may have been issued to. A token for another origin, or for none, is
     * refused. Set this wherever cookies are accepted; otherwise a page on another subdomain can act for your user.
     *
     * @param parties origins such as {@code https://app.example.com}, compared exactly; an empty list accepts every
     *     origin
     * @return this builder
     * @throws IllegalArgumentException if one is not an origin: scheme, host, and a port unless it is the usual one
     */
    public final B authorizedParties(String... parties) {
        return authorizedParties(List.of(parties));
    }

    /**
     * Sets the origins that session tokens may have been issued to, as {@link #authorizedParties(String...)} does.
     *
     * @param parties origins, compared exactly; an empty list accepts every origin
     * @return this builder
     * @throws IllegalArgumentException if one is not an origin: scheme, host, and a port unless it is the usual one
     */
    public final B authorizedParties(Collection<String> parties) {
        this.authorizedParties = ClaimRules.requireOrigins(parties);
        return self();
    }

    /**
     * Sets the audiences that tokens may be intended for. A token that names only other audiences is refused. Session
     * tokens name no audience unless they were customized, and are then accepted.
     *
     * @param audiences values of the claim {@code aud}; empty ones are left out; an empty list accepts every audience
     * @return this builder
     */
    public final B audiences(String... audiences) {
        return audiences(List.of(audiences));
    }

    /**
     * Sets the audiences that tokens may be intended for, as {@link #audiences(String...)} does.
     *
     * @param audiences values of the claim {@code aud}
     * @return this builder
     */
    public final B audiences(Collection<String> audiences) {
        this.audiences = ClaimRules.audiences(audiences);
        return self();
    }

    /**
     * Sets the publishable key of the instance. Tokens must then have the URL of its Frontend API as issuer.
     *
     * @param key the publishable key
     * @return this builder
     * @throws IllegalArgumentException if this is not a publishable key; the message does not contain it
     */
    public final B publishableKey(String key) {
        this.publishableKey = PublishableKey.parse(key);
        return self();
    }

    /**
     * Sets the proxy in front of the Frontend API. It is accepted as an issuer, in addition to those of the other
     * settings.
     *
     * @param url a URL such as {@code https://app.example.com/__clerk}; a server that renders pages may use a path such
     *     as {@code /__clerk}, and must then set {@link #authorizedParties(String...)}: on their hosts alone
     * @return this builder
     * @throws IllegalArgumentException if this is neither a URL nor a path
     */
    public final B proxyUrl(String url) {
        if (!Urls.isPath(url) && !Urls.isAbsolute(url)) {
            throw new IllegalArgumentException(
                    "The proxy URL must be absolute, such as https://app.example.com/__clerk");
        }
        this.proxyUrl = url;
        return self();
    }

    /**
     * Sets the domain of a satellite application. {@code https://clerk.{domain}} is accepted as an issuer, in addition
     * to those of the other settings.
     *
     * @param domain a domain such as {@code example.com}, without scheme
     * @return this builder
     * @throws IllegalArgumentException if this is not a domain
     */
    public final B domain(String domain) {
        if (domain.length() > DOMAIN_LIMIT || !DOMAIN.matcher(domain).matches()) {
            throw new IllegalArgumentException("The domain must be a bare name such as example.com");
        }
        this.domain = domain;
        return self();
    }

    /**
     * Sets the accepted issuers. Overrides the issuers derived from the publishable key, the proxy URL and the domain.
     *
     * @param issuers values of the claim {@code iss}, compared exactly; at least one
     * @return this builder
     * @throws IllegalArgumentException if no issuer is given, or a blank one
     */
    public final B issuers(String... issuers) {
        if (issuers.length == 0 || List.of(issuers).stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException(
                    "Give at least one issuer, and no empty one; use anyIssuer() to accept every issuer");
        }
        this.issuers = ClaimRules.inOrder(List.of(issuers));
        return self();
    }

    /**
     * Accepts every issuer. The signature still proves the instance, as long as the key belongs to that instance alone.
     *
     * @return this builder
     */
    public final B anyIssuer() {
        this.issuers = Set.of();
        return self();
    }

    /**
     * Sets the accepted difference between Clerk's clock and the clock of this server.
     *
     * @param skew zero to one hour; 5 seconds by default. A token is accepted for this long after it has expired
     * @return this builder
     * @throws IllegalArgumentException if the skew is negative or longer than an hour
     */
    public final B clockSkew(Duration skew) {
        if (skew.isNegative() || skew.compareTo(MAX_SKEW) > 0) {
            throw new IllegalArgumentException(
                    "The clock skew must be 0 seconds to 1 hour, not " + skew
                            + ", because an expired token is accepted for that long. If clocks differ by more, set them by NTP.");
        }
        this.clockSkew = skew;
        return self();
    }

    /**
     * Sets the clock that tokens are checked against, for tests.
     *
     * @param clock the clock; that of the system by default
     * @return this builder
     */
    public final B clock(Clock clock) {
        this.clock = clock;
        return self();
    }

    /**
     * Sets the number of tokens with a valid signature to remember, so that each signature is verified only once. The
     * claims are checked on every call.
     *
     * @param tokens at most 1,048,576; 0 to remember none; 4,096 by default, which take up to about 16 MB
     * @return this builder
     * @throws IllegalArgumentException if the number is negative or larger
     */
    public final B tokenCacheSize(int tokens) {
        if (tokens < 0 || tokens > MAX_CACHE_SIZE) {
            throw new IllegalArgumentException(
                    "The token cache size must be 0 to " + MAX_CACHE_SIZE + " tokens, not " + tokens);
        }
        this.cacheSize = tokens;
        return self();
    }

    /**
     * Sets how long the keys that the secret key has loaded count as fresh. After four fifths of that time the next
     * request starts a fetch and does not wait for it. A key that Clerk has withdrawn may be accepted for that long,
     * and for 55 minutes more if Clerk cannot be reached.
     *
     * @param time 10 seconds to 24 hours; 5 minutes by default
     * @return this builder
     * @throws IllegalArgumentException if the time is shorter or longer
     */
    public final B keysFreshFor(Duration time) {
        if (time.compareTo(RemoteJwks.MIN_FRESH) < 0 || time.compareTo(RemoteJwks.MAX_FRESH) > 0) {
            throw new IllegalArgumentException("Keys can be fresh for 10 seconds to 24 hours, not " + time);
        }
        this.keysFreshFor = time;
        return self();
    }

    /**
     * Sets whether a native provider, Conscrypt or Amazon Corretto Crypto Provider, may verify signatures if it is on
     * the class path and passes a test. It takes about half the time. The system property
     * {@code com.clerk.sdk.nativeCrypto=false} turns it off everywhere.
     *
     * @param allowed false to use the default provider of this Java runtime; true by default
     * @return this builder
     */
    public final B nativeCrypto(boolean allowed) {
        this.nativeCrypto = allowed;
        return self();
    }

    final ClaimRules rules() {
        return new ClaimRules(audiences, authorizedParties, acceptedIssuers(), clockSkew, clock);
    }

    /** Returns the rules for M2M tokens, which have no issuer and no authorized party. */
    final ClaimRules machineRules() {
        return new ClaimRules(audiences, Set.of(), Set.of(), clockSkew, clock);
    }

    /** Returns the rules for OAuth access tokens, without the audience, which {@link OAuthRules} checks. */
    final ClaimRules oauthRules() {
        return machineRules().with(null, Set.of());
    }

    final Set<String> audiences() {
        return audiences;
    }

    final Set<String> authorizedParties() {
        return authorizedParties;
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
            addProxies(proxyUrl, derived);
        }
        if (domain != null) {
            derived.add("https://clerk." + domain);
        }
        return ClaimRules.inOrder(derived);
    }

    private void addProxies(String url, Set<String> derived) {
        if (!Urls.isPath(url)) {
            derived.add(Urls.withoutTrailingSlashes(url));
            derived.add(url);
            return;
        }
        if (authorizedParties.isEmpty()) {
            throw new IllegalArgumentException("A proxy URL without a host does not say who issues the tokens: "
                    + "set authorizedParties(\"https://…\") or issuers(\"https://…\") to your hosts, or anyIssuer()");
        }
        for (var party : authorizedParties) {
            derived.add(party + Urls.withoutTrailingSlashes(url));
        }
    }

    /** Returns the configured keys, or those that the secret key loads, or null. */
    final @Nullable KeySource keySource(@Nullable ApiClient api) {
        var provider = nativeCrypto ? SignatureProvider.fastest() : SignatureProvider.standard();
        if (keys != null) {
            return keys.with(provider);
        }
        return api == null ? null : RemoteJwks.of(api, provider, keysFreshFor);
    }

    /** Returns a client for the secret key, or null if there is none. */
    final @Nullable ApiClient api() {
        if (client != null || secretKey == null) {
            return client;
        }
        return apiWith(secretKey);
    }

    final ApiClient apiWith(String secret) {
        var authorization = "Bearer " + secret;
        var builder = Api.client()
                .baseUrl(Api.base(apiUrl, apiVersion))
                .callTimeout(CALL_TIMEOUT)
                .authorization(() -> authorization);
        if (plainHttp) {
            builder.allowPlainHttp();
        }
        return (httpClient == null ? builder : builder.httpClient(httpClient))
                .build()
                .forLookups();
    }

    final void requireKeysOfOneKind() {
        if (secretKey != null && publishableKey != null) {
            Keys.requireSameKind(secretKey, publishableKey.isProduction());
        }
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
