package com.clerk.sdk.auth;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that somebody sent to your server, as far as it matters who sent it. For most servers {@link #of(Map)} is
 * enough; to adapt the request type of a framework, implement {@link #headers(String)}, and for servers that render
 * pages {@link #method()} and {@link #url()} as well.
 */
public interface ClerkRequest {
    /**
     * All values of a header.
     *
     * @param name name of the header in lower case; the request may spell it in any case (RFC 9110 section 5.1)
     * @return its values in their order; empty if the request has no such header
     */
    List<String> headers(String name);

    /**
     * The method. Without it, as without {@link #url()}, nobody is ever redirected.
     *
     * @return a method such as {@code GET}, or null if it does not matter to this server
     */
    default @Nullable String method() {
        return null;
    }

    /**
     * The URL as this server sees it; what a proxy before it says in {@code X-Forwarded-Host} and
     * {@code X-Forwarded-Proto} is taken into account.
     *
     * @return an absolute URL with its query, or null if it does not matter to this server
     */
    default @Nullable String url() {
        return null;
    }

    /**
     * A request of which only the headers matter: enough to say who is calling an API.
     *
     * @param headers values by name, in any case; names and values that are null are passed over
     * @return the request
     */
    static ClerkRequest of(Map<String, List<String>> headers) {
        return new MapClerkRequest(headers, null, null);
    }

    /**
     * A request for a page: with its method and URL a browser can be sent to Clerk and back, to renew its session.
     *
     * @param method such as {@code GET}
     * @param url absolute URL with its query
     * @param headers values by name, in any case; names and values that are null are passed over
     * @return the request
     */
    static ClerkRequest of(String method, String url, Map<String, List<String>> headers) {
        return new MapClerkRequest(headers, method, url);
    }
}
