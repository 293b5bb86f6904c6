package com.clerk.sdk.client.steps;

import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.errors.ClerkException;
import com.clerk.sdk.errors.RateLimitException;
import com.clerk.sdk.errors.ServerException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP server that a browser comes back to. The browser begins at {@link #start}, which gives it a cookie and sends
 * it to the provider: a request without the cookie comes from another browser or program, and ends nothing. The URL
 * cannot carry the parameter {@code state} of RFC 6749, section 10.12, because Clerk compares it with a list as a
 * whole. The cookie does not replace it: the same browser sends it also if another page opens the URL. So the receiver
 * of a request must check that its nonce belongs to the sign-in that was begun here.
 *
 * @param <T> type of the result that ends the wait
 */
final class LoopbackServer<T> implements AutoCloseable {
    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    private static final int FOUND = 302;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int STATE_BYTES = 16;
    private static final String FAILED = "The sign-in has failed. Please return to the program.";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final BrowserRedirect redirect;
    private final int port;
    private final List<HttpServer> servers;
    private final Function<Return, @Nullable T> receiver;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final String state = random();
    private final ExecutorService threads = Executors.newCachedThreadPool(LoopbackServer::thread);

    /** Fair, so that the end of the time comes after the requests that came before it. */
    private final ReentrantLock oneAtATime = new ReentrantLock(true);

    private volatile @Nullable String target;
    private volatile @Nullable ClerkException lastFailure;

    /**
     * A request to the path of the redirect.
     *
     * @param url the URL, with its parameters
     * @param known whether it comes from the browser that began here
     */
    record Return(HttpUrl url, boolean known) {
        @Nullable
        String parameter(String name) {
            var value = url.queryParameter(name);
            return value == null || value.isEmpty() ? null : value;
        }

        @Override
        public String toString() {
            return "Return(" + known + ")";
        }
    }

    /**
     * Starts to listen.
     *
     * @param redirect the ports and the path
     * @param receiver returns the result of a request, or null to go on waiting. A refusal by Clerk does not end the
     *     wait, because any page can send such a request; the exception of the end has the last one. Other exceptions
     *     end the wait, such as that Clerk cannot be reached
     * @throws StepException if no port is free
     */
    LoopbackServer(BrowserRedirect redirect, Function<Return, @Nullable T> receiver) {
        this.redirect = redirect;
        this.receiver = receiver;
        for (int each : redirect.ports()) {
            var bound = bind(redirect, each);
            if (bound != null) {
                this.port = each;
                this.servers = bound;
                bound.forEach(this::serve);
                return;
            }
        }
        throw StepException.of(
                StepReason.NO_FREE_PORT,
                redirect.ports() + " are taken. Stop the program that has them, or set other ports");
    }

    private static String random() {
        var bytes = new byte[STATE_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Thread thread(Runnable task) {
        var thread = new Thread(task, "clerk-redirect");
        thread.setDaemon(true);
        return thread;
    }

    /** Listens on all loopback addresses that the host name may mean; returns null if the port is taken on one. */
    private static @Nullable List<HttpServer> bind(BrowserRedirect redirect, int port) {
        var bound = new ArrayList<HttpServer>();
        try {
            bound.add(HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(IPV4), port), 0));
            if (redirect.host().equals("localhost") && hasIpv6()) {
                bound.add(HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(IPV6), port), 0));
            }
            return bound;
        } catch (IOException e) {
            // A browser may try ::1 first: the program that has the port there would get the nonce.
            bound.forEach(LoopbackServer::free);
            return null;
        }
    }

    /** Frees a port. A server that was never started would keep it. */
    private static void free(HttpServer server) {
        server.start();
        server.stop(0);
    }

    private static boolean hasIpv6() {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByAddress(IPV6)) != null;
        } catch (IOException e) {
            return false;
        }
    }

    private void serve(HttpServer server) {
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Returns the URL that the browser comes back to. */
    String url() {
        return redirect.url(port);
    }

    /** Opens the browser of the user at a URL of Clerk or a provider. */
    void start(String url) {
        target = url;
        redirect.open(redirect.url(port) + "/" + state);
    }

    /**
     * Waits for the result. If a request is being handled when the time is over, its result counts: the browser and
     * Clerk have done their part.
     *
     * @throws StepException if the time is over, or the thread is interrupted. The last failure of a request is
     *     suppressed in it, or thrown itself if the browser came back without a nonce
     */
    T await() {
        try {
            return resultInTime();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw StepException.of(StepReason.INTERRUPTED, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private T resultInTime() throws InterruptedException, ExecutionException {
        try {
            return result.get(redirect.timeout().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            oneAtATime.lockInterruptibly();
            try {
                result.completeExceptionally(timedOut(e));
            } finally {
                oneAtATime.unlock();
            }
            return result.get();
        }
    }

    private StepException timedOut(TimeoutException cause) {
        var failure = lastFailure;
        if (failure instanceof StepException known && known.reason() == StepReason.REDIRECT_NOT_LISTED) {
            return known;
        }
        var timedOut = StepException.of(StepReason.TIMED_OUT, cause);
        if (failure != null) {
            timedOut.addSuppressed(failure);
        }
        return timedOut;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var url = target;
            if (!exchange.getRequestMethod().equals("GET")) {
                respond(exchange, NOT_FOUND, "Not found");
            } else if (url != null && path.equals(redirect.path() + "/" + state)) {
                sendOn(exchange, url);
            } else if (path.equals(redirect.path())) {
                receive(exchange);
            } else {
                respond(exchange, NOT_FOUND, "Not found");
            }
        }
    }

    private void sendOn(HttpExchange exchange, String url) throws IOException {
        var cookie = cookieName() + "=" + state + "; Path=" + redirect.path() + "; HttpOnly; SameSite=Lax";
        exchange.getResponseHeaders().set("Set-Cookie", cookie);
        exchange.getResponseHeaders().set("Location", url);
        respond(exchange, FOUND, "");
    }

    /** Cookies are for all ports of a host. */
    private String cookieName() {
        return "clerk_redirect_" + port;
    }

    private boolean isKnown(HttpExchange exchange) {
        var expected = cookieName() + "=" + state;
        for (var header : exchange.getRequestHeaders().getOrDefault("Cookie", List.of())) {
            for (var cookie : header.split(";", -1)) {
                if (cookie.strip().equals(expected)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The page is sent before the wait ends, which stops the server. */
    private void receive(HttpExchange exchange) throws IOException {
        oneAtATime.lock();
        try {
            if (result.isDone()) {
                respond(exchange, NOT_FOUND, "This sign-in is over");
            } else {
                receiveNext(exchange);
            }
        } finally {
            oneAtATime.unlock();
        }
    }

    private void receiveNext(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var url = HttpUrl.get(url()).newBuilder().encodedQuery(query).build();
        try {
            var received = receiver.apply(new Return(url, isKnown(exchange)));
            if (received == null) {
                respond(exchange, NOT_FOUND, "Not found");
            } else {
                finish(exchange, "You can close this window and return to the program.");
                result.complete(received);
            }
        } catch (RuntimeException | Error e) {
            fail(exchange, e);
        }
    }

    private void fail(HttpExchange exchange, Throwable failure) throws IOException {
        if (failure instanceof ClerkException refusal && isCausedByRequest(refusal)) {
            lastFailure = refusal;
            respond(exchange, NOT_FOUND, FAILED);
        } else {
            finish(exchange, FAILED);
            result.completeExceptionally(failure);
        }
    }

    /** Returns whether a page can cause a failure by its request, and not only Clerk or the network. */
    private static boolean isCausedByRequest(ClerkException failure) {
        return !(failure instanceof ClerkConnectionException
                || failure instanceof ServerException
                || failure instanceof RateLimitException);
    }

    /** The result counts also if the browser does not wait for its page. */
    private static void finish(HttpExchange exchange, String text) {
        try {
            respond(exchange, OK, text);
        } catch (IOException e) {
            exchange.close();
        }
    }

    private static void respond(HttpExchange exchange, int status, String text) throws IOException {
        var page = "<!doctype html><meta charset=\"utf-8\"><title>Sign-in</title><p>" + text + "</p>";
        var bytes = page.getBytes(StandardCharsets.UTF_8);
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "text/html; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.set("Connection", "close");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** Frees the port at once. */
    @Override
    public void close() {
        // Java's server loses the flag of an interrupted thread when it stops, on JDK 25 for one.
        boolean interrupted = Thread.interrupted();
        servers.forEach(server -> server.stop(0));
        threads.shutdownNow();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
