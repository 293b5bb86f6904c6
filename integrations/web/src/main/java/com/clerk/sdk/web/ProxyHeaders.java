package com.clerk.sdk.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The headers that a proxy passes on. Those of one connection stay behind (RFC 9110 section 7.6.1), and so does what a
 * client could make up about itself, and so do the cookies and credentials of the application.
 */
final class ProxyHeaders {
    private static final Set<String> OF_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** The headers that the proxy sets itself, or that only a proxy in front of it could know. */
    private static final Set<String> OF_PROXIES = Set.of(
            "host",
            "forwarded",
            "accept-encoding",
            "content-length",
            "expect",
            "via",
            "x-azure-clientip",
            "x-rewrite-url",
            "x-vercel-forwarded-for",
            "x-envoy-external-address");

    private static final List<String> STARTS_OF_PROXIES = List.of("x-forwarded", "x-original-", "cf-", "clerk-");

    /** The headers of a response by which browsers change how they treat a whole origin, here the application's own. */
    private static final Set<String> OF_ORIGIN = Set.of(
            "alt-svc",
            "clear-site-data",
            "nel",
            "report-to",
            "reporting-endpoints",
            "service-worker-allowed",
            "strict-transport-security");

    /** The beginnings of the names of Clerk's cookies and of those of the network in front of Clerk. */
    private static final List<String> COOKIES =
            List.of("__client", "__clerk", "__session", "__refresh", "__cf", "_cf", "__dev_session");

    /** The name of a header (RFC 9110 section 5.6.2). Some servers take others too. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private ProxyHeaders() {}

    /** Returns the headers of a request to pass on. */
    static Map<String, List<String>> ofRequest(Map<String, List<String>> headers) {
        var passed = passed(headers);
        passed.keySet().removeIf(ProxyHeaders::isOfProxies);
        var authorization = passed.get("authorization");
        if (authorization != null && !authorization.stream().allMatch(ProxyHeaders::isBearer)) {
            passed.remove("authorization"); // the application's own, such as Basic
        }
        var cookies = passed.remove("cookie");
        var clerks = cookies == null ? "" : clerksCookies(cookies);
        if (!clerks.isEmpty()) {
            passed.put("cookie", List.of(clerks));
        }
        return passed;
    }

    /**
     * Tells whether a header is for a proxy to set, such as one for the address of the client. Some servers take an
     * underscore in a name for a hyphen.
     */
    private static boolean isOfProxies(String name) {
        return OF_PROXIES.contains(name)
                || STARTS_OF_PROXIES.stream().anyMatch(name::startsWith)
                || name.endsWith("-ip")
                || name.indexOf('_') >= 0;
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, "Bearer ", 0, 7);
    }

    private static String clerksCookies(List<String> headers) {
        return headers.stream()
                .flatMap(header -> List.of(header.split(";", -1)).stream())
                .map(String::strip)
                .filter(cookie -> COOKIES.stream().anyMatch(cookie::startsWith))
                .collect(Collectors.joining("; "));
    }

    /** Returns the headers of a response to pass on. */
    static Map<String, List<String>> ofResponse(Map<String, List<String>> headers) {
        var passed = passed(headers);
        passed.remove("clerk-secret-key");
        passed.keySet().removeAll(OF_ORIGIN);
        return passed;
    }

    /** Returns all headers but those of the connection and those that HTTP does not allow, by names in lower case. */
    private static Map<String, List<String>> passed(Map<String, List<String>> headers) {
        var passed = new LinkedHashMap<String, List<String>>();
        headers.forEach((name, values) -> {
            if (name != null && values != null && TOKEN.matcher(name).matches()) {
                passed.computeIfAbsent(name.toLowerCase(Locale.ROOT), same -> new ArrayList<>())
                        .addAll(values);
            }
        });
        var named = new HashSet<>(OF_CONNECTION);
        for (var value : passed.getOrDefault("connection", List.of())) {
            for (var name : value.split(",", -1)) {
                named.add(name.strip().toLowerCase(Locale.ROOT));
            }
        }
        passed.keySet().removeAll(named);
        return passed;
    }
}
