package com.clerk.sdk.web.httpserver;

import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.web.TestInstance.admin;
import static com.clerk.sdk.web.TestInstance.bearer;
import static com.clerk.sdk.web.TestInstance.cookies;
import static com.clerk.sdk.web.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import com.clerk.sdk.web.RawHttp;
import com.clerk.sdk.web.RawHttp.Response;
import com.clerk.sdk.web.RequestGuard;
import com.clerk.sdk.web.TestInstance;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests to the HTTP server of the JDK, over real connections. */
class ClerkHttpFilterTest {
    private static final String PAGE = "Accept: text/html,*/*";

    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdown();
        authenticator.close();
    }

    private RequestGuard.Builder guard() {
        return RequestGuard.builder(authenticator)
                .protect("/app/**")
                .require("/admin/**", role("org:admin"))
                .withoutRedirects("/health");
    }

    private void start(RequestGuard guard, HttpHandler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(threads);
        server.createContext("/", handler).getFilters().add(new ClerkHttpFilter(guard));
        server.start();
    }

    private static void whoAmI(HttpExchange exchange) throws IOException {
        Auth auth = ClerkHttpFilter.auth(exchange);
        answer(exchange, auth == null ? "nobody" : auth.subject());
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        var body = text.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(200, head ? -1 : body.length);
        if (!head) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private Response send(String method, String target, String... headers) {
        return RawHttp.send(Objects.requireNonNull(server).getAddress().getPort(), method, target, headers);
    }

    @Test
    void anOpenPathIsPassedOn() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        var response = send("GET", "/open");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("nobody");
        assertThat(response.first("x-clerk-auth-status")).isEqualTo("signed-out");
        assertThat(response.first("cache-control")).isEqualTo("private, no-store");
        assertThat(send("GET", "/open", bearer(token("user_1"))).body()).isEqualTo("user_1");
        assertThat(send("GET", "/open", cookies(token("user_2"))).body()).isEqualTo("user_2");
    }

    /** A browser that comes back from Clerk to a production instance brings a nonce, and gets cookies for it. */
    @Test
    void aResponseWithCookiesOfASessionIsNeverStored() {
        var session = "__session=" + token("user_1").mint() + "; Path=/";
        try (var clerk = ClerkServer.builder()
                        .secretKey("sk_live_x")
                        .keys(TestInstance.KEYS)
                        .start();
                var live = TestInstance.authenticator()
                        .secretKey("sk_live_x")
                        .apiUrl(clerk.apiUrl())
                        .build()) {
            clerk.stub(
                    "GET /clients/handshake_payload",
                    StubResponse.json(200, "{\"directives\":[\"" + session + "\",\"__client_uat=1; Path=/\"]}"));
            start(RequestGuard.builder(live).build(), exchange -> {
                exchange.getResponseHeaders().add("Set-Cookie", "own=1");
                for (var name : List.of("Cache-Control", "CDN-Cache-Control", "Surrogate-Control")) {
                    exchange.getResponseHeaders().set(name, "max-age=600");
                }
                exchange.getResponseHeaders().set("Expires", "Thu, 01 Jan 2099 00:00:00 GMT");
                answer(exchange, "page");
            });
            var response = send("GET", "/page", PAGE, "Cookie: __clerk_handshake_nonce=n");
            assertThat(response.body()).isEqualTo("page");
            assertThat(response.all("set-cookie")).contains(session, "__client_uat=1; Path=/", "own=1");
            assertThat(response.all("cache-control")).containsExactly("private, no-store");
            assertThat(response.headers()).doesNotContainKeys("cdn-cache-control", "surrogate-control", "expires");
        }
    }

    @Test
    void aHandlerThatAsksNobodyIsLeftAlone() {
        start(guard().build(), exchange -> answer(exchange, "asset"));
        assertThat(send("GET", "/asset.js", cookies(token("user_1"))).first("cache-control"))
                .isNull();
    }

    @Test
    void aProtectedPathRefusesAProgramAndSendsAPersonToSignIn() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        var program = send("GET", "/app/x");
        assertThat(program.status()).isEqualTo(401);
        assertThat(program.first("www-authenticate")).isEqualTo("Bearer");
        assertThat(program.first("content-type")).isEqualTo("application/problem+json");
        assertThat(program.first("cache-control")).isEqualTo("private, no-store");
        assertThat(program.body()).contains("\"status\":401");
        var head = send("HEAD", "/app/x");
        assertThat(head.status()).isEqualTo(401);
        assertThat(head.body()).isEmpty();
        var person = send("GET", "/app/x?a=%2F&b=1", PAGE);
        assertThat(person.status()).isEqualTo(307);
        assertThat(person.first("location"))
                .matches("http://localhost:[0-9]+/sign-in\\?redirect_url=http.*app%2Fx%3Fa%3D%252F%26b%3D1");
        assertThat(send("GET", "/app/x", PAGE, "Authorization: Bearer rubbish").status())
                .isEqualTo(401);
        assertThat(send("GET", "/app/x", bearer(token("user_1"))).status()).isEqualTo(200);
    }

    @Test
    void aRuleRequiresARole() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        assertThat(send("GET", "/admin/x").status()).isEqualTo(401);
        var member = send("GET", "/admin/x", bearer(token("user_1")));
        assertThat(member.status()).isEqualTo(403);
        assertThat(member.body()).contains("role org:admin");
        var admin = send("GET", "/admin/x", bearer(admin()));
        assertThat(admin.status()).isEqualTo(200);
        assertThat(admin.first("cache-control")).isEqualTo("private, no-store");
    }

    @Test
    void aHandlerLocksItself() {
        start(RequestGuard.builder(authenticator).build(), exchange -> {
            var auth = ClerkHttpFilter.require(exchange, role("org:admin"));
            answer(exchange, auth.subject());
        });
        assertThat(send("GET", "/x").status()).isEqualTo(401);
        assertThat(send("GET", "/x", PAGE).status()).isEqualTo(307);
        assertThat(send("GET", "/x", bearer(token("user_1"))).status()).isEqualTo(403);
        assertThat(send("GET", "/x", bearer(admin())).body()).isEqualTo("user_admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ADMIN/x",
                "//admin/x",
                "/x/../admin",
                "/admin;x=1",
                "/%61dmin/x",
                "/admin%2fx",
                "/admin/..;x=1/me"
            })
    void aProtectedPathIsProtectedHoweverItIsWritten(String path) {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        assertThat(send("GET", path).status()).isIn(400, 401);
        assertThat(send("GET", path, bearer(token("user_1"))).status()).isIn(400, 403);
    }

    @Test
    void aMalformedRequestIsRefusedBeforeAnythingLooksAtIt() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        assertThat(send("GET", "/a%00b").status()).isEqualTo(400);
        assertThat(send("GET", "/x", "Host: x\"><script>").status()).isEqualTo(400);
        assertThat(send("GET", "/x", "Host: a/b").status()).isEqualTo(400);
        assertThat(send("GET", "/x", "Host: user@host").status()).isEqualTo(400);
    }

    @Test
    void forwardedHeadersOfAnybodyDoNotCount() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        var forged = "X-Forwarded-Host: evil.example";
        assertThat(send("GET", "/app/x", PAGE, forged).first("location")).doesNotContain("evil.example");
        Objects.requireNonNull(server).stop(0);
        start(guard().trustForwardedHeaders(true).build(), ClerkHttpFilterTest::whoAmI);
        assertThat(send("GET", "/app/x", PAGE, "X-Forwarded-Host: app.example.com", "X-Forwarded-Proto: https")
                        .first("location"))
                .startsWith("https://app.example.com/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fapp%2Fx");
    }

    /** A handler of this server usually answers all methods alike, so it would show a protected path to everybody. */
    @Test
    void thePreflightOfAnotherOriginIsNotPassedOnToAHandlerThatIsProtected() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        var preflight = new String[] {"Origin: https://a.example", "Access-Control-Request-Method: POST"};
        assertThat(send("OPTIONS", "/app/x", preflight).status()).isEqualTo(401);
        assertThat(send("OPTIONS", "/open", preflight).status()).isEqualTo(200);
    }

    @Test
    void theSignInPageItselfIsOpen() {
        start(guard().protect("/**").build(), ClerkHttpFilterTest::whoAmI);
        assertThat(send("GET", "/sign-in?x=1", PAGE).status()).isEqualTo(200);
        assertThat(send("GET", "/sign-in/factor-one", PAGE).status()).isEqualTo(200);
        assertThat(send("GET", "/other", PAGE).status()).isEqualTo(307);
        assertThat(send("GET", "/other?x=/sign-in", PAGE).status()).isEqualTo(307);
        for (var path :
                List.of("/sign-in/..;/admin", "/sign-in/%2e%2e/admin", "/sign-in/../admin", "/sign-in;/admin")) {
            assertThat(send("GET", path, PAGE).status()).as(path).isNotEqualTo(200);
        }
    }

    private Response post(String target, String body, String... headers) {
        int port = Objects.requireNonNull(server).getAddress().getPort();
        return RawHttp.exchange(
                port,
                "POST " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n"
                        + String.join("\r\n", headers) + "\r\n"
                        + cookies(token("user_1").expired())
                        + "\r\nSec-Fetch-Dest: document\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/x?a=1&n=url", "/lock?a=1&n=url"})
    void aFormWithAnExpiredTokenIsOfferedAgain(String target) {
        start(guard().build(), exchange -> {
            ClerkHttpFilter.require(exchange);
            answer(exchange, "sent");
        });
        var page = post(target, "n=%22%C3%BC+x&&n=2&empty", "Sec-Fetch-Site: same-origin");

        assertThat(page.status()).isEqualTo(401);
        assertThat(page.first("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(new String(page.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .contains(target.replace("&", "&amp;") + "\"")
                .contains("name=\"n\" value=\"&quot;ü x\"><input type=\"hidden\" name=\"n\" value=\"2\">"
                        + "<input type=\"hidden\" name=\"empty\" value=\"\"><button>")
                .doesNotContain("name=\"a\"", "value=\"url\"");
        assertThat(post(target, "n=1", "Sec-Fetch-Site: cross-site").body()).doesNotContain("<form");
    }

    @Test
    void aFormThatCannotBeReadIsRefusedAsEverythingElse() {
        start(guard().build(), ClerkHttpFilterTest::whoAmI);
        for (var body : List.of("n=%zz", "n=" + "x".repeat(300_000), "n=&".repeat(2000), "n=" + "x".repeat(700_000))) {
            var refused = post("/app/x", body, "Sec-Fetch-Site: same-origin");
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.first("content-type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000})
    void aFormOfWhichTheHandlerHasReadAPartIsNotOfferedAgain(int bytes) {
        start(guard().build(), exchange -> {
            exchange.getRequestBody().readNBytes(bytes);
            ClerkHttpFilter.require(exchange);
        });
        assertThat(post("/lock", "note=1", "Sec-Fetch-Site: same-origin").first("content-type"))
                .isEqualTo("application/problem+json");
    }

    private static HttpHandler behind(RequestGuard second) {
        return exchange -> new ClerkHttpFilter(second)
                .doFilter(exchange, new com.sun.net.httpserver.Filter.Chain(List.of(), ClerkHttpFilterTest::whoAmI));
    }

    @Test
    void aSecondFilterOfTheSameGuardAuthenticatesNobodyAgain() {
        var guard = guard().build();
        start(guard, behind(guard));
        var response = send("GET", "/open");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.all("x-clerk-auth-status")).hasSize(1);
    }

    @Test
    void aSecondFilterWithAnotherGuardHasItsOwnRules() {
        start(guard().build(), behind(guard().protect("/open").build()));
        assertThat(send("GET", "/open").status()).isEqualTo(401);
        assertThat(send("GET", "/open", bearer(token("user_1"))).body()).isEqualTo("user_1");
    }

    @Test
    void aHandlerWithoutTheFilterSaysWhatIsMissing() throws IOException {
        var bare = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try {
            var said = new java.util.concurrent.CompletableFuture<Throwable>();
            bare.createContext("/", exchange -> {
                try {
                    ClerkHttpFilter.auth(exchange);
                } catch (IllegalStateException e) {
                    said.complete(e);
                }
                answer(exchange, "");
            });
            bare.start();
            RawHttp.send(bare.getAddress().getPort(), "GET", "/");
            assertThatIllegalStateException()
                    .isThrownBy(() -> {
                        throw said.join();
                    })
                    .withMessageContaining("getFilters().add(new ClerkHttpFilter(guard))");
        } finally {
            bare.stop(0);
        }
    }

    @Test
    void nobodySeesTheCallerOfAnotherRequest() throws Exception {
        start(guard().build(), exchange -> {
            var before = ClerkHttpFilter.require(exchange).subject();
            Thread.yield();
            answer(exchange, before + " " + ClerkHttpFilter.require(exchange).subject());
        });
        var tokens =
                IntStream.range(0, 8).mapToObj(i -> bearer(token("user_" + i))).toList();
        var requests = IntStream.range(0, 400)
                .mapToObj(i -> (Callable<String>)
                        () -> send("GET", "/app/x", tokens.get(i % 8)).body())
                .toList();
        var pool = Executors.newFixedThreadPool(16);
        try {
            var answers = pool.invokeAll(requests);
            for (int i = 0; i < requests.size(); i++) {
                assertThat(answers.get(i).get()).isEqualTo("user_" + i % 8 + " user_" + i % 8);
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void theCurrentUserIsFetchedOnceAndOnlyWhenAskedFor() {
        try (var clerkServer = ClerkServer.start();
                var clerk = ClerkBackend.builder()
                        .apiUrl(clerkServer.apiUrl())
                        .secretKey(clerkServer.secretKey())
                        .authentication(a -> a.jwtKey(clerkServer.publicKeyPem()))
                        .build()) {
            var ada = clerk.users().create(user -> user.firstName("Ada").emailAddress("ada@example.com"));
            var header = "Authorization: Bearer " + clerkServer.sessionToken(ada.id());
            clerkServer.clearRequests();
            start(RequestGuard.builder(clerk).build(), exchange -> {
                if (exchange.getRequestURI().getPath().equals("/me")) {
                    var user = ClerkHttpFilter.currentUser(exchange);
                    assertThat(ClerkHttpFilter.currentUser(exchange)).isSameAs(user);
                    answer(exchange, user == null ? "nobody" : String.valueOf(user.firstName()));
                } else {
                    whoAmI(exchange);
                }
            });
            assertThat(send("GET", "/other", header).body()).isEqualTo(ada.id());
            assertThat(clerkServer.requests()).isEmpty();
            assertThat(send("GET", "/me", header).body()).isEqualTo("Ada");
            assertThat(clerkServer.requests()).hasSize(1);
            assertThat(send("GET", "/me").body()).isEqualTo("nobody");
            assertThat(clerkServer.requests()).hasSize(1);
        }
    }
}
