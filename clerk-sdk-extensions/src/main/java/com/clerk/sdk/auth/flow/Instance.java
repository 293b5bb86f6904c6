package com.clerk.sdk.auth.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The Clerk instance of a server, and the role of the server in it. Immutable.
 *
 * @param host the host of the Frontend API, from the publishable key; without a key null, and then only cookies without
 *     a suffix are read and no browser is sent to Clerk
 * @param suffix the suffix of this instance's cookie names; empty without a publishable key
 * @param production whether this is a production instance
 * @param satellite whether the domain of this server is a satellite
 * @param domain the domain of the satellite
 * @param proxyUrl the proxy in front of the Frontend API: a URL, or a path on this server
 * @param origins the origins of this server, if they are known
 * @param signInUrl the page where users sign in: a URL, or a path on this server; null for Clerk's own
 * @param signUpUrl the page where users sign up, likewise
 * @param autoSync whether a satellite asks the primary domain on the first page of a visitor
 */
public record Instance(
        @Nullable String host,
        String suffix,
        boolean production,
        boolean satellite,
        @Nullable String domain,
        @Nullable String proxyUrl,
        Set<String> origins,
        @Nullable String signInUrl,
        @Nullable String signUpUrl,
        boolean autoSync) {
    static final String SESSION = "__session";
    static final String CLIENT_UAT = "__client_uat";
    static final String DEV_BROWSER = "__clerk_db_jwt";
    static final String REFRESH = "__refresh";
    static final String HANDSHAKE = "__clerk_handshake";
    static final String HANDSHAKE_NONCE = "__clerk_handshake_nonce";
    static final String REDIRECT_COUNT = "__clerk_redirect_count";

    /** Tells whether the publishable key is known. */
    boolean hasKey() {
        return host != null;
    }

    /**
     * Returns the host of the Frontend API: on a satellite of a production instance that of its domain; null without a
     * publishable key.
     */
    private @Nullable String frontendHost() {
        boolean ownDomain = satellite && production && domain != null && !domain.isEmpty();
        return ownDomain ? "clerk." + domain : host;
    }

    /** Tells whether the issuer of a token is this instance. */
    boolean isIssuer(@Nullable Object issuer) {
        return issuer instanceof String url && (isOrigin(url, frontendHost()) || isOrigin(url, host));
    }

    private static boolean isOrigin(String url, @Nullable String host) {
        if (host == null || !url.endsWith(host)) {
            return false;
        }
        int scheme = url.length() - host.length();
        return (scheme == 8 && url.startsWith("https://")) || (scheme == 7 && url.startsWith("http://"));
    }

    public boolean development() {
        return !production;
    }

    /** Returns the name of a cookie of this instance only. */
    public String suffixed(String cookie) {
        return cookie + suffix;
    }

    /** Returns the names of all cookies that authentication reads. */
    public List<String> cookieNames() {
        var names =
                new ArrayList<>(List.of(SESSION, CLIENT_UAT, DEV_BROWSER, HANDSHAKE, HANDSHAKE_NONCE, REDIRECT_COUNT));
        if (hasKey()) {
            for (var name : List.of(SESSION, CLIENT_UAT, DEV_BROWSER, REFRESH)) {
                names.add(suffixed(name));
            }
        }
        return List.copyOf(names);
    }

    /** Returns the URL at which a browser on this page reaches the Frontend API, without a trailing slash. */
    String frontendApi(HttpUrl page) {
        if (proxyUrl != null) {
            var url = proxyUrl.startsWith("/") ? Urls.origin(page) + proxyUrl : proxyUrl;
            return Urls.withoutTrailingSlashes(url);
        }
        return "https://" + frontendHost();
    }

    /**
     * Tells whether the Frontend API of a page is known. A path alone means the host of the page, which a client may
     * have made up: it counts only on the server's own origins.
     */
    boolean knowsFrontendApi(HttpUrl page) {
        boolean relative = proxyUrl != null && proxyUrl.startsWith("/");
        return hasKey() && (!relative || origins.contains(Urls.origin(page)));
    }

    /** Tells whether a browser on this page comes from one of Clerk's own pages. */
    boolean isClerkPage(HttpUrl referrer, HttpUrl page) {
        var from = referrer.host();
        var frontend = HttpUrl.parse(frontendApi(page));
        return (frontend != null && from.equals(frontend.host()))
                || (development() && AccountPortal.isOfDevelopment(from))
                || Urls.origin(referrer).equals(AccountPortal.url(host).toLowerCase(Locale.ROOT));
    }
}
