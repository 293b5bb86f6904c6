package com.clerk.sdk.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The instance of Clerk that a server belongs to, and the part that the server plays in it. Immutable.
 *
 * @param key tells where the Frontend API is; without it only cookies without suffix are read, and no browser is
 *     redirected
 * @param suffix what the names of this instance's own cookies end with; empty without a key
 * @param production whether it is no development instance
 * @param satellite whether this server's domain is a satellite of another
 * @param domain domain of the satellite
 * @param proxyUrl proxy before the Frontend API: a URL, or a path at this server
 * @param signInUrl where users of a satellite sign in
 * @param autoSync whether a satellite asks the primary domain on a first visit
 */
record Instance(
        @Nullable PublishableKey key,
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

    boolean development() {
        return !production;
    }

    /** The name of a cookie of this instance alone. */
    String suffixed(String cookie) {
        return cookie + suffix;
    }

    /** The names of all cookies that matter. */
    List<String> cookieNames() {
        var names =
                new ArrayList<>(List.of(SESSION, CLIENT_UAT, DEV_BROWSER, HANDSHAKE, HANDSHAKE_NONCE, REDIRECT_COUNT));
        if (key != null) {
            for (var name : List.of(SESSION, CLIENT_UAT, DEV_BROWSER, REFRESH)) {
                names.add(suffixed(name));
            }
        }
        return List.copyOf(names);
    }

    /** Where the browser reaches the Frontend API, seen from a page of this server; ends without a slash. */
    String frontendApi(PublishableKey key, HttpUrl page) {
        if (proxyUrl != null) {
            var url = proxyUrl.startsWith("/") ? Urls.origin(page) + proxyUrl : proxyUrl;
            return Urls.withoutTrailingSlashes(url);
        }
        return "https://" + key.frontendApi(null, satellite ? domain : null);
    }

    /** Whether a page was reached from one of Clerk's own, which is no stranger. */
    boolean isOurs(PublishableKey key, HttpUrl referrer) {
        var host = referrer.host();
        return host.equals(key.frontendApi())
                || (development() && AccountPortal.isOfDevelopment(host))
                || Urls.origin(referrer)
                        .equals(AccountPortal.url(key.frontendApi()).toLowerCase(Locale.ROOT));
    }
}
