package com.clerk.sdk.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.web.RawHttp.Response;
import com.clerk.sdk.web.httpserver.ClerkHttpFilter;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clerk's Frontend API under a path of this server, over real connections. */
class FrontendApiProxyTest {
    private static final String SECRET = "sk_test_canary";
    private static final int MAX_BODY = 16 * 1024 * 1024;

    private final MockWebServer clerk = new MockWebServer();
    private HttpServer server;
    private FrontendApiProxy proxy;

    @BeforeEach
    void start() throws IOException {
        clerk.start();
        proxy = FrontendApiProxy.builder(SECRET)
                .frontendApiUrl("http://127.0.0.1:" + clerk.getPort())
                .timeout(Duration.ofSeconds(20))
                .build();
        server = server(proxy);
    }

    private static HttpServer server(FrontendApiProxy proxy) throws IOException {
        return server(RequestGuard.builder(TestInstance.authenticator().build())
                .protect("/**")
                .frontendApiProxy(proxy)
                .build());
    }

    private static HttpServer server(RequestGuard guard) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                })
                .getFilters()
                .add(new ClerkHttpFilter(guard));
        server.start();
        return server;
    }

    @AfterEach
    void stop() {
        server.stop(0);
        proxy.close();
        clerk.close();
    }

    private Response send(String method, String target, String... headers) {
        return RawHttp.send(server.getAddress().getPort(), method, target, headers);
    }

    @Test
    void aRequestGoesToClerkBeforeAnybodyAsksWhoSentIt() throws InterruptedException {
        clerk.enqueue(new MockResponse.Builder().body("hello").build());
        var response = send("GET", "/__clerk/v1/client?a=%2F&b=1", "Host: app.example.com");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("hello");
        assertThat(response.first("x-clerk-auth-status")).isNull();
        var request = clerk.takeRequest();
        assertThat(request.getTarget()).isEqualTo("/v1/client?a=%2F&b=1");
        assertThat(request.getHeaders().get("Clerk-Proxy-Url")).isEqualTo("http://app.example.com/__clerk");
        assertThat(request.getHeaders().get("Clerk-Secret-Key")).isEqualTo(SECRET);
        assertThat(request.getHeaders().get("X-Forwarded-Host")).isEqualTo("app.example.com");
        assertThat(request.getHeaders().get("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(request.getHeaders().get("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(request.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
    }

    @Test
    void aBodyIsPassedOn() throws InterruptedException {
        clerk.enqueue(new MockResponse.Builder().body("{}").build());
        var body = "strategy=password&identifier=ada%40example.com";
        var response = RawHttp.exchange(
                server.getAddress().getPort(),
                "POST /__clerk/v1/client/sign_ins HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
        assertThat(response.status()).isEqualTo(200);
        var request = clerk.takeRequest();
        assertThat(Objects.requireNonNull(request.getBody()).utf8()).isEqualTo(body);
        assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
    }

    /** A request of HTTP/2 need not announce the length of its body (RFC 9113 section 8.1.1). */
    @Test
    void aBodyWithoutAnAnnouncedLengthIsPassedOn() throws Exception {
        for (var body : List.of("", "strategy=password", "x".repeat(100_000))) {
            clerk.enqueue(new MockResponse.Builder().code(201).build());
            var exchange = new HttpTwoExchange(body);
            proxy.forward(exchange);
            assertThat(exchange.status).isEqualTo(201);
            var request = clerk.takeRequest();
            assertThat(Objects.requireNonNull(request.getBody()).utf8()).isEqualTo(body);
            assertThat(request.getHeaders().get("Content-Length"))
                    .isEqualTo(body.length() > 65_536 ? null : String.valueOf(body.length()));
        }
    }

    /** A POST as a server of HTTP/2 has it. */
    private static final class HttpTwoExchange implements ProxyExchange {
        private final String body;
        private int status;

        HttpTwoExchange(String body) {
            this.body = body;
        }

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/__clerk/v1";
        }

        @Override
        public String query() {
            return null;
        }

        @Override
        public String applicationUrl() {
            return "https://app.example.com";
        }

        @Override
        public Map<String, List<String>> headers() {
            return Map.of("content-type", List.of("application/x-www-form-urlencoded"));
        }

        @Override
        public String clientAddress() {
            return "192.0.2.1";
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public OutputStream respond(int code, Map<String, List<String>> headers) {
            status = code;
            return OutputStream.nullOutputStream();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/__clerk/../x",
                "/__clerk/%2e%2e/x",
                "/__clerk//evil.example/x",
                "/__clerk/..;/x",
                "/__clerk/a%2fb",
                "/__clerk/%5c%5cevil.example",
                "/__clerk/;x=1/v1",
            })
    void aPathThatServersReadDifferentlyGoesNowhere(String path) {
        assertThat(send("GET", path).status()).isIn(400, 401);
        assertThat(clerk.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/__clerkx", "/__CLERK/v1", "/x/__clerk/v1", "/", "/__cler"})
    void anotherPathIsNotTheProxys(String path) {
        assertThat(proxy.serves(path)).isFalse();
        assertThat(send("GET", path).status()).isEqualTo(401);
        assertThat(clerk.getRequestCount()).isZero();
    }

    @Test
    void theHostStaysThatOfClerk() throws InterruptedException {
        for (var target : List.of("/__clerk/@evil.example/x", "/__clerk/v1?@evil.example", "/__clerk")) {
            clerk.enqueue(new MockResponse.Builder().build());
            assertThat(send("GET", target).status()).isEqualTo(200);
            assertThat(clerk.takeRequest().getHeaders().get("Host")).isEqualTo("127.0.0.1:" + clerk.getPort());
        }
    }

    @Test
    void whatAClientClaimsOfItselfStaysHere() throws InterruptedException {
        clerk.enqueue(new MockResponse.Builder().build());
        var forged = List.of(
                "CF-Connecting-IP",
                "X-Real-IP",
                "X-Forwarded-For",
                "X-Forwarded-Port",
                "X-Forwarded",
                "X_Forwarded_For",
                "Clerk_Secret_Key",
                "Transfer_Encoding",
                "Forwarded",
                "True-Client-IP",
                "DO-Connecting-IP",
                "WL-Proxy-Client-IP",
                "X-Azure-ClientIP",
                "CF-IPCountry",
                "X-Original-URL",
                "X-Original-Forwarded-For",
                "X-Rewrite-URL",
                "X-Vercel-Forwarded-For",
                "X-Envoy-External-Address",
                "Clerk-Secret-Key",
                "Clerk-Proxy-Url",
                "X-Of-Connection");
        var lines = new java.util.ArrayList<>(
                forged.stream().map(name -> name + ": forged").toList());
        lines.add("Connection: x-of-connection");
        lines.add("X-Kept: yes");
        lines.add("TE: trailers");
        lines.add("Authorization: Basic Zm9yZ2Vk");
        lines.add("Cookie: JSESSIONID=forged; __client=c; __session_x=s; XSRF-TOKEN=forged");
        lines.add("Cookie: my__client=forged; __cf_bm=f");
        send("GET", "/__clerk/v1", lines.toArray(new String[0]));
        var headers = clerk.takeRequest().getHeaders();
        assertThat(headers.toString()).doesNotContain("forged").doesNotContain("trailers");
        assertThat(headers.get("X-Kept")).isEqualTo("yes");
        assertThat(headers.get("Authorization")).isNull();
        assertThat(headers.get("Cookie")).isEqualTo("__client=c; __session_x=s; __cf_bm=f");
    }

    @Test
    void theTrustedProxyInFrontSaysWhoTheClientIs() throws Exception {
        clerk.enqueue(new MockResponse.Builder().build());
        var behind = server(RequestGuard.builder(TestInstance.authenticator().build())
                .frontendApiProxy(proxy)
                .trustForwardedHeaders(true)
                .build());
        try {
            RawHttp.send(
                    behind.getAddress().getPort(),
                    "GET",
                    "/__clerk/v1",
                    "X-Forwarded-For: 203.0.113.1",
                    "X-Forwarded-For: 203.0.113.2, 203.0.113.3");
            assertThat(clerk.takeRequest().getHeaders().get("X-Forwarded-For")).isEqualTo("203.0.113.3");
        } finally {
            behind.stop(0);
        }
    }

    @Test
    void aHeaderWithoutAValidNameStaysHere() throws InterruptedException {
        clerk.enqueue(new MockResponse.Builder().build());
        assertThat(send("GET", "/__clerk/v1", "X(y): 1", "X y: 2", "X-Kept: yes")
                        .status())
                .isIn(200, 400);
        assertThat(ProxyHeaders.ofRequest(
                        java.util.Map.of("x(y)", List.of("1"), "x y", List.of("2"), "ü", List.of("3"))))
                .isEmpty();
    }

    @Test
    void theSecretKeyVouchesForNoOtherHostThanThoseOfTheApplication() throws IOException {
        clerk.enqueue(new MockResponse.Builder().build());
        var limited = server(RequestGuard.builder(TestInstance.authenticator()
                        .authorizedParties("http://app.example.com")
                        .build())
                .frontendApiProxy(proxy)
                .build());
        int port = limited.getAddress().getPort();
        try {
            var refused = RawHttp.send(port, "GET", "/__clerk/v1", "Host: evil.example");
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body()).contains("authorizedParties").doesNotContain("evil");
            assertThat(clerk.getRequestCount()).isZero();
            assertThat(RawHttp.send(port, "GET", "/__clerk/v1", "Host: app.example.com")
                            .status())
                    .isEqualTo(200);
        } finally {
            limited.stop(0);
        }
    }

    @Test
    void aMalformedHostIsABadRequest() {
        for (var host : List.of("a..b", "[::zz]", "a/b", "x:99999")) {
            assertThat(send("GET", "/__clerk/v1", "Host: " + host).status())
                    .as(host)
                    .isEqualTo(400);
        }
        assertThat(clerk.getRequestCount()).isZero();
    }

    @Test
    void aTokenForClerkIsPassedOn() throws InterruptedException {
        clerk.enqueue(new MockResponse.Builder().build());
        send("GET", "/__clerk/v1", "Authorization: Bearer t");
        assertThat(clerk.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer t");
    }

    @Test
    void everyCookieOfClerkArrivesAndNothingOfTheConnectionOrTheKey() {
        clerk.enqueue(new MockResponse.Builder()
                .headers(Headers.of(
                        "Set-Cookie", "__client=a; Path=/",
                        "Set-Cookie", "__client_uat=1; Path=/",
                        "Set-Cookie", "__session=b; Path=/",
                        "Keep-Alive", "timeout=5",
                        "Connection", "X-Internal",
                        "X-Internal", "1",
                        "Clerk-Secret-Key", SECRET,
                        "Cache-Control", "max-age=60"))
                .body("x")
                .build());
        var response = send("GET", "/__clerk/v1");
        assertThat(response.all("set-cookie"))
                .containsExactly("__client=a; Path=/", "__client_uat=1; Path=/", "__session=b; Path=/");
        assertThat(response.headers()).doesNotContainKeys("keep-alive", "x-internal", "clerk-secret-key");
        assertThat(response.first("cache-control")).isEqualTo("max-age=60");
        assertThat(response.toString()).doesNotContain(SECRET);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Alt-Svc                   | h3=\":443\"",
                "Clear-Site-Data           | \"*\"",
                "NEL                       | {\"report_to\":\"cf\"}",
                "Report-To                 | {\"group\":\"cf\"}",
                "Reporting-Endpoints       | cf=\"https://a.example\"",
                "Service-Worker-Allowed    | /",
                "Strict-Transport-Security | max-age=31536000; includeSubDomains",
            })
    void clerkDoesNotSayHowBrowsersTreatTheWholeApplication(String name, String value) {
        clerk.enqueue(new MockResponse.Builder().addHeader(name, value).build());
        assertThat(send("GET", "/__clerk/v1").first(name.toLowerCase(java.util.Locale.ROOT)))
                .isNull();
    }

    @Test
    void aRedirectWithinClerkStaysWithinTheProxy() {
        var own = "http://127.0.0.1:" + clerk.getPort();
        clerk.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", own + "/npm/x@6.1/a.js?b=%2F")
                .build());
        clerk.enqueue(new MockResponse.Builder()
                .code(302)
                .addHeader("Location", "https://accounts.google.com/o")
                .build());
        assertThat(send("GET", "/__clerk/npm/x@6/a.js", "Host: app.example.com").first("location"))
                .isEqualTo("http://app.example.com/__clerk/npm/x@6.1/a.js?b=%2F");
        assertThat(send("GET", "/__clerk/v1/oauth").first("location")).isEqualTo("https://accounts.google.com/o");
    }

    @ParameterizedTest
    @CsvSource({
        "/npm/x@6.1/a.js?b=%2F#c, http://app.example.com/__clerk/npm/x@6.1/a.js?b=%2F#c",
        "b.js,                    http://app.example.com/__clerk/npm/x@6/b.js",
        "../x@6.1/a.js,           http://app.example.com/__clerk/npm/x@6.1/a.js",
        "?v=2,                    http://app.example.com/__clerk/npm/x@6/a.js?v=2",
        "//evil.example/a.js,     //evil.example/a.js",
        "myapp://callback?x=1,    myapp://callback?x=1",
        "/%0d%0aX-Injected:1,     http://app.example.com/__clerk/%0d%0aX-Injected:1",
    })
    void aRedirectThatNamesOnlyThePathStaysWithinTheProxyToo(String location, String rewritten) {
        clerk.enqueue(new MockResponse.Builder()
                .code(307)
                .addHeader("Location", location)
                .build());
        var response = send("GET", "/__clerk/npm/x@6/a.js", "Host: app.example.com");
        assertThat(response.all("location")).containsExactly(rewritten);
        assertThat(response.first("x-injected")).isNull();
    }

    /**
     * A script asks for its other parts by its exact version, also a page that was opened before the newest release.
     */
    @ParameterizedTest
    @ValueSource(strings = {"@6/dist/clerk.browser.js", "@6.40.0/dist/framework_clerk.browser_1.js"})
    void aScriptOfEachVersionIsPassedOnAndNotStored(String file) throws InterruptedException {
        for (int i = 1; i <= 2; i++) {
            clerk.enqueue(new MockResponse.Builder()
                    .addHeader("Cache-Control", "public, max-age=31536000, immutable")
                    .addHeader("ETag", "\"" + i + "\"")
                    .body("script " + i)
                    .build());
            var response = send("GET", "/__clerk/npm/@clerk/clerk-js" + file);
            assertThat(response.body()).isEqualTo("script " + i);
            assertThat(response.all("cache-control")).containsExactly("public, max-age=31536000, immutable");
            assertThat(response.first("etag")).isEqualTo("\"" + i + "\"");
            assertThat(clerk.takeRequest().getTarget()).isEqualTo("/npm/@clerk/clerk-js" + file);
        }
    }

    @Test
    void aNewerScriptIsAskedForByTheBrowserItself() throws InterruptedException {
        clerk.enqueue(
                new MockResponse.Builder().code(304).addHeader("ETag", "\"1\"").build());
        var response = send("GET", "/__clerk/npm/@clerk/clerk-js@6/dist/clerk.browser.js", "If-None-Match: \"1\"");
        assertThat(response.status()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
        assertThat(clerk.takeRequest().getHeaders().get("If-None-Match")).isEqualTo("\"1\"");
    }

    @Test
    void bodyAndHeadersAgreeAlsoIfClerkCompresses() {
        var bytes = new Buffer().write(new byte[] {31, -117, 8, 0, 1, 2, 3, 4, 5});
        clerk.enqueue(new MockResponse.Builder()
                .addHeader("Content-Encoding", "gzip")
                .body(bytes)
                .build());
        var response = send("GET", "/__clerk/v1");
        assertThat(response.first("content-encoding")).isEqualTo("gzip");
        assertThat(response.first("content-length")).isEqualTo("9");
        assertThat(response.body()).hasSize(9).startsWith("\u001f\u008b");
    }

    @Test
    void aLargeBodyIsStreamed() {
        var size = 50 << 20;
        clerk.enqueue(new MockResponse.Builder()
                .body(new Buffer().write(new byte[size]))
                .build());
        assertThat(send("GET", "/__clerk/v1").body().length()).isEqualTo(size);
    }

    @Test
    void aHeadHasNoBody() {
        clerk.enqueue(
                new MockResponse.Builder().addHeader("Content-Length", "5").build());
        assertThat(send("HEAD", "/__clerk/v1").body()).isEmpty();
    }

    @Test
    void withoutClerkTheClientIsToldSo() throws IOException {
        clerk.close();
        var response = send("GET", "/__clerk/v1");
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.first("cache-control")).isEqualTo("private, no-store");
        assertThat(response.toString()).doesNotContain(SECRET);
    }

    @Test
    void aSilentClerkIsNotWaitedForWithoutEnd() throws IOException {
        try (var impatient = FrontendApiProxy.builder(SECRET)
                .frontendApiUrl("http://127.0.0.1:" + clerk.getPort())
                .timeout(Duration.ofMillis(50))
                .build()) {
            var other = server(impatient);
            try {
                // No response is enqueued, so the server never answers.
                assertThat(RawHttp.send(other.getAddress().getPort(), "GET", "/__clerk/v1")
                                .status())
                        .isEqualTo(504);
            } finally {
                other.stop(0);
            }
        }
    }

    @Test
    void aShortResponseWithoutEndIsNotWaitedForEither() throws Exception {
        clerk.enqueue(new MockResponse.Builder()
                .chunkedBody("x".repeat(6000), 10)
                .throttleBody(1, 10, TimeUnit.MILLISECONDS) // never silent, and a minute long
                .build());
        try (var impatient = impatient(Duration.ofMillis(250))) {
            var other = server(impatient);
            try {
                assertThat(RawHttp.send(other.getAddress().getPort(), "GET", "/__clerk/v1")
                                .status())
                        .isEqualTo(504);
            } finally {
                other.stop(0);
            }
        }
    }

    @Test
    void aLongResponseThatFallsSilentIsCutOffAndDoesNotLookWhole() throws Exception {
        clerk.enqueue(new MockResponse.Builder()
                .chunkedBody("x".repeat(140_000), 10_000)
                .throttleBody(70_000, 5, TimeUnit.SECONDS)
                .build());
        try (var impatient = impatient(Duration.ofSeconds(1))) {
            var other = server(impatient);
            try {
                assertThatIOException().isThrownBy(() -> whole(other));
            } finally {
                other.stop(0);
            }
        }
    }

    private FrontendApiProxy impatient(Duration timeout) {
        return FrontendApiProxy.builder(SECRET)
                .frontendApiUrl("http://127.0.0.1:" + clerk.getPort())
                .timeout(timeout)
                .build();
    }

    @Test
    void aResponseThatBreaksOffDoesNotLookWhole() {
        clerk.enqueue(new MockResponse.Builder()
                .chunkedBody("x".repeat(100_000), 1000)
                .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        assertThatIOException().isThrownBy(() -> whole(server));
    }

    /** Reads a response with a client that tells a body that is whole from one that breaks off. */
    private static String whole(HttpServer server) throws IOException {
        var request = new Request.Builder()
                .url("http://127.0.0.1:" + server.getAddress().getPort() + "/__clerk/v1")
                .build();
        try (var response = new OkHttpClient().newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("The response has not even begun: " + response.code());
            }
            return response.body().string();
        }
    }

    @Test
    void aSlowClerkTakesOnlyAsManyThreadsAsItMay() throws Exception {
        var asked = new CountDownLatch(1);
        var answered = new CountDownLatch(1);
        clerk.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                asked.countDown();
                answered.await();
                return new MockResponse.Builder().build();
            }
        });
        try (var narrow = FrontendApiProxy.builder(SECRET)
                .frontendApiUrl("http://127.0.0.1:" + clerk.getPort())
                .maxConcurrentCalls(1)
                .build()) {
            var other = server(narrow);
            int port = other.getAddress().getPort();
            var pool = Executors.newSingleThreadExecutor();
            try {
                var first = pool.submit(() -> RawHttp.send(port, "GET", "/__clerk/v1"));
                asked.await();
                var second = RawHttp.send(port, "GET", "/__clerk/v1");
                assertThat(second.status()).isEqualTo(503);
                assertThat(second.first("retry-after")).isEqualTo("5");
                answered.countDown();
                assertThat(first.get().status()).isEqualTo(200);
            } finally {
                answered.countDown();
                pool.shutdown();
                other.stop(0);
            }
        }
    }

    @Test
    @Timeout(60)
    void aCallThatHasEndedMakesRoomHoweverItEnded() throws IOException {
        try (var narrow = FrontendApiProxy.builder(SECRET)
                .frontendApiUrl("http://127.0.0.1:" + clerk.getPort())
                .maxConcurrentCalls(1)
                .build()) {
            var other = server(narrow);
            int port = other.getAddress().getPort();
            try {
                clerk.enqueue(new MockResponse.Builder().build());
                assertThat(sendUntilThereIsRoom(port).status()).isEqualTo(200);
                clerk.close();
                for (int i = 0; i < 3; i++) {
                    assertThat(sendUntilThereIsRoom(port).status()).isEqualTo(502);
                }
            } finally {
                other.stop(0);
            }
        }
    }

    /** Sends a request again and again: the one before may make room only after the client has its response. */
    private static Response sendUntilThereIsRoom(int port) {
        var response = RawHttp.send(port, "GET", "/__clerk/v1");
        while (response.status() == 503) {
            response = RawHttp.send(port, "GET", "/__clerk/v1");
        }
        return response;
    }

    private FrontendApiProxy narrow(int calls) {
        return FrontendApiProxy.builder(SECRET)
                .frontendApiUrl("http://127.0.0.1:" + clerk.getPort())
                .maxConcurrentCalls(calls)
                .build();
    }

    /** Opens a connection and sends the beginning of a request. */
    private static Socket open(int port, String request) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private static String post(int length) {
        return "POST /__clerk/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\nx";
    }

    @Test
    @Timeout(60)
    void aClientThatSendsSlowlyTakesNobodysPlace() throws IOException {
        clerk.enqueue(new MockResponse.Builder().build());
        try (var narrow = narrow(1)) {
            var other = server(narrow);
            int port = other.getAddress().getPort();
            try (var first = open(port, post(10));
                    var second = open(port, post(65_536))) {
                assertThat(first.isConnected() && second.isConnected()).isTrue();
                assertThat(RawHttp.send(port, "GET", "/__clerk/v1").status()).isEqualTo(200);
            } finally {
                other.stop(0);
            }
        }
    }

    @Test
    @Timeout(60)
    void aClientThatReadsSlowlyTakesNobodysPlace() throws IOException {
        clerk.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean large = request.getTarget().equals("/large");
                return new MockResponse.Builder()
                        .body(new Buffer().write(new byte[large ? 50 << 20 : 1]))
                        .build();
            }
        });
        try (var narrow = narrow(1)) {
            var other = server(narrow);
            int port = other.getAddress().getPort();
            try (var slow = open(port, "GET /__clerk/large HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                assertThat(slow.getInputStream().read()).isEqualTo('H');
                assertThat(sendUntilThereIsRoom(port).status()).isEqualTo(200);
            } finally {
                other.stop(0);
            }
        }
    }

    @Test
    @Timeout(60)
    void aClientThatIsGoneEndsTheCallToClerk() throws Exception {
        var ended = new CountDownLatch(1);
        try (var upstream = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var toIt = FrontendApiProxy.builder(SECRET)
                        .frontendApiUrl("http://localhost:" + upstream.getLocalPort())
                        .build()) {
            new Thread(() -> sendWithoutEnd(upstream, ended)).start();
            var other = server(toIt);
            try (var client =
                    open(other.getAddress().getPort(), "GET /__clerk/v1 HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
                assertThat(client.getInputStream().readNBytes(1024)).hasSize(1024);
            }
            ended.await();
            other.stop(0);
        }
    }

    /** Sends a response until nobody reads it any more. */
    private static void sendWithoutEnd(ServerSocket upstream, CountDownLatch ended) {
        try (var socket = upstream.accept()) {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(new byte[16 * 1024]);
            }
        } catch (IOException e) {
            ended.countDown();
        }
    }

    @Test
    @Timeout(60)
    void uploadsLeaveRoomForOthers() throws IOException {
        clerk.enqueue(new MockResponse.Builder().build());
        try (var narrow = narrow(4)) {
            var other = server(narrow);
            int port = other.getAddress().getPort();
            try (var first = open(port, post(100_000));
                    var second = open(port, post(100_000))) {
                while (first.getInputStream().available()
                                + second.getInputStream().available()
                        == 0) {
                    Thread.yield();
                }
                var refused = first.getInputStream().available() > 0 ? first : second;
                assertThat(firstLine(refused)).startsWith("HTTP/1.1 503 ");
                assertThat(RawHttp.send(port, "GET", "/__clerk/v1").status()).isEqualTo(200);
            } finally {
                other.stop(0);
            }
        }
    }

    @Test
    void aBodyThatIsAnnouncedAsTooLongGoesNowhere() throws IOException {
        for (var method : List.of("POST", "DELETE")) {
            // The server goes on waiting for the body, so the connection stays open, and one line is all to read.
            try (var socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
                var request = method + " /__clerk/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (MAX_BODY + 1);
                socket.getOutputStream().write((request + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(firstLine(socket)).as(method).startsWith("HTTP/1.1 413 ");
            }
        }
        assertThat(clerk.getRequestCount()).isZero();
    }

    @Test
    void aBodyOfUnknownLengthEndsWhereItIsTooLong() {
        var response = postInChunks(MAX_BODY + 1);
        assertThat(response.status()).isEqualTo(413);
        assertThat(response.body()).contains("longer than 16 MiB");
    }

    @Test
    void theLongestBodyIsPassedOn() throws InterruptedException {
        clerk.enqueue(new MockResponse.Builder().build());
        assertThat(postInChunks(MAX_BODY).status()).isEqualTo(200);
        assertThat(clerk.takeRequest().getBodySize()).isEqualTo(MAX_BODY);
    }

    private Response postInChunks(int size) {
        return RawHttp.exchange(
                server.getAddress().getPort(),
                "POST /__clerk/v1 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(size) + "\r\n" + "x".repeat(size) + "\r\n0\r\n\r\n");
    }

    @Test
    void aMethodThatClerkDoesNotHaveGoesNowhere() {
        assertThat(send("TRACE", "/__clerk/v1").status()).isEqualTo(405);
        assertThat(clerk.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "//", "clerk", "/a/", "/a//b", "/a%2f", "/a b", "/.."})
    void aPathThatWouldServeEverythingOrNothingIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontendApiProxy.builder(SECRET).path(path))
                .withMessageContaining("/__clerk");
    }

    @Test
    void mistakesAreToldWithoutTheKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontendApiProxy.builder("pk_live_canary"))
                .withMessageContaining("sk_")
                .withMessageNotContaining("canary");
        for (var url : List.of("http://frontend.example", "https://a.example/v1", "nonsense")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FrontendApiProxy.builder(SECRET).frontendApiUrl(url));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontendApiProxy.builder(SECRET).timeout(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FrontendApiProxy.builder(SECRET).maxConcurrentCalls(0));
        assertThat(proxy.toString()).doesNotContain("canary");
    }
}
