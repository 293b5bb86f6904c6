package com.clerk.sdk.auth.flow;

import java.util.List;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** A lazily parsed view of the request. Cookies and the URL are parsed on first use and cached. */
public final class RequestView {
    private static final String BEARER = "Bearer";

    private final RequestSource request;
    private final List<String> cookieNames;
    private @Nullable Cookies cookies;
    private @Nullable HttpUrl url;
    private boolean urlRead;

    public RequestView(RequestSource request, List<String> cookieNames) {
        this.request = request;
        this.cookieNames = cookieNames;
    }

    /**
     * The token in the {@code Authorization} header: behind {@code Bearer} (RFC 6750 section 2.1), or alone. Another
     * scheme, such as that of a proxy, is none of ours.
     */
    @Nullable
    public String token() {
        for (var value : request.headers("authorization")) {
            var token = value == null ? null : token(value.strip());
            if (token != null) {
                return token;
            }
        }
        return null;
    }

    private static @Nullable String token(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            return value.isEmpty() ? null : value;
        }
        if (!value.startsWith(BEARER) || space != BEARER.length()) {
            return null;
        }
        int end = value.indexOf(' ', space + 1);
        var token = value.substring(space + 1, end < 0 ? value.length() : end);
        // Two blanks leave nothing between them, and then the word itself is all there is.
        return token.isEmpty() ? BEARER : token;
    }

    public Cookies cookies() {
        var parsed = cookies;
        if (parsed == null) {
            parsed = Cookies.parse(request.headers("cookie"), cookieNames);
            cookies = parsed;
        }
        return parsed;
    }

    /** The first value of a header, or empty. */
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

    public boolean isGet() {
        return "GET".equals(request.method());
    }

    /** Whether a browser asks for a whole page, so that it can be sent somewhere and come back. */
    public boolean isNavigation() {
        return isGet() && url() != null && isForPage();
    }

    private boolean isForPage() {
        var destination = header("sec-fetch-dest");
        return destination.isEmpty()
                ? header("accept").startsWith("text/html")
                : destination.equals("document") || destination.equals("iframe");
    }

    /** Whether a browser asks for a page to show in its window. */
    public boolean isDocument() {
        return isGet() && url() != null && header("sec-fetch-dest").equals("document");
    }

    /** The URL as the browser knows it, or null if this server does not tell its URLs. */
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
        if (own == null) {
            return null;
        }
        var host = firstPart("x-forwarded-host");
        var scheme = firstPart("x-forwarded-proto");
        var seen = (scheme.isEmpty() ? own.scheme() : scheme) + "://" + (host.isEmpty() ? hostHeader(own) : host);
        // Whoever sent these headers may have sent anything; what is no host is ignored.
        var outside = HttpUrl.parse(seen);
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

    private String firstPart(String name) {
        var value = header(name);
        int comma = value.indexOf(',');
        return (comma < 0 ? value : value.substring(0, comma)).strip();
    }

    /** A parameter of the query, or null. */
    @Nullable
    public String query(String name) {
        var seen = url();
        return seen == null ? null : seen.queryParameter(name);
    }

    public boolean hasQuery(String name) {
        var seen = url();
        return seen != null && seen.queryParameterNames().contains(name);
    }

    /** How often in a row the browser has just been sent to Clerk. */
    public int redirects() {
        return wholeNumber(cookies().text(Instance.REDIRECT_COUNT));
    }

    /** Reads the number that a text begins with; 0 if there is none. */
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
