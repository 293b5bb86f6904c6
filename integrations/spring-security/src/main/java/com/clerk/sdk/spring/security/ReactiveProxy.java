package com.clerk.sdk.spring.security;

import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.ProxyExchange;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.WebResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * The proxy of Clerk's Frontend API in WebFlux. Each request has a thread that reads its body and waits for Clerk.
 * There is a limit of them, so clients who send slowly cannot take all the memory. Safe for use by several threads.
 */
final class ReactiveProxy {
    private static final int CHUNK = 16 * 1024;

    /** The number of buffers of a body that are read ahead. */
    private static final int READ_AHEAD = 4;

    /** The most requests at a time, four times as many as the proxy passes on. */
    static final int MAX_REQUESTS = 256;

    /** How long a client may take to send a body. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final RequestGuard guard;
    private final FrontendApiProxy proxy;
    private final Semaphore places = new Semaphore(MAX_REQUESTS);
    private final Executor threads = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "clerk-proxy");
        thread.setDaemon(true);
        return thread;
    });

    private ReactiveProxy(RequestGuard guard, FrontendApiProxy proxy) {
        this.guard = guard;
        this.proxy = proxy;
    }

    /** Returns the proxy of a guard, or null if it has none. */
    static @Nullable ReactiveProxy of(RequestGuard guard) {
        var proxy = guard.frontendApiProxy();
        return proxy == null ? null : new ReactiveProxy(guard, proxy);
    }

    private static String path(ServerWebExchange exchange) {
        return exchange.getRequest().getPath().pathWithinApplication().value();
    }

    /** Tells whether a request is for the proxy. */
    boolean serves(ServerWebExchange exchange) {
        return proxy.serves(path(exchange));
    }

    /** Passes a request on. The first bytes of the body commit the response, whose status is there by then. */
    Mono<Void> forward(ServerWebExchange exchange, ClerkRequest request, String peer) {
        String origin;
        try {
            origin = guard.origin(request);
        } catch (IllegalArgumentException e) {
            return ExchangeResponses.send(exchange, WebResponse.badRequest(String.valueOf(e.getMessage())));
        }
        var client = guard.clientAddress(request, peer);
        return Mono.defer(() -> places.tryAcquire() ? pass(exchange, origin, client) : busy(exchange));
    }

    private static Mono<Void> busy(ServerWebExchange exchange) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
        response.getHeaders().set("retry-after", "5");
        response.getHeaders().set("cache-control", "private, no-store");
        return response.setComplete();
    }

    private Mono<Void> pass(ServerWebExchange exchange, String origin, String client) {
        var response = exchange.getResponse();
        var place = new Place(places, threads);
        var end = Sinks.<Void>empty();
        return response.writeWith(DataBufferUtils.outputStreamPublisher(
                        body -> forward(new ProxiedExchange(exchange, origin, client, end.asMono(), body)),
                        response.bufferFactory(),
                        place,
                        CHUNK))
                .doFinally(how -> {
                    end.tryEmitEmpty();
                    place.leaveUnlessTaken();
                });
    }

    /** The place of a request. The thread has it that works for the request, also after the client has gone. */
    static final class Place implements Executor {
        private final Semaphore places;
        private final Executor threads;
        private final AtomicBoolean taken = new AtomicBoolean();

        /** Makes one of a place that the caller has acquired. */
        Place(Semaphore places, Executor threads) {
            this.places = places;
            this.threads = threads;
        }

        @Override
        public void execute(Runnable work) {
            taken.set(true);
            try {
                threads.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        places.release();
                    }
                });
            } catch (Error e) { // the system has no thread left
                places.release();
                throw failed(e);
            }
        }

        private void leaveUnlessTaken() {
            if (!taken.getAndSet(true)) {
                places.release();
            }
        }
    }

    private void forward(ProxiedExchange exchange) {
        try {
            proxy.forward(exchange);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // ends the connection, so that the body does not look whole
        } catch (Error e) {
            throw failed(e);
        }
    }

    /** Spring ends the answer for exceptions alone. */
    private static IllegalStateException failed(Error cause) {
        return new IllegalStateException("The proxy of the Frontend API failed.", cause);
    }

    /**
     * A request that goes on to Clerk.
     *
     * @param end completes when nobody waits for the answer any more
     */
    private record ProxiedExchange(
            ServerWebExchange exchange, String origin, String clientAddress, Mono<Void> end, OutputStream answer)
            implements ProxyExchange {
        @Override
        public String method() {
            return exchange.getRequest().getMethod().name();
        }

        @Override
        public String path() {
            return ReactiveProxy.path(exchange);
        }

        @Override
        public @Nullable String query() {
            return exchange.getRequest().getURI().getRawQuery();
        }

        @Override
        public String applicationUrl() {
            return origin + exchange.getRequest().getPath().contextPath().value();
        }

        @Override
        public Map<String, List<String>> headers() {
            var headers = new LinkedHashMap<String, List<String>>();
            // Of the methods of HttpHeaders that read all values, only this one is the same in Spring 6 and 7.
            exchange.getRequest().getHeaders().forEach(headers::put);
            return headers;
        }

        @Override
        public InputStream body() {
            // A client who is gone ends the answer, and not the body that it was sending.
            var tooLate = Mono.firstWithSignal(Mono.delay(PATIENCE).then(), end)
                    .then(Mono.error(() -> new IOException("The body of the request does not end")));
            return DataBufferUtils.subscriberInputStream(
                    exchange.getRequest().getBody().takeUntilOther(tooLate), READ_AHEAD);
        }

        @Override
        public OutputStream respond(int status, Map<String, List<String>> headers) {
            var response = exchange.getResponse();
            response.setStatusCode(HttpStatusCode.valueOf(status));
            headers.forEach((name, values) ->
                    values.forEach(value -> response.getHeaders().add(name, value)));
            return answer;
        }
    }
}
