package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire form of all operations: origins, cookies, errors, bad input, many at once. */
class WireTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder().keys(KEYS).start();
    private final Backend backend = new Backend(server);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void everyResponseIsReadableByThePageErrorsToo() {
        for (var result : List.of(
                browser.get("/v1/client"), browser.get("/v1/client/sign_ins/none"), browser.get("/v1/nothing"))) {
            assertThat(result.header("access-control-allow-origin")).isEqualTo(Browser.ORIGIN);
            assertThat(result.header("access-control-allow-credentials")).isEqualTo("true");
            assertThat(result.header("vary")).isEqualTo("Origin");
            assertThat(result.header("access-control-expose-headers")).contains("Authorization", "Clerk-Db-Jwt");
        }
    }

    @Test
    void aPreflightIsAnswered() {
        var request = browser.request("/v1/client", "")
                .header("Access-Control-Request-Headers", "x-mine")
                .method("OPTIONS", BodyPublishers.noBody());

        var preflight = browser.send(request);

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("access-control-allow-headers")).isEqualTo("x-mine");
    }

    @Test
    void anUnknownDevelopmentBrowserIsToldToBecomeAnother() {
        var refused = browser.withDevBrowser("dvb_unknown").get("/v1/client");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("dev_browser_unauthenticated");
    }

    @Test
    void aBrowserWithoutADevelopmentBrowserIsKnownByACookie() {
        backend.user(ADA, PASSWORD);
        var other = Browser.without(server);

        other.signIn(ADA, PASSWORD).ok();

        assertThat(other.cookies()).containsOnlyKeys("__client");
        assertThat(other.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void aDevelopmentBrowserWithoutAClientIsTheOneThatHasTheCookie() {
        backend.user(ADA, PASSWORD);
        var other = Browser.without(server);
        other.signIn(ADA, PASSWORD).ok();
        other.withDevBrowser(Browser.open(server).devBrowser());

        assertThat(other.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
        other.cookies().clear();
        assertThat(other.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void twoBrowsersCanHaveOneClient() {
        backend.user(ADA, PASSWORD);
        var twin = Browser.without(server).withDevBrowser(browser.devBrowser());
        browser.signIn(ADA, PASSWORD).ok();

        assertThat(twin.get("/v1/client").resource().getAsJsonArray("sessions")).hasSize(1);
        twin.override("DELETE", "/v1/client/sessions").ok();
        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/me",
                "/v1/me/sessions/active",
                "/v1/me/organization_memberships",
                "/v1/me/organization_invitations",
                "/v1/me/organization_suggestions",
                "/v1/me/email_addresses",
                "/v1/organizations/org_1",
                "/v1/organizations/org_1/memberships",
            })
    void nobodySignedInIsToldSo(String path) {
        var refused = browser.get(path);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("authentication_invalid");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | { | 400 | request_body_invalid",
                "application/json | [] | 400 | request_body_invalid",
                "application/x-www-form-urlencoded | identifier=%zz | 400 | request_body_invalid",
                "application/x-www-form-urlencoded | identifier=a%00b | 422 | form_param_format_invalid",
                "application/x-www-form-urlencoded | strategy=nonsense&identifier=ada%40example.com | 400 "
                        + "| strategy_for_user_invalid",
                "application/x-www-form-urlencoded | strategy=password | 422 | form_param_missing",
                "application/x-www-form-urlencoded | transfer=maybe | 422 | form_param_format_invalid",
                "application/x-www-form-urlencoded | transfer=true | 400 | account_transfer_invalid",
                "application/x-www-form-urlencoded | strategy=ticket&ticket=none | 400 | ticket_invalid_code",
                "application/x-www-form-urlencoded | strategy=oauth_x&redirect_url=http://a | 400 "
                        + "| oauth_provider_not_enabled",
                "text/plain | identifier=a | 415 | unsupported_content_type",
                "application/xml | <a/> | 415 | unsupported_content_type",
            })
    void aBodyThatIsWrongIsToldWithClerksCode(String type, String body, int status, String code) {
        backend.user(ADA, PASSWORD);
        var request = browser.request("/v1/client/sign_ins", "")
                .setHeader("Content-Type", type)
                .POST(BodyPublishers.ofString(body));

        var refused = browser.send(request);

        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.code()).isEqualTo(code);
    }

    @Test
    void aBodyOfMoreThanAMegabyteIsRefused() {
        var request = browser.request("/v1/client/sign_ins", "")
                .POST(BodyPublishers.ofString("identifier=" + "x".repeat(1024 * 1024)));

        var refused = browser.send(request);

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.code()).isEqualTo("request_body_too_large");
    }

    @Test
    void aBodyThatNoServerWouldTakeIsRefusedAndTheServerLivesOn() {
        var body = new byte[13 * 1024 * 1024];
        var request = browser.request("/v1/client/sign_ins", "").POST(BodyPublishers.ofByteArray(body));

        assertThat(browser.send(request).status()).isEqualTo(413);
        assertThat(browser.get("/v1/client").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/client/sign_ins/none",
        "GET, /v1/client/sign_ups/none",
        "POST, /v1/client/sign_ins/none/attempt_first_factor",
        "POST, /v1/client/sign_ups/none/prepare_verification",
        "POST, /v1/client/sessions/none/touch",
        "POST, /v1/client/sessions/none/end",
        "POST, /v1/client/sessions/none/verify",
    })
    void anUnknownIdIsNotFound(String method, String path) {
        var refused = method.equals("GET") ? browser.get(path) : browser.post(path, "strategy", "x");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("resource_not_found");
    }

    @Test
    void oddTextIsKeptAsItIs() {
        var name = "x".repeat(200) + "\u202eadA \ud83d\udc69\ud83c\udffd\u200d\ud83d\udcbb <script>";
        var browserOfOdd = browser;
        browserOfOdd.signUp("odd@example.com", "long enough");

        var updated = browserOfOdd.override("PATCH", "/v1/me", "first_name", name);

        assertThat(updated.resource().get("first_name").getAsString()).isEqualTo(name);
        assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(name);
        assertThat(browserOfOdd
                        .override("PATCH", "/v1/me", "first_name", "x".repeat(10_000))
                        .code())
                .isEqualTo("form_param_max_length_exceeded");
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(32);
        try {
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aThousandParallelSignInsOfOneUserAreAThousandSessions() throws Exception {
        backend.user(ADA, PASSWORD);
        var calls = new ArrayList<Callable<String>>();
        for (var i = 0; i < 1000; i++) {
            calls.add(() -> Browser.without(server)
                    .signIn(ADA, PASSWORD)
                    .ok()
                    .resource()
                    .get("created_session_id")
                    .getAsString());
        }

        var sessions = inParallel(calls);

        assertThat(sessions).hasSize(1000).doesNotHaveDuplicates();
        var last = backend.get("/v1/sessions?status=active&limit=1&paginated=true");
        assertThat(last.get("total_count").getAsInt()).isEqualTo(1000);
    }

    @Test
    void parallelSignInsOfOneClientMakeOneSession() throws Exception {
        backend.user(ADA, PASSWORD);
        browser.override("PUT", "/v1/client").ok();
        var calls = new ArrayList<Callable<Integer>>();
        for (var i = 0; i < 50; i++) {
            calls.add(() -> browser.signIn(ADA, PASSWORD).status());
        }

        var statuses = inParallel(calls);

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 400).hasSize(49);
        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void theLastThousandRequestsAreKeptAndTheOthersCounted() throws IOException {
        for (var i = 0; i < 1001; i++) {
            browser.get("/v1/environment").ok();
        }

        assertThat(server.requests()).hasSize(1000);
        assertThat(server.forgottenRequests()).isEqualTo(2);
        server.clearRequests();
        assertThat(server.forgottenRequests()).isZero();
    }

    @Test
    void theRecordHasTheBeginningOfALongBody() {
        browser.post("/v1/client/sign_ins", "identifier", "x".repeat(100_000));

        var requests = server.requests();

        assertThat(requests.get(requests.size() - 1).body()).hasSize(65_536);
    }
}
