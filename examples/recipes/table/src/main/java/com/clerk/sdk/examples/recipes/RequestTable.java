package com.clerk.sdk.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.examples.recipes.Wire.Response;
import com.clerk.sdk.testing.StubResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The behaviour of every recipe, request by request. The application has these routes: {@code GET /} for everybody,
 * {@code GET /app/me} for who is signed in, {@code GET /lock} and {@code GET /admin/hello} for admins, the first by a
 * check in the handler and the second by a rule, and {@code POST /api/notes} also for API keys. The test adds
 * {@code GET /api/thread}, which answers with the name of its thread, and {@code GET /public}, which sets a cookie and
 * may be stored by caches.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class RequestTable {
    /** The header of a browser that opens a page. */
    protected static final String PAGE = "Accept: text/html,*/*";

    private static final String VERIFY = "POST /api_keys/verify";

    private String userId = "";

    /** Returns the Clerk that the application uses. */
    protected abstract RecipeClerk clerk();

    /** Returns the port on which the application listens. */
    protected abstract int port();

    @BeforeEach
    final void createUser() {
        clerk().server().reset();
        try (var client = clerk().client()) {
            userId = client.users()
                    .create(user -> user.firstName("Ada").emailAddress("ada@example.com"))
                    .id();
        }
    }

    @AfterEach
    final void clearStubs() {
        clerk().server().clearStubs();
    }

    /** Sends a request with these lines of headers. */
    protected final Response get(String target, String... headers) {
        return Wire.send(port(), "GET", target, "", List.of(headers));
    }

    /** Returns the header of a person without an organization. */
    protected final String bearer(String user) {
        return "Authorization: Bearer " + clerk().token(user).mint();
    }

    /** Returns the header of an admin of an organization. */
    protected final String admin() {
        return "Authorization: Bearer "
                + clerk().token(userId)
                        .organization("org_1", "acme", "org:admin")
                        .mint();
    }

    private String cookies(String user) {
        return "Cookie: __client_uat=1; __session=" + clerk().token(user).mint();
    }

    /** Returns the header of a program of the user. */
    protected final String apiKey() {
        return "Authorization: Bearer " + clerk().server().apiKey(userId);
    }

    private static void isRefused(Response response, int status, String reason) {
        assertThat(response.status()).isEqualTo(status);
        assertThat(response.all("content-type")).singleElement().asString().startsWith("application/problem+json");
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
        assertThat(response.body()).contains("\"status\":" + status, "\"reason\":\"" + reason + "\"");
    }

    @Test
    void signedOutOnAnOpenPathIsPassedOn() {
        var response = get("/");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("Hello");
        assertThat(response.all("x-clerk-auth-status")).containsExactly("signed-out");
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
    }

    @ParameterizedTest
    @CsvSource({"/app/me", "/admin/hello", "/lock", "/api/thread"})
    void signedOutIsRefused(String path) {
        var response = get(path);
        isRefused(response, 401, "session-token-and-uat-missing");
        assertThat(response.all("www-authenticate")).containsExactly("Bearer");
        assertThat(response.all("x-clerk-auth-status")).containsExactly("signed-out");
    }

    @Test
    void aRefusalOfHeadHasNoBody() {
        var response = Wire.send(port(), "HEAD", "/app/me", "", List.of());
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aTokenInTheHeaderOrInACookieSignsIn() {
        assertThat(get("/", bearer("user_1")).body()).isEqualTo("Hello user_1");
        var page = get("/", PAGE, cookies("user_2"));
        assertThat(page.body()).isEqualTo("Hello user_2");
        assertThat(page.all("cache-control")).containsExactly("private, no-store");
    }

    @Test
    void theUserIsFetchedFromClerkWhereItIsAskedFor() {
        assertThat(get("/app/me", bearer(userId)).body()).isEqualTo("Hello Ada");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/admin/hello", "/lock"})
    void theWrongRoleIsRefused(String path) {
        isRefused(get(path, bearer("user_1")), 403, "forbidden");
        assertThat(get(path, bearer("user_1")).body()).contains("role org:admin");
        assertThat(get(path, admin()).body()).startsWith("Admin");
    }

    @Test
    void aBadTokenInTheHeaderIsNeverRedirected() {
        var response = get("/app/me", PAGE, "Authorization: Bearer rubbish");
        isRefused(response, 401, "token-invalid");
        assertThat(response.all("www-authenticate")).containsExactly("Bearer error=\"invalid_token\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/app/me", "/lock"})
    void aPageWithoutASessionLeadsToTheSignInPageAndBack(String path) {
        var response = get(path + "?a=%2F&b=a%20b", PAGE, "X-Forwarded-Host: evil.example");
        assertThat(response.status()).isEqualTo(307);
        var back = "http%3A%2F%2Flocalhost%3A" + port() + path.replace("/", "%2F") + "%3Fa%3D%252F%26b%3Da%2520b";
        assertThat(response.all("location"))
                .containsExactly("http://localhost:" + port() + "/sign-in?redirect_url=" + back);
        assertThat(response.all("cache-control")).containsExactly("private, no-store");
    }

    @Test
    void aPersonWhoComesBackFromClerkGetsTheCookies() {
        var session = "__session=" + clerk().token("user_1").mint() + "; Path=/";
        var directives = "{\"directives\":[\"" + session + "\",\"__client_uat=1; Path=/\"]}";
        clerk().server().stub("GET /clients/handshake_payload", StubResponse.json(200, directives));
        var response = get("/public", PAGE, "Cookie: __clerk_handshake_nonce=n");
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.all("set-cookie"))
                .containsExactlyInAnyOrder(session, "__client_uat=1; Path=/", "own=1; Path=/");
        assertThat(String.join(",", response.all("cache-control"))).contains("no-store");
        assertThat(get("/public").all("cache-control")).containsExactly("public, max-age=600");
    }

    @Test
    void aMachineTokenIsForThePathsThatAcceptIt() {
        assertThat(Wire.send(port(), "POST", "/api/notes", "a note", List.of(apiKey()))
                        .body())
                .isEqualTo(userId + " wrote a note");
        isRefused(get("/app/me", apiKey()), 401, "token-invalid");
        isRefused(get("/api/thread", "Authorization: Bearer ak_unknown"), 401, "token-invalid");
    }

    @Test
    void anOutageOfClerkIsToldFromABadToken() {
        clerk().server().stub(VERIFY, StubResponse.error(500, "internal_error", "out"));
        var response = get("/api/thread", apiKey());
        assertThat(response.status()).isEqualTo(503);
        assertThat(response.all("retry-after")).containsExactly("5");
        assertThat(response.all("www-authenticate")).isEmpty();
    }

    @Test
    void whereClerkWasAskedTheHandlerDoesNotRunOnAThreadOfTheHttpClient() {
        var response = get("/api/thread", apiKey());
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).isNotEmpty().doesNotContain("OkHttp");
    }

    /** Every thread of the server would be taken if a request that waits for Clerk took one. */
    @Test
    void aClerkThatDoesNotAnswerHoldsUpNobodyElse() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        clerk().server().stub(VERIFY, request -> {
            asked.countDown();
            await(answer);
            return StubResponse.passThrough();
        });
        var key = apiKey();
        var clients = Executors.newFixedThreadPool(100);
        try {
            var waiting = IntStream.range(0, 100)
                    .mapToObj(i -> clients.submit(() -> get("/api/thread", key)))
                    .toList();
            asked.await();
            for (int i = 0; i < 20; i++) {
                assertThat(get("/", bearer("user_1")).body()).isEqualTo("Hello user_1");
            }
            answer.countDown();
            for (var response : waiting) {
                assertThat(response.get().status()).isEqualTo(200);
            }
        } finally {
            answer.countDown();
            clients.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void nobodySeesAnothersCaller() throws Exception {
        var clients = Executors.newFixedThreadPool(16);
        try {
            var requests = new ArrayList<Callable<String>>();
            for (int i = 0; i < 400; i++) {
                var user = "user_" + i % 8;
                var token = bearer(user);
                requests.add(() -> get("/", token).body().replace("Hello " + user, "own"));
            }
            for (var response : clients.invokeAll(requests)) {
                assertThat(response.get()).isEqualTo("own");
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//admin/hello",
                "/ADMIN/hello",
                "/%61dmin/hello",
                "/x/../admin/hello",
                "/x/..;/admin/hello",
                "/admin;a=b/hello",
                "/admin%2fhello",
                "/admin/hello/",
                "/./admin/hello",
                "http://localhost/admin/hello",
                "http://a@localhost/admin/hello",
                "admin/hello",
                "*"
            })
    void noFormOfAPathGetsPastItsRule(String target) {
        var response = get(target);
        assertThat(response.status()).isIn(400, 401, 404);
        assertThat(response.body()).doesNotContain("Admin");
    }

    @Test
    void aMalformedHostIsABadRequest() {
        var response = get("/app/me", PAGE, "Host: a\"b");
        assertThat(response.status()).isEqualTo(400);
    }
}
