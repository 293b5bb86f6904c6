package com.clerk.sdk.web;

import static com.clerk.sdk.auth.Has.reverification;
import static com.clerk.sdk.auth.Has.role;
import static com.clerk.sdk.auth.Has.scope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.ClerkBackend;
import com.clerk.sdk.auth.ClerkRequest;
import com.clerk.sdk.auth.RequestAuthenticator;
import com.clerk.sdk.auth.Reverification;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decisions of a guard by path, state and rules. */
class RequestGuardTest {
    private static final String APP = "https://app.example.com";

    private final RequestAuthenticator authenticator =
            TestInstance.authenticator().build();

    @AfterEach
    void close() {
        authenticator.close();
    }

    private static ClerkRequest request(String path, String... headers) {
        var all = new HashMap<String, List<String>>();
        for (var header : headers) {
            int colon = header.indexOf(':');
            all.put(header.substring(0, colon), List.of(header.substring(colon + 2)));
        }
        return ClerkRequest.of("GET", APP + path, all);
    }

    private static GuardDecision check(RequestGuard guard, String path, String... headers) {
        return guard.check(request(path, headers), RequestPath.of(path));
    }

    /** Returns the status of the response, or 200 if the request is passed on. */
    private static int status(RequestGuard guard, String path, String... headers) {
        var response = check(guard, path, headers).response();
        return response == null ? 200 : response.status();
    }

    private static @Nullable String location(GuardDecision decision) {
        var values = Objects.requireNonNull(decision.response()).headers().get("location");
        return values == null ? null : values.get(0);
    }

    @Test
    void whatIsNotOpenIsClosedIfAllIsProtected() {
        var guard = RequestGuard.builder(authenticator)
                .protect("/**")
                .open("/", "/assets/**")
                .build();
        assertThat(status(guard, "/")).isEqualTo(200);
        assertThat(status(guard, "/assets/a.js")).isEqualTo(200);
        for (var path : List.of(
                "/x",
                "/assetsx",
                "/ASSETS/a.js",
                "/assets/../x",
                "/assets/..;/x",
                "//assets/a.js",
                "/assets/%2e%2e/x")) {
            assertThat(status(guard, path)).as(path).isEqualTo(401);
        }
    }

    @Test
    void aRequirementHoldsForPathsThatAreOpenToo() {
        var guard = RequestGuard.builder(authenticator)
                .open("/admin/**")
                .require("/admin/**", role("org:admin"))
                .build();
        assertThat(status(guard, "/admin/x")).isEqualTo(401);
    }

    @Test
    void allRequirementsThatMatchMustBeMet() {
        var guard = RequestGuard.builder(authenticator)
                .require("/admin/**", role("org:admin"))
                .require("/admin/keys/**", reverification(Reverification.STRICT))
                .build();
        var stale = TestInstance.bearer(TestInstance.admin().factorAges(30, 30));
        assertThat(status(guard, "/admin/x", stale)).isEqualTo(200);
        assertThat(status(guard, "/admin/keys/1", stale)).isEqualTo(403);
        assertThat(new String(
                        Objects.requireNonNull(
                                        check(guard, "/admin/keys/1", stale).response())
                                .body(),
                        java.nio.charset.StandardCharsets.UTF_8))
                .contains("reverification-error");
        var fresh = TestInstance.admin().factorAges(1, 1);
        assertThat(status(guard, "/admin/keys/1", TestInstance.bearer(fresh))).isEqualTo(200);
    }

    @Test
    void aDecisionForOneFormOfAPathIsNotUsedForAnother() {
        var guard = RequestGuard.builder(authenticator).protect("/admin/**").build();
        for (int i = 0; i < 2; i++) {
            assertThat(status(guard, "/harmless")).isEqualTo(200);
            assertThat(status(guard, "/admin")).isEqualTo(401);
            assertThat(status(guard, "/harmless/../admin")).isEqualTo(401);
            assertThat(status(guard, "/harmless")).isEqualTo(200);
        }
    }

