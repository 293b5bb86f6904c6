package com.clerk.sdk.auth;

import com.clerk.sdk.auth.flow.ForwardedHeaders;
import com.clerk.sdk.auth.flow.RequestView;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to your server, as far as authentication needs it. For most servers {@link #of(Map)} is enough. To adapt
 * the request type of a framework, implement {@link #headers(String)}, and for servers that render pages also
 * {@link #method()} and {@link #url()}.
 *
 * <p>An implementation is called by the thread that authenticates; {@code authenticateAsync} may call it again later on
 * another thread.
 */
public interface ClerkRequest {
    /**
     * Returns all values of a header. If there are none for a name in lower case, the method is called again with the
     * other usual spellings, such as {@code Authorization}, so that a request which is sensitive to case will do.
     *
     * @param name name of the header, at first in lower case; the request may spell it in any case (RFC 9110 section
     *     5.1)
     * @return the values in the order of the request; empty if the request has no such header, and null counts as empty
     */
    List<String> headers(String name);

    /**
     * Returns the HTTP method of the request, in upper case. A request without a method or without a URL is never
     * redirected.
     *
     * @return the method, such as {@code GET}, or null on a server that does not render pages
     */
    default @Nullable String method() {
        return null;
    }

    /**
     * Returns the URL of the request as this server sees it. The headers {@code Host}, {@code X-Forwarded-Host} and
     * {@code X-Forwarded-Proto} are taken into account later, unless {@link #hasExternalUrl()} is true.
     *
     * @return an absolute URL with its query, or null on a server that does not render pages
     */
    default @Nullable String url() {
        return null;
    }

    /**
     * Tells whether {@link #url()} is the URL that the browser sees, because the server has already taken the headers
     * of its proxies into account, as far as it trusts them. Such headers are then not looked at again.
     *
     * @return true to use the URL as it is; false by default
     */
    default boolean hasExternalUrl() {
        return false;
    }

    /**
     * Tells whether a browser requests a page for a person to see, so that it may be redirected: a {@code GET} with a
     * URL, whose header {@code Sec-Fetch-Dest} is {@code document} or {@code iframe}, or which lacks that header and
     * accepts {@code text/html} first. A prefetch is not a page.
     *
     * @return true for a page
     */
    default boolean isPage() {
        return new RequestView(new RequestAdapter(this), List.of(), ForwardedHeaders.USUAL).isNavigation();
    }

    /**
     * Returns a request that has only headers, which is enough to authenticate calls of an API.
     *
     * @param headers values by name, in any case; null names and null values are ignored
     * @return the request
     */
    static ClerkRequest of(Map<String, List<String>> headers) {
        return new MapClerkRequest(headers, null, null);
    }

    /**
     * Returns a request for a page. With method and URL, a browser can be sent to Clerk and back to renew its session.
     *
     * @param method HTTP method such as {@code GET}
     * @param url absolute URL with its query
     * @param headers values by name, in any case; null names and null values are ignored
     * @return the request
     */
    static ClerkRequest of(String method, String url, Map<String, List<String>> headers) {
        return new MapClerkRequest(headers, method, url);
    }
}
