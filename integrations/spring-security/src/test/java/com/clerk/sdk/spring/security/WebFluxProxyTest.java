package com.clerk.sdk.spring.security;

import static com.clerk.sdk.spring.security.TestInstance.bearer;
import static com.clerk.sdk.spring.security.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.web.FrontendApiProxy;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.config.EnableWebFlux;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;

/** Clerk's Frontend API below a path of a WebFlux application. */
@Timeout(120)
class WebFluxProxyTest {
    private static final String SECRET = "sk_test_canary";

    private static int clerkPort;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer clerk;
    private NettyApplication application;

    @RestController
    static class Handlers {
        @RequestMapping("/api/x")
        String api() {
            return "api";
        }

        @RequestMapping("/open")
        String open() {
            return "open";
        }
    }

    @Configuration
    @EnableWebFlux
    @EnableWebFluxSecurity
    @Import(Handlers.class)
    static class Application {
        @Bean(destroyMethod = "close")
        FrontendApiProxy proxy() {
            return FrontendApiProxy.builder(SECRET)
                    .frontendApiUrl("http://127.0.0.1:" + clerkPort)
                    .build();
        }

        /** Makes the proxy fail as it does when a class is missing. */
        @Bean
        @Order(Ordered.HIGHEST_PRECEDENCE)
        WebFilter failing() {
            return (exchange, chain) -> chain.filter(
                    exchange.getRequest().getHeaders().getFirst("X-Fail") == null
                            ? exchange
                            : exchange.mutate()
                                    .request(new ServerHttpRequestDecorator(exchange.getRequest()) {
                                        @Override
                                        public Flux<DataBuffer> getBody() {
                                            throw new NoClassDefFoundError("made by this test");
                                        }
                                    })
                                    .build());
        }

        @Bean
        SecurityWebFilterChain chain(ServerHttpSecurity http, FrontendApiProxy proxy) {
            return ClerkWebFlux.of(TestInstance.authenticator().build())
                    .frontendApiProxy(proxy)
                    .applyTo(http)
                    .authorizeExchange(rules -> rules.pathMatchers("/open")
                            .permitAll()
                            .anyExchange()
                            .authenticated())
                    .build();
        }
    }

    @BeforeEach
    void start() throws IOException {
        clerk = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        clerk.setExecutor(threads);
        clerk.start();
        clerkPort = clerk.getAddress().getPort();
        application = NettyApplication.start(Application.class);
    }

