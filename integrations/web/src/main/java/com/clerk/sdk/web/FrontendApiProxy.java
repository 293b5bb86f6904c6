package com.clerk.sdk.web;

import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * The proxy that serves Clerk's Frontend API from a path of your own server, so that browsers need no other domain:
 *
 * <pre>{@code
 * var proxy = FrontendApiProxy.builder(secretKey).path("/__clerk").build();
 * }</pre>
 *
 * <p>Set the same path as {@link RequestAuthenticator.Builder#proxyUrl}, and as proxy URL in the Clerk Dashboard.
 * Bodies are streamed in both directions. Clerk gets the request itself, with Clerk's own cookies and the address of
 * the client; the address that a client claims, and all other cookies, stay here. It stores nothing.
 *
 * <p>A request with a body of more than 16 MiB gets 413. A request that comes while 64 others wait for Clerk gets 503
 * with {@code Retry-After}, so that a slow Clerk does not take all threads of the server;
 * {@link Builder#maxConcurrentCalls} sets another limit. Slow clients do not count, because bodies of up to 64 KiB are
 * read whole, before a call and after it. Requests with longer bodies have a quarter of the places.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(GsonAdapter.class)
public final class FrontendApiProxy implements AutoCloseable {
    private static final String FRONTEND_API = "https://frontend-api.clerk.dev";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+)+");
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int BUFFER = 16 * 1024;

    /** How many times as long a whole call may take as Clerk may be silent. */
    private static final int CALL_TIMEOUTS = 4;

    private final String path;
    private final HttpUrl target;
    private final String secretKey;
    private final OkHttpClient http;
    private final ProxyPlaces places;

    private FrontendApiProxy(Builder builder) {
        this.path = builder.path;
        this.target = builder.target;
        this.secretKey = builder.secretKey;
        this.places = new ProxyPlaces(builder.maxConcurrentCalls);
        this.http = new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .retryOnConnectionFailure(false)
                .cookieJar(CookieJar.NO_COOKIES)
                .cache(null)
                .connectTimeout(builder.timeout)
                .readTimeout(builder.timeout)
                .writeTimeout(builder.timeout)
                .callTimeout(builder.timeout.multipliedBy(CALL_TIMEOUTS))
                .build();
    }

    /**
     * Returns a builder for the path {@code /__clerk}.
     *
     * @param secretKey the secret key of the instance, which proves to Clerk that the proxy is yours; it is sent to the
     *     Frontend API alone
     * @return a new builder
     */
    public static Builder builder(String secretKey) {
        return new Builder(secretKey);
    }

    /**
     * Tells whether a path belongs to this proxy.
     *
     * @param requestPath a path with its escapes, below the application
     * @return true for the path of the proxy and all below it
     */
    public boolean serves(String requestPath) {
        return requestPath.startsWith(path)
                && (requestPath.length() == path.length() || requestPath.charAt(path.length()) == '/');
    }

    /**
     * Passes a request on to Clerk, and Clerk's response back. Calls Clerk: waits at most 30 seconds for each part of
     * the response, and 2 minutes for all of it, unless the builder says otherwise. If Clerk does not answer, the
     * client gets 502 or 504.
     *
     * @param exchange a request whose path {@link #serves} accepts
     * @throws IOException if the client is gone, or the response breaks off after it has begun; the call to Clerk is
     *     then cancelled, and the connection to the client has to be closed
     */
    public void forward(ProxyExchange exchange) throws IOException {
        var refusal = refusal(exchange);
        if (refusal != null) {
            answer(exchange, refusal);
            return;
        }
        ProxyBody body;
        try {
            body = WITH_BODY.contains(exchange.method()) ? ProxyBody.of(exchange) : null;
        } catch (ProtocolException e) {
            answer(exchange, failure(e));
            return;
        }
        try (var place = places.take(body != null && body.isStreamed())) {
            if (place == null) {
                answer(exchange, busy());
            } else {
                call(exchange, body, place);
            }
        }
    }

    private void call(ProxyExchange exchange, @Nullable ProxyBody body, ProxyPlaces.Place place) throws IOException {
        var call = http.newCall(request(exchange, body));
        Response response;
        try {
            response = call.execute();
        } catch (ProxyBody.ClientException e) {
            throw e;
        } catch (IOException e) {
            answer(exchange, failure(e));
            return;
        }
        try (response) {
            pass(exchange, response, place);
        } catch (IOException e) {
            call.cancel();
            throw e;
        }
    }

    private @Nullable WebResponse refusal(ProxyExchange exchange) {
        if (!serves(exchange.path())) {
            return WebResponse.problem(404, "Not Found", "not-found", "The path does not belong to the proxy.");
        }
        if (!METHODS.contains(exchange.method())) {
            return WebResponse.problem(
                    405, "Method Not Allowed", "method-not-allowed", "The proxy has no such method.");
        }
        if (WITH_BODY.contains(exchange.method()) && ProxyBody.announcedLength(exchange.headers()) > ProxyBody.MAX) {
            return bodyTooLong();
        }
        try {
            return RequestPath.of(below(exchange)).isUnambiguous()
                    ? null
                    : WebResponse.badRequest("The path has parts that servers read differently, such as .. or //.");
        } catch (IllegalArgumentException e) {
            return WebResponse.badRequest("The path is malformed.");
        }
    }

    /** Returns the path below that of the proxy. */
    private String below(ProxyExchange exchange) {
        var rest = exchange.path().substring(path.length());
        return rest.isEmpty() ? "/" : rest;
    }

    private static WebResponse bodyTooLong() {
        return WebResponse.problem(
                413, "Content Too Large", "body-too-long", "The body of the request is longer than 16 MiB.");
    }

    private static WebResponse busy() {
        return WebResponse.problem(
                        503, "Service Unavailable", "busy", "The proxy already passes on as many requests as it may.")
                .with("retry-after", WebResponse.RETRY_AFTER);
    }

    private static WebResponse failure(IOException e) {
        if (e instanceof ProxyBody.TooLongException) {
            return bodyTooLong();
        }
        if (e instanceof ProtocolException) {
            return WebResponse.problem(
                    500,
                    "Internal Server Error",
                    "body-missing",
                    "The body of the request is shorter than announced: a filter before the proxy has read it.");
        }
        return e instanceof InterruptedIOException
                ? WebResponse.problem(504, "Gateway Timeout", "timeout", "Clerk did not answer in time.")
                : WebResponse.problem(502, "Bad Gateway", "unreachable", "Clerk could not be reached.");
    }

    private static void answer(ProxyExchange exchange, WebResponse response) throws IOException {
        try (var body = exchange.respond(response.status(), response.headers())) {
            body.write(response.body());
        }
    }

    private Request request(ProxyExchange exchange, @Nullable ProxyBody body) {
        // The host cannot change: only path and query of the target are set.
        var url = target.newBuilder()
                .encodedPath(below(exchange))
                .encodedQuery(exchange.query())
                .build();
        var request = new Request.Builder().url(url);
        ProxyHeaders.ofRequest(exchange.headers())
                .forEach((name, values) -> values.stream()
                        .filter(FrontendApiProxy::isPrintable)
                        .forEach(value -> request.addHeader(name, value)));
        var application = HttpUrl.get(exchange.applicationUrl());
        request.header("Clerk-Proxy-Url", exchange.applicationUrl() + path)
                .header("Clerk-Secret-Key", secretKey)
                .header("X-Forwarded-For", exchange.clientAddress())
                .header("X-Forwarded-Host", hostAndPort(application))
                .header("X-Forwarded-Proto", application.scheme())
                .header("Accept-Encoding", "identity"); // set here, so that OkHttp leaves every body as it is
        return request.method(exchange.method(), body).build();
    }

    private static boolean isPrintable(String value) {
        return value.chars().allMatch(c -> c == '\t' || c >= ' ' && c < 0x7f);
    }

    private static String hostAndPort(HttpUrl url) {
        boolean usual = url.port() == HttpUrl.defaultPort(url.scheme());
        var host = url.host().indexOf(':') >= 0 ? "[" + url.host() + "]" : url.host();
        return usual ? host : host + ":" + url.port();
    }

    /** Passes the response on. Once Clerk has sent a short one, a client that reads slowly keeps no other waiting. */
    private void pass(ProxyExchange exchange, Response response, ProxyPlaces.Place place) throws IOException {
        var content = response.body().byteStream();
        byte[] start;
        try {
            start = content.readNBytes(ProxyBody.SHORT);
        } catch (IOException e) {
            answer(exchange, failure(e));
            return;
        }
        place.close();
        var headers =
                new LinkedHashMap<>(ProxyHeaders.ofResponse(response.headers().toMultimap()));
        var location = response.header("Location");
        if (location != null) {
            headers.put(
                    "location", List.of(rewritten(location, response.request().url(), exchange)));
        }
        var body = exchange.respond(response.code(), headers);
        if (!exchange.method().equals("HEAD")) {
            body.write(start);
            copy(content, body);
        }
        body.close(); // not after an exception: a body that breaks off must not look whole
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            to.write(buffer, 0, read);
            to.flush();
        }
    }

    /**
     * Leads a redirect to the Frontend API through this proxy too, also if it names only the path (RFC 9110 10.2.2).
     */
    private String rewritten(String location, HttpUrl from, ProxyExchange exchange) {
        var url = from.resolve(location);
        if (url == null || !url.host().equals(target.host()) || url.port() != target.port()) {
            return location;
        }
        var origin =
                url.newBuilder().encodedPath("/").query(null).fragment(null).build();
        return exchange.applicationUrl()
                + path
                + url.toString().substring(origin.toString().length() - 1);
    }

    /** Closes the connections to Clerk. */
    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    /** Builds a {@link FrontendApiProxy}. Not safe for use by several threads. */
    @JsonAdapter(GsonAdapter.class)
    public static final class Builder {
        private final String secretKey;
        private String path = "/__clerk";
        private HttpUrl target = HttpUrl.get(FRONTEND_API);
        private Duration timeout = Duration.ofSeconds(30);
        private int maxConcurrentCalls = 64;

        private Builder(String secretKey) {
            this.secretKey = Objects.requireNonNull(secretKey, "secretKey");
            if (!secretKey.startsWith("sk_") || !secretKey.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException(
                        "The proxy needs the secret key (sk_…) of the instance. It is on the API "
                                + "keys page of the Clerk Dashboard.");
            }
        }

        /**
         * Sets the path of the proxy.
         *
         * @param path a path such as {@code /__clerk}, below the application, without a slash at the end
         * @return this builder
         * @throws IllegalArgumentException if this is not such a path
         */
        public Builder path(String path) {
            if (!PATH.matcher(path).matches()) {
                throw new IllegalArgumentException(
                        "The path of the proxy must be a path of letters, digits, _ and -, such as "
                                + "/__clerk, without a slash at the end.");
            }
            this.path = path;
            return this;
        }

        /**
         * Sets the URL of the Frontend API, for a test server.
         *
         * @param url an absolute URL without a path; plain http only for loopback addresses
         * @return this builder
         * @throws IllegalArgumentException if this is not such a URL
         */
        public Builder frontendApiUrl(String url) {
            var parsed = HttpUrl.parse(url);
            boolean loopback =
                    parsed != null && Set.of("localhost", "127.0.0.1", "::1").contains(parsed.host());
            if (parsed == null || !parsed.encodedPath().equals("/") || !parsed.isHttps() && !loopback) {
                throw new IllegalArgumentException(
                        "The URL of the Frontend API must have https, unless it is on this machine, "
                                + "and no path, such as https://frontend-api.clerk.dev.");
            }
            this.target = parsed;
            return this;
        }

        /**
         * Sets how long Clerk may be silent. A whole call, from the first byte of the request to the last of the
         * response, may take four times as long.
         *
         * @param timeout time to connect, and for each part of the response; 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if the time is zero or negative
         */
        public Builder timeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("The timeout of the proxy must be more than zero, not " + timeout);
            }
            this.timeout = timeout;
            return this;
        }

        /**
         * Sets how many requests may wait for Clerk at a time. Each holds a thread of the server; further ones get 503.
         * Set it well below the number of those threads. A quarter of them, or at least one, may have a body of more
         * than 64 KiB.
         *
         * @param calls a number of requests; 64 by default
         * @return this builder
         * @throws IllegalArgumentException if the number is zero or negative
         */
        public Builder maxConcurrentCalls(int calls) {
            if (calls <= 0) {
                throw new IllegalArgumentException(
                        "The proxy must be allowed to pass on at least one request at a time, not " + calls + ".");
            }
            this.maxConcurrentCalls = calls;
            return this;
        }

        /**
         * Builds the proxy.
         *
         * @return the proxy
         */
        public FrontendApiProxy build() {
            return new FrontendApiProxy(this);
        }
    }
}