    @Test
    void aPathAcceptsMachineTokensAndRequiresTheirScopes() {
        try (var server = ClerkServer.start();
                var clerk = ClerkBackend.builder()
                        .apiUrl(server.apiUrl())
                        .secretKey(server.secretKey())
                        .build()) {
            var user = clerk.users()
                    .create(params -> params.emailAddress("ada@example.com"))
                    .id();
            var key = "Authorization: Bearer " + server.apiKey(user, "read");
            var guard = RequestGuard.builder(clerk)
                    .protect("/**")
                    .accept("/api/**", TokenType.API_KEY, TokenType.SESSION_TOKEN)
                    .require("/api/write/**", scope("write"))
                    .build();
            assertThat(status(guard, "/api/x", key)).isEqualTo(200);
            assertThat(status(guard, "/API/x", key)).isEqualTo(401);
            assertThat(status(guard, "/x", key)).isEqualTo(401);
            var refused = check(guard, "/api/write/x", key).response();
            assertThat(Objects.requireNonNull(refused).status()).isEqualTo(403);
            assertThat(refused.headers())
                    .containsEntry("www-authenticate", List.of("Bearer error=\"insufficient_scope\""));
        }
    }

    @Test
    void aPathThatIsNarrowedToMachinesIsSoInEveryForm() {
        var guard = RequestGuard.builder(authenticator)
                .protect("/**")
                .accept("/internal/**", TokenType.M2M_TOKEN)
                .build();
        var session = TestInstance.bearer(TestInstance.token("user_1"));
        assertThat(status(guard, "/x", session)).isEqualTo(200);
        for (var path : List.of(
                "/internal/job",
                "/internal;x/job",
                "/%69nternal/job",
                "/INTERNAL/job",
                "//internal/job",
                "/x/../internal/job")) {
            assertThat(status(guard, path, session)).as(path).isEqualTo(401);
            assertThat(status(guard, path, TestInstance.cookies(TestInstance.token("user_1"))))
                    .as(path)
                    .isEqualTo(401);
        }
        var forwarded = check(guard, "/x", session).forwardedTo(RequestPath.of("/internal/job"));
        var refused = Objects.requireNonNull(forwarded.response());
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.headers())
                .containsEntry("www-authenticate", List.of("Bearer error=\"invalid_token\""))
                .containsEntry("cache-control", List.of("private, no-store"));
        assertThat(new String(refused.body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("token-type-mismatch", "session_token");
    }

    @Test
    void theFirstAcceptRuleCountsWhereServersReadThePathAlike() {
        var guard = RequestGuard.builder(authenticator)
                .protect("/**")
                .accept("/internal/status", TokenType.SESSION_TOKEN)
                .accept("/internal/**", TokenType.M2M_TOKEN)
                .build();
        var session = TestInstance.bearer(TestInstance.token("user_1"));
        assertThat(status(guard, "/internal/status", session)).isEqualTo(200);
        assertThat(status(guard, "/internal/status;x=1", session)).isEqualTo(401);
    }

    @Test
    void anOutageIsTheServersFault() {
        try (var alone = RequestAuthenticator.builder()
                .secretKey("sk_live_x")
                .apiUrl("http://127.0.0.1:1")
                .build()) {
            var guard = RequestGuard.builder(alone).protect("/**").build();
            var response = check(guard, "/x", TestInstance.bearer(TestInstance.token("user_1")))
                    .response();
            assertThat(Objects.requireNonNull(response).status()).isEqualTo(503);
            assertThat(response.headers()).containsEntry("retry-after", List.of("5"));
            assertThat(status(guard, "/x", "Accept: text/html", TestInstance.cookies(TestInstance.token("user_1"))))
                    .isEqualTo(503);
        }
    }

    @Test
    void aPersonWithAPendingSessionIsSentToTheTask() {
        var guard = RequestGuard.builder(authenticator).protect("/**").build();
        var pending = TestInstance.cookies(TestInstance.token("user_1").status("pending"));
        assertThat(location(check(guard, "/x", "Accept: text/html", pending)))
                .startsWith(APP + "/sign-in/tasks?redirect_url=");
        assertThat(status(guard, "/sign-in/tasks", "Accept: text/html", pending))
                .isEqualTo(200);
        assertThat(status(guard, "/x", pending)).isEqualTo(401);
    }

    @Test
    void whoComesBackFromTheSignInPageWithTheSameBadCookieIsNotSentThereAgain() {
        var guard = RequestGuard.builder(authenticator).protect("/**").build();
        var foreign = TestInstance.cookies(TestInstance.token("user_1").forgedBy(TestKeys.generate()));
        assertThat(status(guard, "/x", "Accept: text/html", foreign)).isEqualTo(401);
    }

    @Test
    void theSignInPageStaysOpenWhateverIsWrongWithTheSession() {
        var guard = RequestGuard.builder(authenticator).protect("/**").build();
        var page = "Accept: text/html";
        for (var cookies : List.of(
                TestInstance.cookies(TestInstance.token("user_1").forgedBy(TestKeys.generate())),
                TestInstance.cookies(TestInstance.token("user_1").status("pending")),
                "Cookie: __client_uat=1; __session=rubbish")) {
            assertThat(status(guard, "/sign-in", page, cookies)).isEqualTo(200);
            assertThat(status(guard, "/sign-in/factor-two", page, cookies)).isEqualTo(200);
            assertThat(status(guard, "/sign-in;x=1", page, cookies)).isNotEqualTo(200);
        }
        assertThat(status(guard, "/sign-in", page, "Authorization: Bearer rubbish"))
                .isEqualTo(401);
    }

    private @Nullable String whole(String... headers) {
        var guard = RequestGuard.builder(authenticator).protect("/part").build();
        var response = Objects.requireNonNull(check(guard, "/part", headers).response());
        assertThat(response.status()).isEqualTo(401);
        assertThat(response.headers()).doesNotContainKey("location");
        var values = response.headers().get("hx-redirect");
        return values == null ? null : values.get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "/sign-in,  /sign-in,            200",
        "/sign-in,  /sign-in/,           200",
        "/sign-in,  /sign-in/factor-one, 200",
        "/sign-in,  /sign-inx,           307",
        "/sign-in/, /sign-in,            200",
        "/sign-in/, /sign-in/,           200",
        "/sign-in/, /sign-in/factor-one, 200",
        "/sign-in/, /sign-inx,           307",
        "/,         /,                   200",
        "/,         /other,              307",
        "https://app.example.com/sign-in, /sign-in, 200",
        "https://app.example.com/,        /,        401",
    })
    void theSignInPageIsOpenWithWhatIsBelowIt(String page, String path, int status) {
        try (var own = TestInstance.authenticator().signInUrl(page).build()) {
            var guard = RequestGuard.builder(own).protect("/**").build();
            assertThat(status(guard, path, "accept: text/html")).isEqualTo(status);
        }
    }

