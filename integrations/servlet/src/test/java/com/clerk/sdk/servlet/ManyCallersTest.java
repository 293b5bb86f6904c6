package com.clerk.sdk.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A filter that many threads use for many users at a time, whose tokens come in headers and in cookies. Give
 * {@code -Dfilter.requests=1000000} for a long run.
 */
class ManyCallersTest {
    private static final int THREADS = 64;
    private static final int USERS = 1000;
    private static final int REQUESTS = Integer.getInteger("filter.requests", 64_000);

    private final List<String> tokens = IntStream.range(0, USERS)
            .mapToObj(i -> TestInstance.token("user_" + i)
                    .lifetime(Duration.ofHours(1))
                    .mint())
            .toList();

    @Test
    @Timeout(600)
    void nobodySeesTheCallerOfAnotherRequest() throws Exception {
        var seed = System.nanoTime();
        System.out.println("seed " + seed);
        try (var authenticator = TestInstance.authenticator().build()) {
            var filter = new ClerkFilter(
                    RequestGuard.builder(authenticator).protect("/app/**").build());
            var pool = Executors.newFixedThreadPool(THREADS);
            try {
                var tasks = IntStream.range(0, THREADS)
                        .mapToObj(i -> (Callable<Integer>) () -> send(filter, new Random(seed + i)))
                        .toList();
                int right = 0;
                for (var task : pool.invokeAll(tasks)) {
                    right += task.get();
                }
                assertThat(right).as("requests with seed %d", seed).isEqualTo(REQUESTS / THREADS * THREADS);
            } finally {
                pool.shutdown();
            }
        }
    }

    /** Sends the requests of one thread, and returns how many of them were those of their users. */
    private int send(ClerkFilter filter, Random random) throws Exception {
        int right = 0;
        for (int i = 0; i < REQUESTS / THREADS; i++) {
            int user = random.nextInt(USERS);
            var headers = random.nextBoolean()
                    ? Map.of("authorization", List.of("Bearer " + tokens.get(user)))
                    : Map.of("cookie", List.of("__client_uat=1; __session=" + tokens.get(user)));
            var seen = new String[2];
            filter.doFilter(new Request(headers), new Response(), (request, response) -> {
                Thread.yield();
                seen[0] = Clerk.require(request).subject();
                seen[1] = ((HttpServletRequest) request).getRemoteUser();
            });
            var own = "user_" + user;
            if (own.equals(seen[0]) && own.equals(seen[1])) {
                right++;
            }
        }
        return right;
    }

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            throw new UnsupportedOperationException(method.getName());
        }));
    }

    /** A request without a container. */
    private static final class Request extends HttpServletRequestWrapper {
        private static final HttpServletRequest NOTHING = nothing(HttpServletRequest.class);

        private final Map<String, Object> attributes = new HashMap<>();
        private final Map<String, List<String>> headers;

        Request(Map<String, List<String>> headers) {
            super(NOTHING);
            this.headers = headers;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return Collections.enumeration(headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
        }

        @Override
        public String getMethod() {
            return "GET";
        }

        @Override
        public String getRequestURI() {
            return "/app/page";
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer("https://app.example.com/app/page");
        }

        @Override
        public @Nullable String getQueryString() {
            return null;
        }

        @Override
        public String getContextPath() {
            return "";
        }

        @Override
        public String getServletPath() {
            return "/app/page";
        }

        @Override
        public @Nullable String getPathInfo() {
            return null;
        }

        @Override
        public String getRemoteAddr() {
            return "203.0.113.7";
        }

        @Override
        public DispatcherType getDispatcherType() {
            return DispatcherType.REQUEST;
        }

        @Override
        public @Nullable Object getAttribute(String name) {
            return attributes.get(name);
        }

        @Override
        public void setAttribute(String name, Object value) {
            attributes.put(name, value);
        }
    }

    /** A response without a container. */
    private static final class Response extends HttpServletResponseWrapper {
        private static final HttpServletResponse NOTHING = nothing(HttpServletResponse.class);

        private final Map<String, String> headers = new HashMap<>();

        Response() {
            super(NOTHING);
        }

        @Override
        public void setHeader(String name, String value) {
            headers.put(name, value);
        }

        @Override
        public boolean containsHeader(String name) {
            return headers.containsKey(name);
        }

        @Override
        public Collection<String> getHeaders(String name) {
            return List.of();
        }

        @Override
        public boolean isCommitted() {
            return false;
        }
    }
}
