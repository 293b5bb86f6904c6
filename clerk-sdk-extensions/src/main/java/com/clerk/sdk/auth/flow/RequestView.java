package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.JwtError;
import com.clerk.sdk.auth.jwt.JwtException;
import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A lazily parsed view of the request: docs/behaviour.md, section 2.1. Cookies, the URL and the purpose of the request
 * are parsed on first use and cached. For one thread at a time.
 */
public final class RequestView {
    private static final String BEARER = "Bearer";

    /** The headers that say why a browser sends a request, the standard one first. */
    private static final List<String> PURPOSE = List.of("sec-purpose", "purpose", "x-purpose", "x-moz");

    private final RequestSource request;
    private final List<String> cookieNames;
    private final ForwardedHeaders forwarded;
    private @Nullable Cookies cookies;
    private @Nullable HttpUrl url;
    private boolean urlRead;
    private @Nullable Boolean navigation;

    public RequestView(RequestSource request, List<String> cookieNames, ForwardedHeaders forwarded) {
        this.request = request;
        this.cookieNames = cookieNames;
        this.forwarded = forwarded;
    }

    /**
     * Returns the token in the {@code Authorization} header, after {@code Bearer} (RFC 6750 section 2.1) or alone, or
     * null. A header with another scheme is ignored.
     *
     * @throws JwtException if the request has the header more than once: another server in front of this one may have
     *     looked at the other one
     */
    @Nullable
    public String token() {
        var values = request.headers("authorization");
        if (values.size() < 2) {
            return values.isEmpty() ? null : tokenOrNull(values.get(0)); // as in nearly every request: no iterator
        }
        String only = null;
        for (var value : values) {
            if (value != null && only != null) {
                throw new JwtException(
                        JwtError.TOKEN_INVALID,
                        "The request has more than one Authorization header.",
                        "Send one, with one token.");
            }
            only = value == null ? only : value;
        }
        return tokenOrNull(only);
    }

    private static @Nullable String tokenOrNull(@Nullable String value) {
        return value == null ? null : token(value.strip());
    }

    private static @Nullable String token(String value) {
        int blank = value.indexOf(' ');
        if (blank < 0) {
            return value.isEmpty() ? null : value;
        }
        // RFC 9110 section 11.1: the case of a scheme does not matter; section 11.4: one or more blanks follow it.
        if (blank != BEARER.length() || !value.regionMatches(true, 0, BEARER, 0, blank)) {
            return null;
        }
        int start = blank;
        while (value.charAt(start) == ' ') {
            start++;
        }
        int end = value.indexOf(' ', start);
        return value.substring(start, end < 0 ? value.length() : end);
    }

    public Cookies cookies() {
        var parsed = cookies;
        if (parsed == null) {
            parsed = Cookies.parse(request.headers("cookie"), cookieNames);
            cookies = parsed;
        }
        return parsed;
    }

    /** Returns the first value of a header, or an empty string. */
    public String header(String name) {
        for (var value : request.headers(name)) {
            if (value != null) {
                return value.strip();
            }
        }
        return "";
    }

    public List<String> headers(String name) {
        return request.headers(name);
    }

    boolean isGet() {
        return "GET".equals(request.method());
    }

    /** Tells whether the method is known, which it is where a server renders pages. */
    boolean hasMethod() {
        return request.method() != null;
    }

    /**
     * Tells whether an expired session may be refreshed: docs/behaviour.md, section 2.6. Beside GET this is so for a
     * form that a browser posts from a page, whose fields would be lost otherwise.
     */
    boolean isRefreshable() {
        return isGet() || ("POST".equals(request.method()) && url() != null && isForPage());
    }

    /**
     * Tells whether a browser requests a page, so that it can be redirected and come back: docs/behaviour.md, section
     * 2.7.
     */
    public boolean isNavigation() {
        var known = navigation;
        if (known == null) {
            known = isGet() && url() != null && isForPage() && !isPrefetch();
            navigation = known;
        }
        return known;
    }

    /** Tells whether a browser requests a page in case somebody opens it later. */
    private boolean isPrefetch() {
        for (var name : PURPOSE) {
            if (header(name).toLowerCase(Locale.ROOT).startsWith("prefetch")) {
                return true; // such as "prefetch;prerender"
            }
        }
        return false;
    }

    private boolean isForPage() {
        var destination = header("sec-fetch-dest");
        return destination.isEmpty()
                ? header("accept").startsWith("text/html")
                : destination.equals("document") || destination.equals("iframe");
    }

    /** Tells whether a browser requests a page for its window. */
    boolean isDocument() {
        return isNavigation() && header("sec-fetch-dest").equals("document");
    }

    /** Returns the URL that the browser requested, or null if the server does not render pages. */
    @Nullable
    public HttpUrl url() {
        if (!urlRead) {
            url = read();
            urlRead = true;
        }
        return url;
    }

    private @Nullable HttpUrl read() {
        var text = request.url();
        var own = text == null ? null : HttpUrl.parse(text);
        if (own == null || request.hasExternalUrl()) {
            return own;
        }
        var host = firstPart(forwarded.host());
        var scheme = firstPart(forwarded.scheme());
        var authority = host.isEmpty() ? hostHeader(own) : host;
        var origin = (scheme.isEmpty() ? own.scheme() : scheme) + "://" + authority;
        // Any client can send these headers; a value that is not a host is ignored.
        var outside = HttpUrl.parse(origin);
        return outside != null && isOrigin(outside)
                ? own.newBuilder()
                        .scheme(outside.scheme())
                        .host(outside.host())
                        .port(outside.port())
                        .build()
                : own;
    }

    private static boolean isOrigin(HttpUrl url) {
        return url.host().chars().allMatch(RequestView::isOfHost)
                && url.encodedPath().equals("/")
                && url.query() == null
                && url.fragment() == null
                && url.username().isEmpty()
                && url.password().isEmpty();
    }

    private static boolean isOfHost(int c) {
        return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._:".indexOf(c) >= 0;
    }

    private String hostHeader(HttpUrl own) {
        var host = header("host");
        return host.isEmpty() ? Urls.origin(own).substring(own.scheme().length() + 3) : host;
    }

    private String firstPart(@Nullable String name) {
        var value = name == null ? "" : header(name);
        int comma = value.indexOf(',');
        return (comma < 0 ? value : value.substring(0, comma)).strip();
    }

    /** Returns a parameter of the query, or null. */
    @Nullable
    public String query(String name) {
        var page = url();
        return page == null ? null : page.queryParameter(name);
    }

    boolean hasQuery(String name) {
        var page = url();
        return page != null && page.queryParameterNames().contains(name);
    }

    /** Returns how many times in a row the browser has just been redirected to Clerk. */
    public int redirects() {
        return wholeNumber(cookies().text(Instance.REDIRECT_COUNT));
    }

    /** Returns the number at the start of a text, or 0 if it does not start with one. */
    public static int wholeNumber(String text) {
        long number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                break;
            }
            number = Math.min(number * 10 + (c - '0'), Integer.MAX_VALUE);
        }
        return (int) number;
    }
}