    @AfterEach
    void stop() {
        application.close();
        clerk.stop(0);
        threads.shutdownNow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + application.port() + path));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Returns a client for one request, as {@link Http} has one for each. */
    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void aRequestGoesToClerkBeforeAuthenticationAndCsrf() throws Exception {
        var seen = new CompletableFuture<String>();
        clerk.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            seen.complete(String.join(
                    " ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Clerk-Proxy-Url"),
                    headers.getFirst("Clerk-Secret-Key"),
                    headers.getFirst("X-Forwarded-For"),
                    headers.getFirst("Cookie")));
            exchange.getResponseHeaders().put("Set-Cookie", List.of("__client=a; Path=/", "__client_uat=1", "other=2"));
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:" + clerkPort + "/v1/next?a=%2F");
            answer(exchange, 307, new byte[0]);
        });
        var response = send(request("/__clerk/v1/client/sign_ins?x=%2F&y=a%20b")
                .header("Cookie", "__client=c; JSESSIONID=private")
                .header("X-Forwarded-For", "203.0.113.9")
                .POST(HttpRequest.BodyPublishers.ofString("identifier=ada")));
        var url = "http://localhost:" + application.port() + "/__clerk";
        assertThat(seen.get(60, TimeUnit.SECONDS))
                .startsWith("POST /v1/client/sign_ins?x=%2F&y=a%20b " + url + " " + SECRET + " ")
                .doesNotContain("203.0.113.9")
                .endsWith(" __client=c");
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).hasValue(url + "/v1/next?a=%2F");
        assertThat(response.headers().allValues("Set-Cookie"))
                .containsExactlyInAnyOrder("__client=a; Path=/", "__client_uat=1", "other=2");
        assertThat(response.headers().map().toString()).doesNotContain(SECRET);
    }

    @Test
    void bodiesOfBothDirectionsArriveByteForByte() throws Exception {
        var sent = new byte[9 * 1024 * 1024 + 1];
        new Random(1).nextBytes(sent);
        clerk.createContext(
                "/", exchange -> answer(exchange, 200, exchange.getRequestBody().readAllBytes()));
        var announced = send(request("/__clerk/v1/x").method("PATCH", HttpRequest.BodyPublishers.ofByteArray(sent)));
        assertThat(announced.statusCode()).isEqualTo(200);
        assertThat(Arrays.equals(announced.body(), sent)).isTrue();
        var chunked = send(request("/__clerk/v1/x")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(sent))));
        assertThat(Arrays.equals(chunked.body(), sent)).isTrue();
    }

    @Test
    void aChainOfSeveralInstancesHasNoProxy() {
        var authenticator = TestInstance.authenticator().build();
        try (var proxy = FrontendApiProxy.builder(SECRET).build()) {
            var several = ClerkWebFlux.of(request -> authenticator);
            assertThatIllegalArgumentException().isThrownBy(() -> several.frontendApiProxy(proxy));
        }
    }

    @Test
    void aResponseToHeadHasNoBody() throws Exception {
        clerk.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        var response = send(request("/__clerk/npm/clerk.js").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("X-Method")).hasValue("HEAD");
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aBodyThatBreaksOffDoesNotLookWhole() {
        clerk.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, 1_000_000);
            exchange.getResponseBody().write(new byte[500_000]);
            exchange.getResponseBody().flush();
            throw new IOException("breaks off for the test");
        });
        assertThatIOException().isThrownBy(() -> send(request("/__clerk/v1/x")));
    }

    @Test
    void withoutClerkTheAnswerIs502() throws Exception {
        clerk.stop(0);
        var response = send(request("/__clerk/v1/x"));
        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.headers().allValues("cache-control")).containsExactly("private, no-store");
    }

    @Test
    void otherPathsAreNotOfTheProxy() throws Exception {
        clerk.createContext("/", exchange -> answer(exchange, 418, new byte[0]));
        for (var path : List.of("/__clerkx", "/api/x", "/__CLERK/v1", "/x/__clerk")) {
            assertThat(send(request(path)).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(application.send("GET", "/api/x", bearer(token("user_1"))).body())
                .isEqualTo("api");
        for (var path : List.of("/__clerk/../api/x", "/__clerk//evil.example/", "/__clerk/%2e%2e/x")) {
            assertThat(send(request(path)).statusCode()).as(path).isIn(400, 401);
        }
    }

    @Test
    void otherRequestsAreAnsweredWhileManyWaitForClerk() throws Exception {
        var held = new CountDownLatch(1);
        var asked = new CountDownLatch(32);
        clerk.createContext("/", exchange -> {
            asked.countDown();
            try {
                held.await(100, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            answer(exchange, 200, new byte[] {1});
        });
        var waiting = IntStream.range(0, 32)
                .mapToObj(i -> client().sendAsync(
                                request("/__clerk/v1/" + i).build(), HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
        assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < 20; i++) {
            assertThat(application.send("GET", "/open").body()).isEqualTo("open");
        }
        held.countDown();
        for (var response : waiting) {
            assertThat(response.get(60, TimeUnit.SECONDS).body()).containsExactly(1);
        }
    }

    @Test
    void aRequestIsAnsweredWhateverFails() throws Exception {
        clerk.createContext("/", exchange -> answer(exchange, 200, new byte[] {1}));
        var failing = request("/__clerk/v1/x")
                .header("X-Fail", "yes")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofString("a"));
        assertThat(send(failing).statusCode()).isEqualTo(500);
    }

    @Test
    void aRequestThatGetsNoThreadGivesItsPlaceBack() throws Exception {
        var places = new Semaphore(1);
        places.acquire();
        var place = new ReactiveProxy.Place(places, task -> {
            throw new OutOfMemoryError("made by this test: no thread");
        });
        assertThatThrownBy(() -> place.execute(() -> {})).hasMessage("The proxy of the Frontend API failed.");
        assertThat(places.availablePermits()).isEqualTo(1);
    }

    @Test
    void clientsWhoSendSlowlyTakeALimitedNumberOfThreads() throws Exception {
        clerk.createContext("/", exchange -> answer(exchange, 200, new byte[] {1}));
        var slow = new ArrayList<Socket>();
        try {
            for (int i = 0; i < ReactiveProxy.MAX_REQUESTS; i++) {
                slow.add(sendBeginning());
            }
            // A request that finds a place keeps a slow client out, so another one has to follow.
            while (status() != 503) {
                slow.add(sendBeginning());
            }
            while (workingThreads() > ReactiveProxy.MAX_REQUESTS) {
                TimeUnit.MILLISECONDS.sleep(20); // one that has just ended its work still counts
            }
            assertThat(application.send("GET", "/open").body()).isEqualTo("open");
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
        while (status() != 200) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /** Sends a request whose body does not end. */
    private Socket sendBeginning() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), application.port());
        var head = "POST /__clerk/v1/x HTTP/1.1\r\nHost: localhost:" + application.port()
                + "\r\nContent-Length: 10\r\n\r\n12345";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private int status() throws Exception {
        return send(request("/__clerk/v1/x")).statusCode();
    }

    /** Returns the number of threads that work for a request. Idle ones, also those of other tests, do not count. */
    private static long workingThreads() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getName().equals("clerk-proxy"))
                .filter(thread -> Stream.of(thread.getValue())
                        .anyMatch(frame -> frame.getClassName().startsWith(ReactiveProxy.class.getName())))
                .count();
    }
}
