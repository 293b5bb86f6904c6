package com.clerk.sdk.servlet;

import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.servlet.TestInstance.admin;
import static com.clerk.sdk.servlet.TestInstance.bearer;
import static com.clerk.sdk.servlet.TestInstance.cookies;
import static com.clerk.sdk.servlet.TestInstance.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.servlet.RawHttp.Response;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.StubResponse;
import com.clerk.sdk.web.FrontendApiProxy;
import com.clerk.sdk.web.RequestGuard;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The behaviour of the filter in every container, over real connections. */
abstract class FilterContract {
    private static final String PAGE = "Accept: text/html,*/*";

    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();
    private final TestServlet servlet = new TestServlet();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private int port;

    abstract Container start(Container.Application application);

    @AfterEach
    void close() throws Exception {
        for (var each : opened) {
            each.close();
        }
        authenticator.close();
    }

    final RequestGuard.Builder guard() {
        return RequestGuard.builder(authenticator)
                .protect("/api/**", "/app/**", "/throw-in/**")
                .require("/admin/**", role("org:admin"))
                .withoutRedirects("/health");
    }

    private void run(Filter... filters) {
        run("", filters);
    }

    private void run(String contextPath, Filter... filters) {
        var container = start(new Container.Application(List.of(filters), servlet, contextPath));
        opened.add(container);
        port = container.port();
    }

    final void run(RequestGuard guard) {
        run(new ClerkFilter(guard));
    }

    final Response send(String method, String target, String... headers) {
        return RawHttp.send(port, method, target, headers);
    }

    @Test
    void aRequestWithoutATokenPassesWhereNoRuleIs() {
        run(guard().build());
        var response = send("GET", "/open");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("caller=nobody principal=none remote=null type=null admin=false dispatch=REQUEST");
        assertThat(response.all("x-clerk-auth-status")).containsExactly("signed-out");
        assertThat(response.first("x-clerk-auth-reason")).isEqualTo("session-token-and-uat-missing");
    }

    @Test
    void aProtectedPathIsRefusedInWords() {
        run(guard().build());
        for (var method : List.of("GET", "POST", "DELETE", "HEAD", "OPTIONS")) {
            var response = send(method, "/api/me");
            assertThat(response.status()).as(method).isEqualTo(401);
            assertThat(response.first("content-type")).startsWith("application/problem+json");
            assertThat(response.first("www-authenticate")).isEqualTo("Bearer");
            assertThat(response.first("cache-control")).isEqualTo("private, no-store");
            assertThat(response.body().isEmpty()).isEqualTo(method.equals("HEAD"));
        }
        assertThat(servlet.calls).hasValue(0);
    }

    @Test
    void aTokenMakesAPrincipalWithRoles() {
        run(guard().build());
        assertThat(send("GET", "/api/me", bearer(token("user_1"))).body())
                .isEqualTo("caller=user_1 principal=user_1 remote=user_1 type=CLERK admin=false dispatch=REQUEST");
        assertThat(send("GET", "/admin", cookies(admin())).body()).contains("caller=user_admin", "admin=true");
        assertThat(send("GET", "/admin", bearer(token("user_1"))).status()).isEqualTo(403);
    }

