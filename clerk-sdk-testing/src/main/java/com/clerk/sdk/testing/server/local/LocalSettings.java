package com.clerk.sdk.testing.server.local;

import com.clerk.sdk.testing.server.frontend.wire.Redirects;
import com.clerk.sdk.testing.server.http.ServerRequest;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The settings of a local Clerk that runs by itself, and how many requests it has handled. */
public final class LocalSettings {
    private final InetAddress address;
    private final Hosts hosts;
    private final @Nullable String url;
    private final List<String> path;
    private final AtomicLong handled = new AtomicLong();

    /**
     * Makes the settings.
     *
     * @param address the address to listen on
     * @param hosts host names by which the server may be called, besides those of the loopback interface
     * @param url the URL by which browsers come, or null if they come to the port itself
     */
    public LocalSettings(InetAddress address, Set<String> hosts, @Nullable String url) {
        this.address = address;
        this.url = url;
        this.path = url == null ? List.of() : path(url);
        this.hosts = new Hosts(hosts, url);
    }

    private static List<String> path(String url) {
        var path = url.substring(Hosts.origin(url).length());
        return path.isEmpty() ? List.of() : List.of(path.substring(1).split("/"));
    }

    /** Returns the address to listen on. */
    public InetAddress address() {
        return address;
    }

    /** Returns the URL by which browsers come, or null if they come to the port itself. */
    public @Nullable String url() {
        return url;
    }

    /** Returns the redirects to the hosts of the server. */
    public Redirects redirects() {
        return hosts.redirects();
    }

    /**
     * Returns a request without the path of the URL by which browsers come. Some proxies take it away, and some do not.
     */
    ServerRequest withoutPath(ServerRequest request) {
        var segments = request.segments();
        var count = path.size();
        var hasPath = count > 0
                && segments.size() >= count
                && segments.subList(0, count).equals(path);
        if (!hasPath) {
            return request;
        }
        return request.withSegments(segments.size() == count ? List.of("") : segments.subList(count, segments.size()));
    }

    Hosts hosts() {
        return hosts;
    }

    void countRequest() {
        handled.incrementAndGet();
    }

    /** Returns the number of requests that were handled; the state may have changed if it is another than before. */
    public long handled() {
        return handled.get();
    }
}
