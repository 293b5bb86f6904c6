package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static com.clerk.sdk.auth.TestTokens.without;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A random request by its parts, from which {@link RequestModel} predicts the state, and which becomes a real request.
 *
 * @param method null on a server that does not render pages; then there is no URL either
 * @param synced the query parameter {@code __clerk_synced}, or null
 * @param plain the session token in {@code __session}
 * @param plainUat the value of {@code __client_uat}, or null
 * @param own the session token in the cookie with the suffix
 * @param redirects the value of {@code __clerk_redirect_count}
 */
record ModelRequest(
        @Nullable String method,
        String path,
        String destination,
        boolean acceptsHtml,
        boolean prefetch,
        Referrer referrer,
        Bearer bearer,
        Kind headerToken,
        Returned returned,
        boolean devBrowserInUrl,
        @Nullable String satelliteUrl,
        @Nullable String synced,
        Kind plain,
        @Nullable String plainUat,
        Kind own,
        @Nullable String ownUat,
        boolean plainDevBrowser,
        boolean ownDevBrowser,
        boolean refresh,
        int redirects) {
    static final String ORIGIN = "https://app.example.com";

    /** How the header {@code Authorization} looks. */
    enum Bearer {
        NONE,
        BASIC,
        BEARER,
        BARE,
        TWO_LINES
    }

    /** The page that the browser comes from. */
    enum Referrer {
        NONE,
        SAME_ORIGIN,
        OTHER,
        CLERK
    }

    /** The handshake token in the URL. */
    enum Returned {
        NONE,
        SESSION,
        NO_SESSION,
        BAD_SESSION,
        FORGED
    }

    /** A session token, or something in its place. */
    enum Kind {
        NONE(0),
        GOOD(NOW),
        OLDER(NOW - 30),
        PENDING(NOW),
        EXPIRED(NOW - 90),
        NOT_YET(NOW),
        OF_THE_FUTURE(NOW + 60),
        FORGED(NOW),
        NONSENSE(0),
        MACHINE(NOW),
        TEMPLATE(NOW),
        WITHOUT_ISSUER(NOW),
        FOREIGN(NOW);

        private static final Map<String, String> MADE = new ConcurrentHashMap<>();

        /** The claim {@code iat}; 0 without one. */
        final long issuedAt;

        Kind(long issuedAt) {
            this.issuedAt = issuedAt;
        }

        String token(String issuer) {
            return MADE.computeIfAbsent(issuer + this, same -> make(issuer));
        }

        private String make(String issuer) {
            var usual = with(with(claims(), "iss", issuer), "iat", issuedAt);
            return switch (this) {
                case NONE -> "";
                case GOOD, OLDER, OF_THE_FUTURE -> signed(header(), without(usual, "nbf"));
                case PENDING -> signed(header(), with(usual, "sts", "pending"));
                case EXPIRED -> signed(header(), with(without(usual, "nbf"), "exp", NOW - 60));
                case NOT_YET -> signed(header(), with(usual, "nbf", NOW + 60));
                case FORGED -> forged(signed(header(), usual));
                case NONSENSE -> "nonsense";
                case MACHINE -> signed(with(header(), "cat", "cl_B7d4PD333AAA"), with(usual, "sub", "mch_1"));
                case TEMPLATE -> signed(with(header(), "cat", "cl_B7d4PD222AAA"), usual);
                case WITHOUT_ISSUER -> signed(header(), without(usual, "iss"));
                case FOREIGN -> signed(header(), with(usual, "iss", "https://clerk.foreign.example"));
            };
        }

        /** Returns a token with the signature of another one. */
        private static String forged(String token) {
            var other = TestInstances.forged();
            return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
        }
    }

    static ModelRequest random(Random random) {
        var method = pick(random, "GET", "GET", "GET", "GET", "POST", "HEAD", "");
        return new ModelRequest(
                method.isEmpty() ? null : method,
                pick(random, "/", "/", "/orgs/acme"),
                pick(random, "document", "document", "document", "iframe", "empty", "image", ""),
                random.nextBoolean(),
                random.nextInt(8) == 0,
                rarely(random, Referrer.values(), 2),
                rarely(random, Bearer.values(), 3),
                pick(random, Kind.values()),
                rarely(random, Returned.values(), 4),
                random.nextInt(6) == 0,
                pick(random, null, null, null, null, "", "https://satellite.example/a?b=1"),
                pick(random, null, null, "true", "false"),
                rarely(random, Kind.values(), 1),
                pick(random, null, "0", "x", String.valueOf(NOW - 100), String.valueOf(NOW - 20)),
                rarely(random, Kind.values(), 1),
                pick(random, null, "0", "x", String.valueOf(NOW - 100), String.valueOf(NOW - 20)),
                random.nextBoolean(),
                random.nextBoolean(),
                random.nextBoolean(),
                pick(random, 0, 0, 0, 1, 2, 3, 4));
    }

    @SafeVarargs
    private static <T extends @Nullable Object> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Returns the first value in most cases; the more so, the greater the weight. */
    private static <T> T rarely(Random random, T[] values, int weight) {
        return random.nextInt(weight + 1) < weight ? values[0] : pick(random, values);
    }

    /** Returns the real request to an instance with this cookie suffix and issuer. */
    TestRequest real(String suffix, String issuer) {
        var request = method == null ? TestRequest.api() : TestRequest.of(method, url(issuer));
        addHeaders(request, issuer);
        var cookies = new LinkedHashMap<String, String>();
        put(cookies, "__session", plain == Kind.NONE ? null : plain.token(issuer));
        put(cookies, "__client_uat", plainUat);
        put(cookies, "__clerk_db_jwt", plainDevBrowser ? "browser" : null);
        put(cookies, "__session_" + suffix, own == Kind.NONE ? null : own.token(issuer));
        put(cookies, "__client_uat_" + suffix, ownUat);
        put(cookies, "__clerk_db_jwt_" + suffix, ownDevBrowser ? "browser" : null);
        put(cookies, "__refresh_" + suffix, refresh ? "refresh" : null);
        put(cookies, "__clerk_redirect_count", redirects == 0 ? null : String.valueOf(redirects));
        var header = new ArrayList<String>();
        cookies.forEach((name, value) -> header.add(name + "=" + value));
        return header.isEmpty() ? request : request.cookies(String.join("; ", header));
    }

    private static void put(Map<String, String> cookies, String name, @Nullable String value) {
        if (value != null) {
            cookies.put(name, value);
        }
    }

    private void addHeaders(TestRequest request, String issuer) {
        if (!destination.isEmpty()) {
            request.header("sec-fetch-dest", destination);
        }
        request.header("accept", acceptsHtml ? "text/html,*/*" : "*/*");
        if (prefetch) {
            request.header("sec-purpose", "prefetch;prerender");
        }
        switch (referrer) {
            case NONE -> {}
            case SAME_ORIGIN -> request.header("referer", ORIGIN + "/before");
            case OTHER -> request.header("referer", "https://other.example/");
            case CLERK -> request.header("referer", issuer + "/sign-in");
        }
        switch (bearer) {
            case NONE -> {}
            case BASIC -> request.header("authorization", "Basic dXNlcjpwYXNz");
            case BEARER -> request.bearer(textOfHeader(issuer));
            case BARE -> request.header("authorization", textOfHeader(issuer));
            case TWO_LINES -> request.bearer(textOfHeader(issuer)).bearer(textOfHeader(issuer));
        }
    }

    private String textOfHeader(String issuer) {
        return headerToken == Kind.NONE ? "x" : headerToken.token(issuer);
    }

    private String url(String issuer) {
        var parameters = new ArrayList<String>();
        if (returned != Returned.NONE) {
            parameters.add("__clerk_handshake=" + returnedToken(issuer));
        }
        if (devBrowserInUrl) {
            parameters.add("__clerk_db_jwt=browser");
        }
        if (satelliteUrl != null) {
            parameters.add("__clerk_redirect_url=" + satelliteUrl.replace("?", "%3F"));
        }
        if (synced != null) {
            parameters.add("__clerk_synced=" + synced);
        }
        return ORIGIN + path + (parameters.isEmpty() ? "" : "?" + String.join("&", parameters));
    }

    private String returnedToken(String issuer) {
        return switch (returned) {
            case SESSION -> handshakeToken("__session=" + Kind.GOOD.token(issuer) + "; Path=/", "__client_uat=" + NOW);
            case BAD_SESSION -> handshakeToken("__session=" + Kind.FORGED.token(issuer));
            case NO_SESSION -> handshakeToken("__client_uat=0; Path=/");
            case FORGED, NONE -> Kind.forged(handshakeToken("__session=x"));
        };
    }

    static String handshakeToken(Object... directives) {
        return signed(without(header(), "cat"), Map.of("handshake", List.of(directives)));
    }
}