    @Test
    void aBadTokenIsNeverRedirected() {
        run(guard().build());
        var response = send("GET", "/app/x", "Authorization: Bearer rubbish", PAGE);
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.first("www-authenticate")).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void aPersonIsSentToSignInAndBack() {
        run(guard().build());
        var response = send("GET", "/app/x?a=%2F&b=a%20b", PAGE);
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.first("location"))
                .isEqualTo("http://localhost:" + port + "/sign-in?redirect_url=http%3A%2F%2Flocalhost%3A" + port
                        + "%2Fapp%2Fx%3Fa%3D%252F%26b%3Da%2520b");
        assertThat(response.first("cache-control")).isEqualTo("private, no-store");
        assertThat(send("GET", "/app/x", PAGE, "Sec-Purpose: prefetch;prerender")
                        .status())
                .isEqualTo(401);
    }

    /** A development instance, whose browsers visit Clerk first. */
    private ClerkServer development(RequestAuthenticator[] made) {
        var server = ClerkServer.start();
        opened.add(server);
        made[0] = RequestAuthenticator.builder()
                .secretKey(server.secretKey())
                .apiUrl(server.apiUrl())
                .publishableKey(server.publishableKey())
                .jwtKey(server.publicKeyPem())
                .build();
        opened.add(made[0]);
        return server;
    }

    @Test
    void aBrowserVisitsClerkAtMostThreeTimesInARow() {
        var made = new RequestAuthenticator[1];
        development(made);
        run(RequestGuard.builder(made[0])
                .protect("/**")
                .withoutRedirects("/health")
                .build());
        var first = send("GET", "/page", PAGE);
        assertThat(first.status()).isEqualTo(307);
        assertThat(first.first("location")).contains("/v1/client/handshake?redirect_url=");
        assertThat(first.all("set-cookie")).hasSize(1);
        assertThat(first.first("cache-control")).isEqualTo("private, no-store");
        var fourth = send("GET", "/page", PAGE, "Cookie: __clerk_redirect_count=3");
        assertThat(fourth.status()).isEqualTo(401);
        assertThat(fourth.body()).contains("a cache answers for this server");
        assertThat(send("GET", "/health", PAGE).status()).isEqualTo(401);
        var known = send("GET", "/page", PAGE, "Cookie: __clerk_db_jwt=dvb");
        assertThat(known.status()).isEqualTo(307);
        assertThat(known.first("location")).contains("/sign-in?redirect_url=", "__clerk_db_jwt=dvb");
    }

    /** Each tab sends its request before any of them has a response, as when a browser opens the tabs of yesterday. */
    @Test
    void severalTabsThatWakeTogetherAreNotALoop() {
        var made = new RequestAuthenticator[1];
        var server = development(made);
        var session = "__session=" + server.sessionToken("user_1");
        server.stub(
                "GET /clients/handshake_payload",
                StubResponse.json(200, "{\"directives\":[\"" + session + "; Path=/\",\"__client_uat=1; Path=/\"]}"));
        run(RequestGuard.builder(made[0]).protect("/**").build());
        var jar = "Cookie: __clerk_db_jwt=dvb; __client_uat=1";
        var tabs = IntStream.range(0, 5).mapToObj(i -> "/page?tab=" + i).toList();
        for (var tab : tabs) {
            var sent = send("GET", tab, PAGE, jar);
            assertThat(sent.first("location")).contains("/v1/client/handshake?redirect_url=");
            assertThat(sent.first("set-cookie")).startsWith("__clerk_redirect_count=1;");
        }
        for (var tab : tabs) {
            var back = send("GET", tab + "&__clerk_handshake_nonce=n", PAGE, jar + "; __clerk_redirect_count=1");
            assertThat(back.first("location")).endsWith(tab);
        }
        for (var tab : tabs) {
            var page = send("GET", tab, PAGE, jar + "; __clerk_redirect_count=1; " + session);
            assertThat(page.body()).contains("caller=user_1");
        }
    }

    @Test
    void aBrowserComesBackWithItsCookiesToTheSamePage() {
        var made = new RequestAuthenticator[1];
        var server = development(made);
        var session = "__session=" + server.sessionToken("user_1") + "; Path=/";
        server.stub(
                "GET /clients/handshake_payload",
                StubResponse.json(200, "{\"directives\":[\"" + session + "\",\"__client_uat=1; Path=/\"]}"));
        run(RequestGuard.builder(made[0]).protect("/**").build());
        var response = send("GET", "/page?x=%2F&y=a%20b&__clerk_handshake_nonce=n", PAGE);
        assertThat(response.status()).isEqualTo(307);
        assertThat(response.first("location")).isEqualTo("http://localhost:" + port + "/page?x=%2F&y=a%20b");
        assertThat(response.all("set-cookie")).containsExactly(session, "__client_uat=1; Path=/");
    }

    /** A production instance, whose browsers come back from Clerk with cookies on an ordinary page. */
    private void runWithCookies(String... directives) {
        runWithCookies(List.of(), directives);
    }

    private void runWithCookies(List<Filter> first, String... directives) {
        var server = ClerkServer.builder()
                .secretKey("sk_live_x")
                .keys(TestInstance.KEYS)
                .start();
        opened.add(server);
        var live = TestInstance.authenticator()
                .secretKey("sk_live_x")
                .apiUrl(server.apiUrl())
                .build();
        opened.add(live);
        var json = new StringBuilder();
        for (var directive : directives) {
            json.append(json.isEmpty() ? "\"" : ",\"").append(directive).append('"');
        }
        server.stub("GET /clients/handshake_payload", StubResponse.json(200, "{\"directives\":[" + json + "]}"));
        var filters = new ArrayList<>(first);
        filters.add(new ClerkFilter(RequestGuard.builder(live)
                .require("/forbidden", role("org:admin"))
                .build()));
        run(filters.toArray(Filter[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "flush", "length", "length-header", "full"})
    void aResponseWithCookiesOfASessionIsNeverStored(String way) {
        var session = "__session=" + token("user_1").mint() + "; Path=/";
        runWithCookies(session, "__client_uat=1; Path=/");
        // The nonce is in a cookie here, so that the query is free.
        var response = send("GET", "/public?" + way, PAGE, "Cookie: __clerk_handshake_nonce=n");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.all("set-cookie")).containsExactly(session, "__client_uat=1; Path=/", "own=1; Path=/");
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
        assertThat(response.first("expires")).isNull();
        assertThat(response.headers())
                .doesNotContainKeys("cdn-cache-control", "example-cdn-cache-control", "surrogate-control");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/async-public", "/async-timeout", "/async?to=/public", "/forward?to=/public"})
    void aResponseWithCookiesIsNeverStoredWhoeverWritesIt(String path) {
        var session = "__session=" + token("user_1").mint() + "; Path=/";
        runWithCookies(session, "__client_uat=1; Path=/");
        var response = send("GET", path, PAGE, "Cookie: __clerk_handshake_nonce=n");
        assertThat(response.body()).isEqualTo("page");
        assertThat(response.all("set-cookie")).containsExactly(session, "__client_uat=1; Path=/", "own=1; Path=/");
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
        assertThat(response.headers()).doesNotContainKeys("expires", "cdn-cache-control");
    }

    /** It would count more than the {@code Cache-Control} of the filter (RFC 9213). */
    @Test
    void aHeaderOfAnEarlierFilterLetsNoCacheStoreCookies() {
        Filter first = (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("CDN-Cache-Control", "max-age=600");
            chain.doFilter(request, response);
        };
        runWithCookies(List.of(first), "__session=" + token("user_1").mint() + "; Path=/");
        var response = send("GET", "/page", PAGE, "Cookie: __clerk_handshake_nonce=n");
        assertThat(response.all("cdn-cache-control")).containsExactly("no-store");
    }

    /** Servlet 5.0 section 9.7.2: after startAsync() without arguments, it need not keep its response. */
    @Test
    void anEarlierFilterMayReleaseItsResponseBeforeAnAsynchronousOneIsWritten() {
        Filter first = (request, response, chain) ->
                chain.doFilter(request, new HttpServletResponseWrapper((HttpServletResponse) response) {
                    @Override
                    public ServletOutputStream getOutputStream() {
                        throw new IllegalStateException("released");
                    }
                });
        run(first, new ClerkFilter(guard().build()));
        assertThat(send("GET", "/async-public").body()).isEqualTo("page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/page", "/forbidden", "/throw", "/send-error", "/reset", "/public?error", "/lock"})
    void cookiesAreSetWhateverBecomesOfTheRequest(String path) {
        var session = "__session=" + token("user_1").mint() + "; Path=/";
        runWithCookies(session, "__client_uat=1; Path=/");
        var response = send("GET", path, PAGE, "Cookie: __clerk_handshake_nonce=n");
        assertThat(response.all("set-cookie"))
                .contains(session, "__client_uat=1; Path=/")
                .doesNotHaveDuplicates();
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
    }

    @Test
    void whatDependsOnTheCallerIsNotStoredAndWhatDoesNotIsLeftAlone() {
        run(guard().build());
        assertThat(send("GET", "/open").first("cache-control")).isEqualTo("private, no-store");
        assertThat(send("GET", "/open", cookies(token("user_1"))).first("cache-control"))
                .isEqualTo("private, no-store");
        assertThat(send("GET", "/asset.js", cookies(token("user_1"))).first("cache-control"))
                .isEqualTo("public, max-age=600");
        assertThat(send("GET", "/body").first("cache-control")).isNull();
    }

    @Test
    void aRequestIsAuthenticatedOnceHoweverOftenItIsDispatched() {
        var server = ClerkServer.start();
        opened.add(server);
        var clerk = ClerkBackend.builder()
                .apiUrl(server.apiUrl())
                .secretKey(server.secretKey())
                .authentication(a -> a.acceptTokens(TokenType.SESSION_TOKEN, TokenType.API_KEY))
                .build();
        opened.add(clerk);
        var user = clerk.users()
                .create(params -> params.emailAddress("ada@example.com"))
                .id();
        var key = "Authorization: Bearer " + server.apiKey(user);
        var guard = RequestGuard.builder(clerk).build();
        run(new ClerkFilter(guard), new ClerkFilter(guard));
        for (var path : List.of("/open", "/forward?to=/x", "/include?to=/x", "/async?to=/x", "/throw", "/send-error")) {
            server.clearRequests();
            var response = send("GET", path, key);
            assertThat(server.requests()).as(path).hasSize(1);
            assertThat(response.body()).as(path).contains("caller=" + user + " principal=" + user, "type=CLERK");
        }
        assertThat(send("GET", "/throw", key).status()).isEqualTo(500);
        assertThat(send("GET", "/send-error", key).status()).isEqualTo(418);
    }

    @Test
    void aSecondFilterWithAnotherGuardHasItsOwnRulesAndAuthenticator() {
        var other = RequestAuthenticator.builder()
                .jwtKey(com.clerk.sdk.testing.TestKeys.generate().publicKeyPem())
                .anyIssuer()
                .build();
        opened.add(other);
        var second = RequestGuard.builder(other).protect("/partner/**").build();
        run(new ClerkFilter(guard().build()), new ClerkFilter(second));
        assertThat(send("GET", "/partner/x").status()).isEqualTo(401);
        assertThat(send("GET", "/partner/x", bearer(token("user_1"))).status()).isEqualTo(401);
        assertThat(send("GET", "/forward?to=/partner/x").status()).isEqualTo(401);
    }

    @Test
    void theHeadersOfAStateAreThereOnce() {
        run(guard().build());
        for (var path : List.of("/open", "/forward?to=/x", "/include?to=/x", "/async?to=/x", "/throw", "/send-error")) {
            assertThat(send("GET", path).all("x-clerk-auth-status")).as(path).containsExactly("signed-out");
        }
    }

    @Test
    void aFailingPageIsNoReasonToRefuseAnybody() {
        run(guard().build());
        var response = send("GET", "/throw");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("caller=nobody", "dispatch=ERROR");
    }

    @Test
    void theRulesOfThePathHoldToWhichARequestIsForwarded() {
        run(guard().build());
        for (var way : List.of("/forward?to=", "/async?to=")) {
            assertThat(send("GET", way + "/admin/x").status()).as(way).isEqualTo(401);
            assertThat(send("GET", way + "/admin/x", bearer(token("user_1"))).status())
                    .as(way)
                    .isEqualTo(403);
            assertThat(send("GET", way + "/admin/x", bearer(admin())).status())
                    .as(way)
                    .isEqualTo(200);
            assertThat(send("GET", way + "/x").status()).as(way).isEqualTo(200);
        }
        assertThat(send("GET", "/include?to=/admin/x").body()).doesNotContain("dispatch=INCLUDE");
        assertThat(send("GET", "/include?to=/admin/x", bearer(admin())).body()).contains("dispatch=INCLUDE");
        assertThat(send("GET", "/forward?to=/WEB-INF/view").status()).isEqualTo(200);
    }

    @Test
    void theUserIsKnownInTheThreadOfAnAsynchronousRequest() {
        run(guard().build());
        assertThat(send("GET", "/thread", bearer(token("user_1"))).body()).isEqualTo("user_1 user_1");
    }

    @Test
    void theApplicationLocksItself() {
        run(RequestGuard.builder(authenticator).build());
        for (var path : List.of("/lock", "/wrapped-lock")) {
            assertThat(send("GET", path).status()).as(path).isEqualTo(401);
            assertThat(send("GET", path, PAGE).status()).as(path).isEqualTo(307);
            assertThat(send("GET", path, bearer(token("user_1"))).status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(send("GET", path, bearer(admin())).status()).as(path).isEqualTo(200);
        }
        assertThat(send("GET", "/async?to=/lock", bearer(token("user_1"))).status())
                .isEqualTo(403);
        assertThat(send("GET", "/forward?to=/lock", bearer(token("user_1"))).status())
                .isEqualTo(403);
    }

    @Test
    void anIncludedResourceLocksThePageThatIncludesIt() {
        run(RequestGuard.builder(authenticator).build());
        var path = "/include?to=/lock";
        assertThat(send("GET", path).status()).isEqualTo(401);
        assertThat(send("GET", path, PAGE).status()).isEqualTo(307);
        assertThat(send("GET", path, bearer(token("user_1"))).status()).isEqualTo(403);
        assertThat(send("GET", path, bearer(admin())).body()).isEqualTo("user_admin");
    }

    @Test
    void anApplicationThatHasTakenTheWriterLocksItselfToo() {
        run(RequestGuard.builder(authenticator).build());
        var refused = send("GET", "/writer-lock");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body()).startsWith("{").endsWith("}").doesNotContain("text");
        assertThat(refused.first("content-length"))
                .isEqualTo(String.valueOf(refused.body().length()));
        assertThat(send("GET", "/writer-lock", PAGE).status()).isEqualTo(307);
        assertThat(send("HEAD", "/writer-lock").status()).isEqualTo(401);
    }

    @Test
    void anAsynchronousDispatchToTheSamePathKeepsTheDecision() {
        run(guard().protect("/**").build());
        assertThat(send("GET", "/sign-in", PAGE).body()).contains("caller=nobody", "dispatch=ASYNC");
        assertThat(send("GET", "/async-again", bearer(token("user_1"))).body())
                .contains("caller=user_1", "dispatch=ASYNC");
        assertThat(send("GET", "/async-again").status()).isEqualTo(401);
    }

    @Test
    void theErrorPageOfAnAsynchronousRequestThatTakesTooLongKnowsTheCaller() {
        run(guard().build());
        var response = send("GET", "/async-never", bearer(token("user_1")));
        assertThat(response.status()).isGreaterThanOrEqualTo(500);
        assertThat(response.body()).contains("caller=user_1", "dispatch=ERROR");
        assertThat(send("GET", "/async-never").all("x-clerk-auth-status")).containsExactly("signed-out");
    }

    @Test
    void theCallerOfOneGuardIsNotTheCallerOfAnother() {
        var other = RequestAuthenticator.builder()
                .jwtKey(com.clerk.sdk.testing.TestKeys.generate().publicKeyPem())
                .anyIssuer()
                .build();
        opened.add(other);
        run(
                new ClerkFilter(guard().build()),
                new ClerkFilter(RequestGuard.builder(other).build()));
        for (var path : List.of("/open", "/forward?to=/x", "/include?to=/x")) {
            assertThat(send("GET", path, bearer(admin())).body())
                    .as(path)
                    .contains("caller=nobody principal=none remote=null type=null admin=false");
        }
    }

    @Test
    void aPageHasItsCallerAgainAfterItHasIncludedAnother() {
        var other = RequestAuthenticator.builder()
                .jwtKey(com.clerk.sdk.testing.TestKeys.generate().publicKeyPem())
                .anyIssuer()
                .build();
        opened.add(other);
        var second = new ClerkFilter(RequestGuard.builder(other).build());
        Filter onlyIncluded = (request, response, chain) -> {
            if (request.getDispatcherType() == DispatcherType.INCLUDE) {
                second.doFilter(request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
        };
        run(new ClerkFilter(guard().build()), onlyIncluded);
        assertThat(send("GET", "/include-then?to=/x", bearer(token("user_1"))).body())
                .contains("caller=nobody principal=none", "then true");
    }

    @Test
    void aPreflightPassesAndOtherOptionsDoNot() {
        run(guard().build());
        assertThat(send("OPTIONS", "/api/x", "Origin: https://a.example", "Access-Control-Request-Method: POST")
                        .status())
                .isEqualTo(200);
        assertThat(send("OPTIONS", "/api/x", "Origin: https://a.example").status())
                .isEqualTo(401);
    }

    @Test
    void whatAClientSaysOfItsHostDoesNotCount() {
        run(guard().build());
        for (var forged :
                List.of("X-Forwarded-Host: evil.example", "X-Forwarded-Proto: https", "Forwarded: host=evil.example")) {
            assertThat(send("GET", "/app/x", PAGE, forged).first("location"))
                    .startsWith("http://localhost:" + port + "/sign-in");
        }
    }

    @Test
    void theUrlIsTheOneThatTheContainerTakesFromItsProxy() {
        var filters = List.<Filter>of(new ClerkFilter(guard().build()));
        var container = start(new Container.Application(filters, servlet, "", true));
        opened.add(container);
        port = container.port();
        assertThat(send("GET", "/app/x", PAGE, "X-Forwarded-Host: app.example.com", "X-Forwarded-Proto: https")
                        .first("location"))
                .startsWith("https://app.example.com/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fapp%2Fx");
    }

    @Test
    void headersOfATrustedProxyCountWhereThatIsSaid() {
        run(guard().trustForwardedHeaders(true).build());
        assertThat(send("GET", "/app/x", PAGE, "X-Forwarded-Host: app.example.com", "X-Forwarded-Proto: https")
                        .first("location"))
                .startsWith("https://app.example.com/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fapp%2Fx");
    }

    @Test
    void theIdOfASessionOfTheContainerGoesNowhere() {
        run(guard().build());
        assertThat(send("GET", "/app/x;jsessionid=secret", PAGE).toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/API/me",
                "/API/..;x=1/me",
                "/api/..;x=1/me",
                "/api%2fme",
                "/api%2Fme",
                "//api/me",
                "///api/me",
                "/api/me;jsessionid=1",
                "/;x=1/api/me",
                "/api/%2e%2e/api/me",
                "/x/../api/me",
                "/x/%2e%2e/api/me",
                "/%61pi/me",
                "/%2561pi/me",
                "/api%3Bx=1/me",
                "/api%253Bx=1/me",
                "/api%5cme",
                "/\\api\\me",
                "/./api/me",
                "/api/",
                "/api",
                "/api%00/me",
                "/api%0a/me",
                "/%ef%bd%81pi/me",
            })
    void aProtectedPathIsProtectedHoweverItIsWritten(String path) {
        run(guard().build());
        // Each on a connection of its own; none gets to the application.
        assertThat(send("GET", path).status()).isBetween(400, 404);
        assertThat(send("GET", path, PAGE).status()).isIn(307, 400, 401, 404);
        assertThat(servlet.calls.get()).isLessThanOrEqualTo(2);
        assertThat(send("GET", path).body())
                .doesNotContain("caller=nobody principal=none remote=null type=null admin=false dispatch=REQUEST");
    }

    @Test
    void aMalformedTargetIsABadRequest() {
        run(guard().build());
        for (var target : List.of("/%", "/%zz", "/a%00b", "nonsense")) {
            assertThat(send("GET", target).status()).as(target).isEqualTo(400);
        }
        for (var host : List.of("Host: x\"><script>", "Host: a/b", "Host: ")) {
            assertThat(send("GET", "/app/x", PAGE, host).status()).as(host).isIn(400, 401, 307);
            assertThat(send("GET", "/app/x", PAGE, host).toString()).doesNotContain("<script>");
        }
    }

    @Test
    void whoCannotBeAuthenticatedIsNotLetThrough() {
        run(RequestGuard.builder(request -> {
                    throw new IllegalStateException("no authenticator for this host");
                })
                .build());
        assertThat(send("GET", "/open").status()).isEqualTo(500);
        assertThat(send("GET", "/open", bearer(token("user_1"))).status()).isEqualTo(500);
    }

    /** A filter that makes its guard when the application starts, where a key is missing. */
    private static final class FilterWithoutKeys implements Filter {
        private @Nullable Filter filter;

        @Override
        public void init(FilterConfig config) {
            filter = new ClerkFilter(
                    RequestGuard.builder(RequestAuthenticator.builder().build()).build());
        }

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            Objects.requireNonNull(filter, "filter").doFilter(request, response, chain);
        }
    }

    @Test
    void aFilterThatCannotBeMadeLeavesNoPathOpen() {
        try {
            run(new FilterWithoutKeys());
        } catch (AssertionError notStarted) {
            assertThat(notStarted).hasStackTraceContaining("CLERK_SECRET_KEY");
            return;
        }
        for (var path : List.of("/", "/open", "/asset.js", "/api/me", "/error")) {
            assertThat(send("GET", path).status()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(send("GET", path, bearer(token("user_1"))).status())
                    .as(path)
                    .isGreaterThanOrEqualTo(400);
        }
        assertThat(servlet.calls).hasValue(0);
    }

    @Test
    void aServletWithoutTheFilterSaysWhatIsMissing() {
        run();
        var response = send("GET", "/lock");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).doesNotContain("user_");
        assertThat(servlet.failure).hasMessageContaining("new ClerkFilter(guard)");
    }

    @Test
    void theBodyIsLeftToTheApplication() {
        run(guard().build());
        var body = "a=" + "b".repeat(100_000);
        var response = RawHttp.exchange(
                port,
                "POST /body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: "
                        + "application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(response.body()).isEqualTo("bytes " + body.length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Expect: 100-continue"})
    void theBodyIsLeftToTheApplicationHoweverItIsSent(String header) {
        run(guard().build());
        var body = "x".repeat(5_000_000);
        boolean chunked = header.startsWith("Transfer");
        var sent = chunked ? "4c4b40\r\n" + body + "\r\n0\r\n\r\n" : body;
        var response = RawHttp.exchange(
                port,
                "POST /body HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: multipart/form-data;"
                        + " boundary=x\r\n" + header + "\r\n"
                        + (chunked ? "" : "Content-Length: " + body.length() + "\r\n") + "\r\n" + sent);
        assertThat(response.body()).contains("bytes 5000000"); // behind the 100 of a container that sends it
    }

    private Response post(String target, String body, String... headers) {
        var lines = String.join("\r\n", headers);
        return RawHttp.exchange(
                port,
                "POST " + target + " HTTP/1.1\r\nHost: localhost:" + port + "\r\nConnection: close\r\n" + lines
                        + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length()
                        + "\r\n\r\n" + body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/me?a=1&n=url", "/lock?a=1&n=url"})
    void aFormWithAnExpiredTokenIsOfferedAgain(String target) {
        run(guard().build());
        var expired = cookies(token("user_1").expired());
        var page = post(target, "n=%22%C3%BC&n=2", expired, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: document");
        assertThat(page.status()).isEqualTo(401);
        assertThat(page.first("content-type")).startsWith("text/html");
        assertThat(new String(page.body().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8))
                .contains("action=\"http://localhost:" + port + target.replace("&", "&amp;") + "\"")
                .contains("name=\"n\" value=\"&quot;ü\"><input type=\"hidden\" name=\"n\" value=\"2\"><button>")
                .doesNotContain("name=\"a\"", "value=\"url\"");
        assertThat(post(target, "n=1", expired, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Dest: document")
                        .body())
                .doesNotContain("<form");
    }

    /** Containers refuse such a form by an exception when its fields are read. */
    @ParameterizedTest
    @ValueSource(strings = {"n=%zz", "n=%", "=&=&&", "n=%ff%fe", "many", "long"})
    void aFormThatCannotBeReadIsRefusedAsEverythingElse(String body) {
        run(guard().build());
        var text = switch (body) {
            case "many" -> "n=1&".repeat(50_000);
            case "long" -> "n=" + "x".repeat(3_000_000);
            default -> body;
        };
        var expired = cookies(token("user_1").expired());
        var response = post("/api/me", text, expired, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: document");
        assertThat(response.status()).isEqualTo(401);
        assertThat(servlet.calls).hasValue(0);
    }

    @Test
    void twoAuthorizationHeadersAreRefused() {
        run(guard().build());
        assertThat(send("GET", "/api/me", bearer(token("user_1")), bearer(token("user_2")))
                        .status())
                .isIn(400, 401);
        assertThat(send("GET", "/api/me", "Authorization: Basic YTpi", bearer(token("user_2")))
                        .status())
                .isIn(400, 401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=\"b", "a", "a b=c", "a=b,c=d", "a=\u00fc", "$Version=1", "x=%C0", "x=a%3Bb%3Dc"})
    void cookiesOfOthersDoNotHideThoseOfClerk(String other) {
        run(guard().build());
        var own = cookies(token("user_1")).substring("Cookie: ".length());
        for (var line : List.of("Cookie: " + other + "; " + own, "Cookie: " + own + "; " + other)) {
            assertThat(send("GET", "/api/me", line).body())
                    .as(line.replaceAll("eyJ.*", ""))
                    .contains("caller=user_1");
        }
    }

    @Test
    void theContextPathShapesUrlsAndNoRule() {
        run("/shop", new ClerkFilter(guard().build()));
        assertThat(send("GET", "/shop/api/me").status()).isEqualTo(401);
        assertThat(send("GET", "/shop/open").status()).isEqualTo(200);
        assertThat(send("GET", "/shop/app/x", PAGE).first("location"))
                .contains("redirect_url=http%3A%2F%2Flocalhost%3A" + port + "%2Fshop%2Fapp%2Fx");
    }

    private FrontendApiProxy proxyOf(ClerkServer server) {
        var proxy = FrontendApiProxy.builder(server.secretKey())
                .frontendApiUrl(server.frontendApiUrl())
                .build();
        opened.add(proxy);
        return proxy;
    }

    @Test
    void theProxyAnswersBeforeTheRules() {
        var server = ClerkServer.start();
        opened.add(server);
        var proxy = proxyOf(server);
        run(guard().protect("/**").frontendApiProxy(proxy).build());
        var response = send("GET", "/__clerk/v1/environment");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains("auth_config");
        assertThat(response.first("x-clerk-auth-status")).isNull();
        assertThat(response.toString()).doesNotContain(server.secretKey());
        assertThat(send("GET", "/__clerkx").status()).isEqualTo(401);
        for (var host : List.of("Host: a_b\"c", "Host: a/b", "Host: [::zz]")) {
            assertThat(send("GET", "/__clerk/v1/environment", host).status())
                    .as(host)
                    .isEqualTo(400);
        }
    }

    @Test
    void aBodyThatAnEarlierFilterHasReadIsMissedAtOnce() {
        var server = ClerkServer.start();
        opened.add(server);
        var proxy = proxyOf(server);
        Filter reads = (request, response, chain) -> {
            request.getParameter("_method");
            chain.doFilter(request, response);
        };
        run(reads, new ClerkFilter(guard().frontendApiProxy(proxy).build()));
        var response = post("/__clerk/v1/client/sign_ins", "strategy=password&identifier=ada", "Accept: */*");
        assertThat(response.status()).isEqualTo(500);
        assertThat(response.body()).contains("a filter before the proxy has read it");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nothingThatIsSecretGetsIntoTheLog() {
        var server = ClerkServer.start();
        opened.add(server);
        var clerk = ClerkBackend.builder()
                .apiUrl(server.apiUrl())
                .secretKey(server.secretKey())
                .authentication(a -> a.publishableKey(server.publishableKey())
                        .acceptTokens(TokenType.SESSION_TOKEN, TokenType.API_KEY, TokenType.M2M_TOKEN))
                .build();
        opened.add(clerk);
        var proxy = proxyOf(server);
        var log = new Log();
        try {
            run(RequestGuard.builder(clerk)
                    .protect("/api/**")
                    .frontendApiProxy(proxy)
                    .build());
            send("GET", "/api/x", "Authorization: Bearer " + server.sessionToken("user_1"));
            send("GET", "/api/x", bearer(token("user_1")));
            send("GET", "/api/x", cookies(token("user_1").expired()), PAGE);
            send("GET", "/api/x", "Authorization: Bearer ak_canary");
            send("GET", "/api/x", "Authorization: Bearer mt_canary");
            send("GET", "/api/x?__clerk_handshake_nonce=canary&__clerk_db_jwt=canary", PAGE);
            send("GET", "/api/x", PAGE, "Cookie: __clerk_handshake=canary; __session=canary; __client_uat=1");
            send("GET", "/__clerk/v1/environment", "Cookie: __client=canary");
            server.failNext(500);
            send("GET", "/api/x", "Authorization: Bearer ak_canary");
        } finally {
            log.close();
        }
        assertThat(log.text()).isNotEmpty().doesNotContain("eyJ", "canary", server.secretKey());
    }

    @Test
    void theProxyServesTheHostsOfTheApplicationAlone() {
        var server = ClerkServer.start();
        opened.add(server);
        var proxy = proxyOf(server);
        var limited = TestInstance.authenticator()
                .authorizedParties("http://app.example.com")
                .build();
        opened.add(limited);
        run(RequestGuard.builder(limited).frontendApiProxy(proxy).build());
        var refused = send("GET", "/__clerk/v1/environment", "Host: evil.example");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("authorizedParties");
        assertThat(send("GET", "/__clerk/v1/environment", "Host: app.example.com")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void clerkIsToldWhoTheClientIs() {
        var server = ClerkServer.start();
        opened.add(server);
        var proxy = proxyOf(server);
        for (var trusted : List.of(true, false)) {
            run(guard().frontendApiProxy(proxy).trustForwardedHeaders(trusted).build());
            server.clearRequests();
            send("GET", "/__clerk/v1/environment", "X-Forwarded-For: 203.0.113.1, 203.0.113.2");
            assertThat(server.requests())
                    .singleElement()
                    .satisfies(request -> assertThat(request.header("X-Forwarded-For"))
                            .isEqualTo(trusted ? "203.0.113.2" : "127.0.0.1"));
        }
    }

    @Test
    void theCurrentUserIsFetchedOnceAndOnlyWhenAskedFor() {
        var server = ClerkServer.start();
        opened.add(server);
        var clerk = ClerkBackend.builder()
                .apiUrl(server.apiUrl())
                .secretKey(server.secretKey())
                .authentication(a -> a.jwtKey(server.publicKeyPem()))
                .build();
        opened.add(clerk);
        var ada = clerk.users().create(user -> user.emailAddress("ada@example.com"));
        run(RequestGuard.builder(clerk).build());
        server.clearRequests();
        var header = "Authorization: Bearer " + server.sessionToken(ada.id());
        send("GET", "/open", header);
        assertThat(server.requests()).isEmpty();
        assertThat(send("GET", "/user", header).body()).contains(ada.id());
        assertThat(server.requests()).hasSize(1);
        server.clearRequests();
        server.failNext(404);
        send("GET", "/user", header);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void nobodySeesTheCallerOfAnotherRequest() throws Exception {
        run(guard().build());
        var tokens =
                IntStream.range(0, 8).mapToObj(i -> bearer(token("user_" + i))).toList();
        var paths = List.of("/api/me", "/forward?to=/x", "/async?to=/x", "/thread", "/send-error");
        var requests = IntStream.range(0, 1000)
                .mapToObj(i -> (Callable<String>)
                        () -> send("GET", paths.get(i % 5), tokens.get(i % 8)).body())
                .toList();
        var pool = Executors.newFixedThreadPool(64);
        try {
            var answers = pool.invokeAll(requests);
            for (int i = 0; i < requests.size(); i++) {
                var own = "user_" + i % 8;
                assertThat(answers.get(i).get())
                        .contains(own)
                        .satisfies(body -> assertThat(body.replace(own, "")).doesNotContain("user_"));
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void aClientThatGoesAwayHarmsNobody() throws IOException {
        run(guard().build());
        try (var socket = new java.net.Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /api/me HTTP/1.1\r\nHost: localhost\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        assertThat(send("GET", "/api/me", bearer(token("user_1"))).status()).isEqualTo(200);
    }
}