    /** Any client can send the name of another host. */
    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/,        https://app.example.com,   /,        200",
        "https://app.example.com/sign-in, https://app.example.com,   /sign-in, 200",
        "https://app.example.com/account, https://other.example.com, /account, 401",
        "/sign-in,                        https://other.example.com, /sign-in, 200",
    })
    void withAuthorizedPartiesOnlyTheSignInPageOfOneOfThemIsOpen(String page, String party, String path, int status) {
        try (var own = TestInstance.authenticator()
                .signInUrl(page)
                .authorizedParties(party)
                .build()) {
            var guard = RequestGuard.builder(own).protect("/**").build();
            assertThat(status(guard, path, "accept: text/html")).isEqualTo(status);
        }
    }

    /** As in a chain of Spring Security, which has rules of its own and asks the decision for the response. */
    @ParameterizedTest
    @CsvSource({
        "/sign-in,                           /sign-in,                   401",
        "/sign-in,                           /sign-in/,                  401",
        "/sign-in,                           /sign-in/factor-one,        401",
        "/sign-in,                           /sign-in?redirect_url=%2Fx, 401",
        "/sign-in,                           /sign-inx,                  307",
        "/sign-in,                           /x?a=/sign-in,              307",
        "/sign-in/,                          /sign-in,                   401",
        "/sign-in?theme=dark,                /sign-in,                   401",
        "/sign-in;v=1,                       /sign-in;v=1,               401",
        "/#/sign-in,                         /,                          401",
        "/,                                  /,                          401",
        "/,                                  /x,                         307",
        "https://app.example.com/sign-in,    /sign-in,                   401",
        "https://app.example.com/sign-in,    /x,                         307",
        "https://login.example.com/sign-in,  /sign-in,                   307",
        "https://app.example.com:8443/login, /login,                     307",
    })
    void theSignInPageNeverLeadsToItself(String page, String target, int status) {
        try (var own = TestInstance.authenticator().signInUrl(page).build()) {
            var path = target.replaceFirst("\\?.*", "");
            var decision =
                    RequestGuard.builder(own).build().check(request(target, "accept: text/html"), RequestPath.of(path));
            assertThat(decision.response()).isNull();
            assertThat(decision.unauthorized().status()).isEqualTo(status);
            assertThat(decision.unauthorized().headers().containsKey("location"))
                    .isEqualTo(status == 307);
        }
    }

    @Test
    void thePageOfATaskNeverLeadsToItself() {
        try (var own = TestInstance.authenticator().signInUrl("/").build()) {
            var guard = RequestGuard.builder(own).build();
            var pending = TestInstance.cookies(TestInstance.token("user_1").status("pending"));
            assertThat(check(guard, "/x", "accept: text/html", pending)
                            .unauthorized()
                            .status())
                    .isEqualTo(307);
            assertThat(check(guard, "/tasks", "accept: text/html", pending)
                            .unauthorized()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aPathWithoutRedirectsSendsNobodyToSignIn() {
        var guard = RequestGuard.builder(authenticator)
                .protect("/health")
                .withoutRedirects("/health", "/assets/**")
                .build();
        var part = new String[] {"HX-Request: true", "HX-Current-URL: " + APP + "/page"};
        assertThat(status(guard, "/health", "accept: text/html")).isEqualTo(401);
        for (var path : List.of("/health", "/assets/a.js")) {
            var refusal = check(guard, path, "accept: text/html").unauthorized();
            assertThat(refusal.status()).as(path).isEqualTo(401);
            assertThat(refusal.headers()).doesNotContainKey("location");
            assertThat(check(guard, path, part).unauthorized().headers()).doesNotContainKey("hx-redirect");
        }
        for (var path : List.of("/x", "/ASSETS/a.js", "/assets/../x")) {
            assertThat(check(guard, path, "accept: text/html").unauthorized().status())
                    .as(path)
                    .isEqualTo(307);
        }
        assertThat(check(guard, "/x", part).unauthorized().headers()).containsKey("hx-redirect");
    }

    @Test
    void thePathOfTheRequestCountsAfterAForward() {
        var guard =
                RequestGuard.builder(authenticator).withoutRedirects("/health").build();
        var page = "accept: text/html";
        var stays = check(guard, "/health", page).forwardedTo(RequestPath.of("/x"));
        assertThat(stays.unauthorized().status()).isEqualTo(401);
        assertThat(stays.withoutRules().unauthorized().status()).isEqualTo(401);
        var leads = check(guard, "/x", page).forwardedTo(RequestPath.of("/health"));
        assertThat(leads.unauthorized().status()).isEqualTo(307);
    }

    @Test
    void aPathWithoutRedirectsIsKnownToAnEventLoopToo() throws Exception {
        var guard =
                RequestGuard.builder(authenticator).withoutRedirects("/health").build();
        var decision = guard.checkAsync(
                        request("/health", "accept: text/html"), RequestPath.of("/health"), Runnable::run)
                .get();
        assertThat(decision.unauthorized().status()).isEqualTo(401);
    }

    @Test
    void aPartOfAPageLeadsTheWholePageToSignInAndBack() {
        assertThat(whole(
                        "HX-Request: true",
                        "HX-Current-URL: " + APP + "/page?a=b",
                        "Accept: text/html",
                        "Sec-Fetch-Dest: empty"))
                .isEqualTo(APP + "/sign-in?redirect_url=https%3A%2F%2Fapp.example.com%2Fpage%3Fa%3Db");
    }

    @Test
    void aPartOfTheSignInPageDoesNotLeadToThePageThatAskedForIt() {
        assertThat(whole("HX-Request: true", "HX-Current-URL: " + APP + "/sign-in/factor-one"))
                .isNull();
    }

    @Test
    void aPartWhoseTokenHasExpiredLeadsToThePageThatRenewsIt() {
        var expired = TestInstance.cookies(TestInstance.token("user_1").expired());

        assertThat(whole("HX-Request: true", "HX-Current-URL: " + APP + "/page", expired))
                .isEqualTo(APP + "/page");
    }

    @Test
    void aPartWithABadTokenLeadsNowhereBecauseItWouldBeAskedForAgain() {
        var foreign = TestInstance.cookies(TestInstance.token("user_1").forgedBy(TestKeys.generate()));

        assertThat(whole("HX-Request: true", "HX-Current-URL: " + APP + "/page", foreign))
                .isNull();
        assertThat(whole("HX-Request: true", "HX-Current-URL: " + APP + "/page", "Authorization: Bearer x"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/page",
                "http://app.example.com/page",
                "https://app.example.com:8443/page",
                "https://app.example.com@evil.example/",
                "https://user@app.example.com/",
                "//evil.example/",
                "javascript:alert(1)",
                "/page",
                ""
            })
    void noHeaderLeadsAwayFromTheApplication(String url) {
        assertThat(whole("HX-Request: true", "HX-Current-URL: " + url)).isNull();
    }

    @Test
    void onlyHtmxIsToldWhereToGo() {
        assertThat(whole("HX-Current-URL: " + APP + "/page", "Sec-Fetch-Dest: empty"))
                .isNull();
        assertThat(whole("HX-Request: true", "Sec-Fetch-Dest: empty")).isNull();
        assertThat(whole("Turbo-Frame: part", "Accept: text/html", "Sec-Fetch-Dest: empty"))
                .isNull();
    }

    @Test
    void withoutASignInPageAPersonGetsTheReason() {
        try (var bare = RequestAuthenticator.builder()
                .jwtKey(TestInstance.KEYS.publicKeyPem())
                .build()) {
            var guard = RequestGuard.builder(bare).protect("/**").build();
            assertThat(status(guard, "/x", "Accept: text/html")).isEqualTo(401);
        }
    }

    @Test
    void eachHostHasItsAuthenticator() {
        var otherKeys = TestKeys.generate();
        try (var other =
                RequestAuthenticator.builder().jwtKey(otherKeys.publicKeyPem()).build()) {
            var hosts = Map.of("app.example.com", authenticator, "other.example.com", other);
            var guard = RequestGuard.builder(request -> {
                        var found = hosts.get(request.headers("host").get(0));
                        if (found == null) {
                            throw new IllegalArgumentException("no application has this host");
                        }
                        return found;
                    })
                    .protect("/**")
                    .build();
            var token = TestInstance.bearer(TestInstance.token("user_1"));
            assertThat(status(guard, "/x", "host: app.example.com", token)).isEqualTo(200);
            assertThat(status(guard, "/x", "host: other.example.com", token)).isEqualTo(401);
            assertThatIllegalArgumentException().isThrownBy(() -> check(guard, "/x", "host: evil.example", token));
        }
    }

    @Test
    void theLockRefusesWithTheResponseOfTheNet() {
        var guard = RequestGuard.builder(authenticator).build();
        var nobody = check(guard, "/x");
        assertThatThrownBy(nobody::require)
                .isInstanceOfSatisfying(
                        AccessRefusedException.class,
                        e -> assertThat(e.response().status()).isEqualTo(401));
        var member = check(guard, "/x", TestInstance.bearer(TestInstance.token("user_1")));
        assertThat(member.require().subject()).isEqualTo("user_1");
        assertThatThrownBy(() -> member.require(role("org:admin")))
                .isInstanceOfSatisfying(
                        AccessRefusedException.class,
                        e -> assertThat(e.response().status()).isEqualTo(403));
        assertThatIllegalStateException()
                .isThrownBy(member::currentUser)
                .withMessageContaining("builder(clerkBackend)");
    }

    @Test
    void aForwardedRequestMeetsTheRulesOfItsNewPath() {
        var guard = RequestGuard.builder(authenticator).protect("/admin/**").build();
        var decision = check(guard, "/open");
        var forwarded = decision.forwardedTo(RequestPath.of("/admin/x"));
        assertThat(Objects.requireNonNull(forwarded.response()).status()).isEqualTo(401);
        assertThat(decision.forwardedTo(RequestPath.of("/other")).response()).isNull();
        assertThat(forwarded.withoutRules().response()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "https://app.example.com/x?a=b, https://app.example.com",
        "https://app.example.com:8443/x, https://app.example.com:8443",
        "http://[::1]:8080/x, http://[::1]:8080",
        "https://user@app.example.com/, ''",
        "nonsense, ''"
    })
    void theOriginOfARequestIsAHost(String url, String origin) {
        var guard = RequestGuard.builder(authenticator).build();
        var request = ClerkRequest.of("GET", url, Map.of());
        if (origin.isEmpty()) {
            assertThatIllegalArgumentException().isThrownBy(() -> guard.origin(request));
        } else {
            assertThat(guard.origin(request)).isEqualTo(origin);
        }
    }

    @Test
    void theOriginIsThatOfAnAbsoluteProxyUrlWhateverHostIsNamed() {
        try (var proxied = TestInstance.authenticator()
                .proxyUrl("https://app.example.com:8443/__clerk")
                .build()) {
            var guard = RequestGuard.builder(proxied).build();
            assertThat(guard.origin(ClerkRequest.of("GET", "https://evil.example/x", Map.of())))
                    .isEqualTo("https://app.example.com:8443");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> guard.origin(ClerkRequest.of("GET", "nonsense", Map.of())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/__clerk"})
    void theOriginIsAnAuthorizedPartyIfThereAreAny(String proxyUrl) {
        var builder =
                TestInstance.authenticator().authorizedParties("https://app.example.com", "http://localhost:8080");
        try (var limited = (proxyUrl.isEmpty() ? builder : builder.proxyUrl(proxyUrl)).build()) {
            var guard = RequestGuard.builder(limited).build();
            for (var own : List.of("https://app.example.com", "http://localhost:8080")) {
                assertThat(guard.origin(ClerkRequest.of("GET", own + "/x", Map.of())))
                        .isEqualTo(own);
            }
            for (var other : List.of(
                    "https://evil.example",
                    "http://app.example.com",
                    "https://app.example.com:8443",
                    "http://localhost")) {
                assertThatIllegalArgumentException()
                        .as(other)
                        .isThrownBy(() -> guard.origin(ClerkRequest.of("GET", other + "/x", Map.of())))
                        .withMessageContaining("authorizedParties")
                        .withMessageNotContaining("evil");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "203.0.113.3, 203.0.113.3",
        "'203.0.113.1, 203.0.113.3', 203.0.113.3",
        "'203.0.113.1,2001:db8::1 ', 2001:db8::1",
        "::1, ::1",
        "::ffff:203.0.113.3, ::ffff:203.0.113.3",
        "203.0.113.3:5678, 192.0.2.1",
        "unknown, 192.0.2.1",
        "'203.0.113.3,', 192.0.2.1",
        "203.0.113, 192.0.2.1",
        "é::, 192.0.2.1",
    })
    void theLastAddressIsTheClientsIfTheProxyInFrontIsTrusted(String header, String client) {
        var request = ClerkRequest.of(Map.of("X-Forwarded-For", List.of(header)));
        var trusting = RequestGuard.builder(authenticator).trustForwardedHeaders(true);
        assertThat(trusting.build().clientAddress(request, "192.0.2.1")).isEqualTo(client);
        assertThat(trusting.build().clientAddress(ClerkRequest.of(Map.of()), "192.0.2.1"))
                .isEqualTo("192.0.2.1");
        assertThat(RequestGuard.builder(authenticator).build().clientAddress(request, "192.0.2.1"))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void aProxyBelongsToOneInstance() {
        try (var proxy = FrontendApiProxy.builder("sk_test_canary").build()) {
            var builder = RequestGuard.builder(request -> authenticator);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> builder.frontendApiProxy(proxy))
                    .withMessageContaining("several authenticators")
                    .withMessageNotContaining("canary");
        }
    }

    @Test
    void aPatternThatCannotBeReadIsAMistake() {
        var builder = RequestGuard.builder(authenticator);
        assertThatIllegalArgumentException().isThrownBy(() -> builder.protect("api/**"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.open("/a/**/b"));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.require("", role("org:admin")));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.accept("/a/", TokenType.API_KEY));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.withoutRedirects("/a b"));
    }
}
