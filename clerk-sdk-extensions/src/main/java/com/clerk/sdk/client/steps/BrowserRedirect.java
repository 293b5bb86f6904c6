package com.clerk.sdk.client.steps;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The place on this machine that a browser comes back to after a sign-in (RFC 8252, section 7.3): a small HTTP server
 * on the loopback address, which runs while the program waits for the user.
 *
 * <p>Clerk sends the browser back with a nonce only if the URL is on a list of the instance: add each of
 * {@link #urls()} exactly, in the Clerk Dashboard under Native applications, or by
 * {@code ClerkBackend.redirectUrls().create}. Therefore the ports are fixed. Immutable and thread-safe.
 */
public final class BrowserRedirect {
    private static final int MAX_PORT = 65_535;
    private static final Duration MAX_TIMEOUT = Duration.ofNanos(Long.MAX_VALUE);
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9/_-]{1,200}");
    private static final int[] PORTS = {53_175, 53_176, 53_177};

    private final String host;
    private final List<Integer> ports;
    private final String path;
    private final Duration timeout;
    private final Consumer<String> opener;

    private BrowserRedirect(Builder builder) {
        this.host = builder.host;
        this.ports = Arrays.stream(builder.ports).boxed().toList();
        this.path = builder.path;
        this.timeout = builder.timeout;
        this.opener = builder.opener;
    }

    /**
     * Returns a redirect with the default settings: {@code http://127.0.0.1:53175/clerk-callback}, or one of the next
     * two ports if that one is taken.
     *
     * @return the redirect
     */
    public static BrowserRedirect standard() {
        return builder().build();
    }

    /**
     * Returns a builder with the default settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Returns the URLs to put on the list of the instance, in the order in which the ports are tried.
     *
     * @return the URLs
     */
    public List<String> urls() {
        return ports.stream().map(this::url).toList();
    }

    String url(int port) {
        return "http://" + host + ":" + port + path;
    }

    String host() {
        return host;
    }

    List<Integer> ports() {
        return ports;
    }

    String path() {
        return path;
    }

    Duration timeout() {
        return timeout;
    }

    void open(String url) {
        opener.accept(url);
    }

    @Override
    public String toString() {
        return "BrowserRedirect" + urls();
    }

    /** Builds a {@link BrowserRedirect}. Not thread-safe. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int[] ports = PORTS;
        private String path = "/clerk-callback";
        private Duration timeout = Duration.ofMinutes(5);
        private Consumer<String> opener = DesktopBrowser::open;

        private Builder() {}

        /**
         * Sets the ports to try, in this order.
         *
         * @param ports the ports
         * @return this builder
         * @throws IllegalArgumentException if no port is given, or if one of them is not from 1 to 65535
         */
        public Builder ports(int... ports) {
            if (ports.length == 0 || Arrays.stream(ports).anyMatch(port -> port < 1 || port > MAX_PORT)) {
                throw new IllegalArgumentException("The ports of a redirect must be from 1 to " + MAX_PORT
                        + ": a port that changes cannot be on the list of the instance");
            }
            this.ports = ports.clone();
            return this;
        }

        /**
         * Sets the path. The default is {@code /clerk-callback}.
         *
         * @param path the path, of letters, digits, slashes, dashes and underscores
         * @return this builder
         * @throws IllegalArgumentException if it is not such a path
         */
        public Builder path(String path) {
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException(
                        "The path of a redirect must begin with / and have letters, digits, /, - and _ alone");
            }
            this.path = path;
            return this;
        }

        /**
         * Uses {@code localhost} in the URL instead of the address {@code 127.0.0.1}, for providers that demand it. The
         * server then listens on {@code ::1} as well.
         *
         * @return this builder
         */
        public Builder localhost() {
            this.host = "localhost";
            return this;
        }

        /**
         * Sets how long to wait for the user. The default is 5 minutes.
         *
         * @param timeout the time
         * @return this builder
         * @throws IllegalArgumentException if it is not positive, or longer than 292 years
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(MAX_TIMEOUT) > 0) {
                throw new IllegalArgumentException("The timeout of a redirect must be positive, and at most 292 years");
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets the function that opens a URL in the browser of the user. The default opens the browser of the desktop,
         * and prints the URL to the standard error stream if that fails.
         *
         * @param opener opens a URL, which is secret until the user has signed in
         * @return this builder
         */
        public Builder opener(Consumer<String> opener) {
            this.opener = opener;
            return this;
        }

        /**
         * Returns the redirect. Nothing listens yet.
         *
         * @return the redirect
         */
        public BrowserRedirect build() {
            return new BrowserRedirect(this);
        }
    }
}
