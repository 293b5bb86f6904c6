package com.clerk.sdk.auth.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The Clerk instance that a server belongs to, and the server's role in it. Immutable.
 *
 * @param host the host of the Frontend API, from the publishable key; null without a key, and then only cookies without
 *     a suffix are read, and no browser is redirected
 * @param suffix the end of the names of this instance's own cookies; empty without a key
 * @param production whether this is a production instance
 * @param satellite whether this server's domain is a satellite of another
 * @param domain domain of the satellite
 * @param proxyUrl proxy before the Frontend API: a URL, or a path at this server
 * @param signInUrl where users of a satellite sign in
 * @param autoSync whether a satellite asks the primary domain on a first visit
 */
public record Instance(
        @Nullable String host,
        String suffix,
        boolean production,
        boolean satellite,
        @Nullable String domain,
        @Nullable String proxyUrl,
        @Nullable String signInUrl,
        boolean autoSync) {
    static final String SESSION = "__session";
    static final String CLIENT_UAT = "__client_uat";
    static final String DEV_BROWSER = "__clerk_db_jwt";
    static final String REFRESH = "__refresh";
    static final String HANDSHAKE = "__clerk_handshake";
    static final String HANDSHAKE_NONCE = "__clerk_handshake_nonce";
    static final String REDIRECT_COUNT = "__clerk_redirect_count";

    /** Whether the publishable key is known. */
    boolean hasKey() {
        return host != null;
    }

    /** Whether a token of this issuer is of this instance. */
    boolean isIssuer(@Nullable Object issuer) {
        if (host == null || !(issuer instanceof String url) || !url.endsWith(host)) {
            return false;
        }
        int scheme = url.length() - host.length();
        return (scheme == 8 && url.startsWith("https://")) || (scheme == 7 && url.startsWith("http://"));
    }

    public boolean development() {
        return !production;
    }

    /** The name of a cookie of this instance alone. */
    public String suffixed(String cookie) {
        return cookie + suffix;
    }

    /** The names of all cookies that matter. */
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

    /** Returns the URL at which a browser on this page reaches the Frontend API, without a slash at its end. */
    String frontendApi(HttpUrl page) {
        if (proxyUrl != null) {
            var url = proxyUrl.startsWith("/") ? Urls.origin(page) + proxyUrl : proxyUrl;
            return Urls.withoutTrailingSlashes(url);
        }
        boolean ownDomain = satellite && production && domain != null && !domain.isEmpty();
        return "https://" + (ownDomain ? "clerk." + domain : host);
    }

    /** Whether a browser comes from one of Clerk's own pages. */
    boolean isClerkPage(HttpUrl referrer) {
        var from = referrer.host();
        return from.equals(host)
                || (development() && AccountPortal.isOfDevelopment(from))
                || Urls.origin(referrer).equals(AccountPortal.url(host).toLowerCase(Locale.ROOT));
    }
}
