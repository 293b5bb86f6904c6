package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.first;
import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.DEV_HOST;
import static com.clerk.sdk.auth.TestInstances.DEV_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.dev;
import static com.clerk.sdk.auth.TestInstances.devToken;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.token;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.clerk.sdk.auth.flow.OrganizationPatterns;
import com.clerk.sdk.auth.jwt.OrganizationClaims;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The redirects: which browsers, to which URLs, and how often. */
class RedirectsTest {
    private static final String NO_SESSION = "client-uat-but-no-session-token";
    private static final String ORG_MISMATCH = "active-organization-mismatch";

    private final RequestAuthenticator live = live().build();
    private final RequestAuthenticator dev = dev().build();

    private static HttpUrl location(RequestState state) {
        return HttpUrl.get(((Handshake) state).location());
    }

    private static List<String> names(HttpUrl url) {
        return List.copyOf(url.queryParameterNames());
    }

    @Test
    void aBrowserIsSentToTheFrontendApiWithAllThatItNeeds() {
        var state =
                stateOf(live, TestRequest.page(TestRequest.PAGE + "?a=1&b=%26").cookies(UAT));
        var url = location(state);
        assertThat(url.toString()).startsWith("https://clerk.example.com/v1/client/handshake?");
        assertThat(names(url))
                .containsExactly("redirect_url", "__clerk_api_version", "suffixed_cookies", "__clerk_hs_reason");
        assertThat(url.queryParameter("redirect_url")).isEqualTo(TestRequest.PAGE + "?a=1&b=%26");
        assertThat(url.queryParameter("__clerk_api_version")).isEqualTo("2026-05-12");
        assertThat(url.queryParameter("suffixed_cookies")).isEqualTo("false");
        assertThat(url.queryParameter("__clerk_hs_reason")).isEqualTo(NO_SESSION);
    }

    @Test
    void onlyAServerThatCanFetchANonceAsksForOne() {
        try (var asking = live().secretKey(TestInstances.SECRET).build()) {
            var url = location(stateOf(asking, TestRequest.page().cookies(UAT)));
            assertThat(url.queryParameter("format")).isEqualTo("nonce");
        }
        var url = location(stateOf(live, TestRequest.page().cookies(UAT)));
        assertThat(url.queryParameterNames()).doesNotContain("format");
    }

    @Test
    void theResponseIsNotCachedAndCountsTheRedirectsAndSaysWhy() {
        var state = stateOf(live, TestRequest.page().cookies(UAT));
        assertThat(state.headers().keySet())
                .containsExactlyInAnyOrder(
                        "location",
                        "cache-control",
                        "set-cookie",
                        "x-clerk-auth-status",
                        "x-clerk-auth-reason",
                        "x-clerk-auth-message");
        assertThat(first(state, "cache-control")).isEqualTo("private, no-store");
        assertThat(first(state, "set-cookie")).isEqualTo("__clerk_redirect_count=1; SameSite=Lax; HttpOnly; Max-Age=2");
        assertThat(first(state, "x-clerk-auth-status")).isEqualTo("handshake");
        assertThat(first(state, "x-clerk-auth-reason")).isEqualTo(NO_SESSION);
        assertThat(state.tokenType()).isEqualTo(TokenType.SESSION_TOKEN);
        assertThat(state.isSignedIn()).isFalse();
        assertThat(state).hasToString("Handshake(" + NO_SESSION + ")");
    }

    @Test
    void theMessageStandsInAHeader() {
        var state = stateOf(live, TestRequest.page().cookies(UAT + "; __session=" + expired()));
        assertThat(first(state, "x-clerk-auth-message"))
                .isEqualTo("The token has expired (exp). (reason=token-expired, token-carrier=cookie)")
                .isEqualTo(message(state));
    }

    @Test
    void theRedirectCarriesTheTokenToRenew() {
        var cookie = expired();
        var other = signed(header(), with(TestInstances.expired(claims()), "sub", "user_other"));
        var byCookie = stateOf(live, TestRequest.page().cookies(UAT + "; __session=" + cookie));
        assertThat(location(byCookie).queryParameter("__session")).isEqualTo(cookie);
        var byHeader = stateOf(live, TestRequest.page().bearer(other).cookies(UAT));
        assertThat(location(byHeader).queryParameter("__session")).isEqualTo(other);
        var both = stateOf(live, TestRequest.page().bearer(other).cookies(UAT + "; __session=" + cookie));
        assertThat(location(both).queryParameter("__session"))
                .as("the browser's session is the one in its cookie")
                .isEqualTo(cookie);
        var none = stateOf(live, TestRequest.page().cookies(UAT));
        assertThat(location(none).queryParameter("__session")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "sec-purpose, prefetch",
        "sec-purpose, prefetch;prerender",
        "Sec-Purpose, prefetch;anonymous-client-ip",
        "purpose, prefetch",
        "purpose, Prefetch",
        "x-moz, prefetch"
    })
    void aBrowserThatPrefetchesAPageIsNeverRedirected(String name, String value) {
        var header = name.toLowerCase(Locale.ROOT);
        assertThat(verdict(live, TestRequest.page().header(header, value).cookies(UAT)))
                .isEqualTo("signed-out " + NO_SESSION);
        assertThat(verdict(dev, TestRequest.page().header(header, value))).isEqualTo("signed-out dev-browser-missing");
        var satellite = satellite(LIVE_KEY).satelliteAutoSync(true).build();
        var first = TestRequest.page("https://satellite.example/").header(header, value);
        assertThat(stateOf(satellite, first)).isInstanceOf(SignedOut.class);
        var signedIn = TestRequest.page()
                .header(header, value)
                .header("referer", "https://other.example/")
                .cookies(UAT + "; __session=" + token());
        assertThat(verdict(live, signedIn)).isEqualTo("signed-in");
    }

    @Test
    void aBrowserThatOnlySaysThatAUserDidItIsRedirected() {
        var page = TestRequest.page().header("sec-fetch-user", "?1").header("purpose", "user");
        assertThat(verdict(live, page.cookies(UAT))).isEqualTo("handshake " + NO_SESSION);
    }

    @Test
    void afterThreeRedirectsTheMessageSaysWhatMayBeWrong() {
        var state = stateOf(live, TestRequest.page().cookies(UAT + "; __clerk_redirect_count=3"));
        assertThat(verdict(state)).isEqualTo("signed-out " + NO_SESSION);
        assertThat(message(state)).contains("redirected 3 times in a row", "does not keep the cookies", "a cache");
        assertThat(first(state, "x-clerk-auth-message")).isEqualTo(message(state));
    }

    @Test
    void afterThreeRedirectsByPlainHttpTheMessageNamesTheProxyThatEndsTls() {
        var cookies = UAT + "; __clerk_redirect_count=3";
        var plain = TestRequest.PAGE.replace("https:", "http:");
        assertThat(message(stateOf(live, TestRequest.page(plain).cookies(cookies))))
                .contains("redirected 3 times in a row", "Its URL begins with http://", "the proxy that ends TLS");
        assertThat(message(stateOf(live, TestRequest.page().cookies(cookies)))).doesNotContain("http://");
        // On a development instance, http is usual.
        assertThat(message(stateOf(dev, TestRequest.page(plain).cookies(cookies))))
                .doesNotContain("http://");
    }

    @Test
    void theHostOfTheProxyIsOneOfClerksPages() {
        var proxied =
                live().proxyUrl("https://accounts-proxy.example.com/__clerk").build();
        var page = TestRequest.page().cookies(UAT + "; __session=" + token());
        assertThat(verdict(proxied, page.header("referer", "https://accounts-proxy.example.com/sign-in")))
                .isEqualTo("signed-in");
        var other = TestRequest.page().cookies(UAT + "; __session=" + token());
        assertThat(verdict(proxied, other.header("referer", "https://other.example.com/sign-in")))
                .isEqualTo("handshake primary-domain-cross-origin-sync");
    }

    @Test
    void cookiesOfTheSuffixAreAnnounced() {
        var cookies = "__client_uat_" + LIVE_SUFFIX + "=" + NOW;
        var state = stateOf(live, TestRequest.page().cookies(cookies));
        assertThat(location(state).queryParameter("suffixed_cookies")).isEqualTo("true");
    }

    @Test
    void theRedirectCarriesTheDevelopmentBrowserOnlyOnDevelopmentInstances() {
        var cookies = UAT + "; __clerk_db_jwt=browser";
        var onDev = location(stateOf(dev, TestRequest.page().cookies(cookies)));
        assertThat(onDev.host()).isEqualTo(DEV_HOST);
        assertThat(onDev.queryParameter("__clerk_db_jwt")).isEqualTo("browser");
        var onLive = location(stateOf(live, TestRequest.page().cookies(cookies)));
        assertThat(names(onLive)).doesNotContain("__clerk_db_jwt");
        var unknown = location(stateOf(dev, TestRequest.page()));
        assertThat(names(unknown)).doesNotContain("__clerk_db_jwt");
    }

    @Test
    void theDevelopmentBrowserOfTheUrlComesFirstAndLeavesTheUrl() {
        var page = TestRequest.PAGE + "?a=1&__clerk_db_jwt=fresh&__dev_session=old";
        var url = location(stateOf(dev, TestRequest.page(page).cookies("__clerk_db_jwt=stale")));
        assertThat(url.queryParameter("__clerk_db_jwt")).isEqualTo("fresh");
        assertThat(url.queryParameter("redirect_url")).isEqualTo(TestRequest.PAGE + "?a=1");
        var alone = location(stateOf(dev, TestRequest.page(TestRequest.PAGE + "?__clerk_db_jwt=fresh")));
        assertThat(alone.queryParameter("redirect_url")).isEqualTo(TestRequest.PAGE);
        var empty = location(stateOf(
                dev, TestRequest.page(TestRequest.PAGE + "?__clerk_db_jwt=").cookies("__clerk_db_jwt=stale")));
        assertThat(empty.queryParameter("__clerk_db_jwt")).isEqualTo("stale");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,document,'',handshake",
        "GET,iframe,'',handshake",
        "GET,'','text/html,*/*',handshake",
        "GET,'','text/html',handshake",
        "GET,'','*/*',signed-out",
        "GET,'','application/json,text/html',signed-out",
        "GET,'','',signed-out",
        "GET,empty,'text/html',signed-out",
        "GET,image,'text/html',signed-out",
        "GET,Document,'text/html',signed-out",
        "POST,document,'text/html',signed-out",
        "HEAD,document,'text/html',signed-out",
        "get,document,'text/html',signed-out"
    })
    void onlyABrowserThatOpensAPageIsRedirected(String method, String destination, String accept, String state) {
        var request = TestRequest.of(method, TestRequest.PAGE).cookies(UAT);
        if (!destination.isEmpty()) {
            request.header("sec-fetch-dest", destination);
        }
        if (!accept.isEmpty()) {
            request.header("accept", accept);
        }
        assertThat(verdict(live, request)).isEqualTo(state + " " + NO_SESSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/dashboard", "nonsense", "ftp://app.example.com/"})
    void aPageWithoutAnAbsoluteUrlIsNotRedirected(String url) {
        var request = TestRequest.of("GET", url)
                .header("sec-fetch-dest", "document")
                .header("host", "app.example.com")
                .cookies(UAT);
        assertThat(verdict(live, request)).isEqualTo("signed-out " + NO_SESSION);
    }

    @Test
    void aMethodWithoutUrlAndAUrlWithoutMethodAreNotRedirected() {
        var headers = TestRequest.page().cookies(UAT);
        assertThat(verdict(live, new Part(headers, "GET", null))).isEqualTo("signed-out " + NO_SESSION);
        assertThat(verdict(live, new Part(headers, null, TestRequest.PAGE))).isEqualTo("signed-out " + NO_SESSION);
        assertThat(verdict(live, new Part(headers, "GET", TestRequest.PAGE))).isEqualTo("handshake " + NO_SESSION);
    }

    private record Part(
            ClerkRequest request,
            @Nullable String method,
            @Nullable String url) implements ClerkRequest {
        @Override
        public List<String> headers(String name) {
            return request.headers(name);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,2", "2,3", "x,1", "-1,1", "'',1"})
    void redirectsAreCounted(String count, String next) {
        var state = stateOf(live, TestRequest.page().cookies(UAT + "; __clerk_redirect_count=" + count));
        assertThat(first(state, "set-cookie")).startsWith("__clerk_redirect_count=" + next + ";");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "4", "99999999999999999999"})
    void noBrowserIsRedirectedInCircles(String count) {
        var loop = "; __clerk_redirect_count=" + count;
        var state = stateOf(live, TestRequest.page().cookies(UAT + loop));
        assertThat(verdict(state)).isEqualTo("signed-out " + NO_SESSION);
        assertThat(state.location()).isNull();
        assertThat(state.headers())
                .containsOnlyKeys("x-clerk-auth-status", "x-clerk-auth-reason", "x-clerk-auth-message");
        assertThat(first(state, "x-clerk-auth-status")).isEqualTo("signed-out");
        assertThat(verdict(live, TestRequest.page().cookies(UAT + loop + "; __session=" + expired())))
                .startsWith("signed-out session-token-expired");
        var sync = TestRequest.page(TestRequest.PAGE + "?__clerk_redirect_url=https://x.example/");
        assertThat(verdict(dev, sync.cookies("a=1" + loop))).isEqualTo("signed-out primary-responds-to-syncing");
    }

    @Test
    void aProxyTakesThePlaceOfTheFrontendApi() {
        var proxied = live().proxyUrl("https://app.example.com/__clerk//").build();
        assertThat(stateOf(proxied, TestRequest.page().cookies(UAT)).location())
                .startsWith("https://app.example.com/__clerk/v1/client/handshake?");
    }

    @Test
    void aProxyWithoutHostIsAtTheServerThatTheBrowserSees() {
        var proxied = live().proxyUrl("/__clerk/")
                .authorizedParties("https://app.example.com")
                .build();
        var behind = TestRequest.page("http://10.0.0.7:3000/dashboard?a=1")
                .header("x-forwarded-host", "app.example.com, inner")
                .header("x-forwarded-proto", "https, http")
                .cookies(UAT);
        var url = location(stateOf(proxied, behind));
        assertThat(url.toString()).startsWith("https://app.example.com/__clerk/v1/client/handshake?");
        assertThat(url.queryParameter("redirect_url")).isEqualTo("https://app.example.com/dashboard?a=1");
        var elsewhere =
                TestRequest.page().header("x-forwarded-host", "evil.example").cookies(UAT);
        assertThat(verdict(proxied, elsewhere)).isEqualTo("signed-out " + NO_SESSION);
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.0.0.7:3000/x?a=1, app.example.com, https, https://app.example.com/x?a=1",
        "http://10.0.0.7:3000/x, app.example.com:8443, https, https://app.example.com:8443/x",
        "http://10.0.0.7:3000/x, APP.example.com, HTTPS, https://app.example.com/x",
        "http://10.0.0.7:3000/x, '', '', http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, '', https, https://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, [2001:db8::1]:81, http, http://[2001:db8::1]:81/x",
        "http://10.0.0.7:3000/x, evil.example/path, https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, evil.example?q, https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, evil.example#f, https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, me@evil.example, https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, me:pw@evil.example, https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, 'evil .example', https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, az09-x.example, https, https://az09-x.example/x",
        "http://10.0.0.7:3000/x, my_app:81, http, http://my_app:81/x",
        "http://10.0.0.7:3000/x, evil!.example, https, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, app.example.com, javascript, http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, app.example.com, 'https://evil.example/', http://10.0.0.7:3000/x",
        "http://10.0.0.7:3000/x, app.example.com:99999, https, http://10.0.0.7:3000/x"
    })
    void forwardedHeadersCountIfTheyAreAnOrigin(String own, String host, String scheme, String seen) {
        var request = TestRequest.page(own)
                .header("x-forwarded-host", host)
                .header("x-forwarded-proto", scheme)
                .cookies(UAT);
        assertThat(location(stateOf(live, request)).queryParameter("redirect_url"))
                .isEqualTo(seen);
    }

    @ParameterizedTest
    @CsvSource({
        "app.example.com, http://app.example.com/x",
        "app.example.com:81, http://app.example.com:81/x",
        "evil.example/path, http://10.0.0.7:3000/x"
    })
    void theHostHeaderComesBeforeTheUrl(String host, String seen) {
        var request =
                TestRequest.page("http://10.0.0.7:3000/x").header("host", host).cookies(UAT);
        assertThat(location(stateOf(live, request)).queryParameter("redirect_url"))
                .isEqualTo(seen);
        request.header("x-forwarded-host", "front.example.com");
        assertThat(location(stateOf(live, request)).queryParameter("redirect_url"))
                .isEqualTo("http://front.example.com/x");
    }

    private static RequestAuthenticator.Builder satellite(String key) {
        return live().publishableKey(key).satellite(true).domain("satellite.example");
    }

    private static RequestAuthenticator devSatellite() {
        return satellite(DEV_KEY)
                .signInUrl("https://primary.example/sign-in?a=1")
                .build();
    }

    @Test
    void aSatelliteSynchronizesWhenTheVisitorReturnsFromSigningIn() {
        var production = satellite(LIVE_KEY).build();
        var page = "https://satellite.example/?__clerk_synced=false";
        var url = location(stateOf(production, TestRequest.page(page)));
        assertThat(url.toString()).startsWith("https://clerk.satellite.example/v1/client/handshake?");
        assertThat(url.queryParameter("__clerk_hs_reason")).isEqualTo("satellite-needs-syncing");

        var state = stateOf(devSatellite(), TestRequest.page(page));
        assertThat(verdict(state)).isEqualTo("handshake satellite-needs-syncing");
        assertThat(location(state).toString()).startsWith("https://primary.example/sign-in?a=1&");
        assertThat(location(state).queryParameter("__clerk_redirect_url")).isEqualTo(page);
        assertThat(message(state)).isEqualTo("The satellite domain has to ask the primary domain for the session.");
    }

    @Test
    void aSatelliteSynchronizesOnAFirstVisitOnlyWithAutoSync() {
        var page = TestRequest.page("https://satellite.example/");
        assertThat(verdict(satellite(LIVE_KEY).build(), page)).isEqualTo("signed-out session-token-and-uat-missing");
        assertThat(verdict(devSatellite(), page)).isEqualTo("signed-out session-token-and-uat-missing");
        assertThat(verdict(satellite(LIVE_KEY).satelliteAutoSync(true).build(), page))
                .isEqualTo("handshake satellite-needs-syncing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"__client_uat=1699999900", "__session=nonsense"})
    void aSatelliteWithASessionDoesNotSynchronize(String cookies) {
        var auto = satellite(LIVE_KEY).satelliteAutoSync(true).build();
        var page = TestRequest.page("https://satellite.example/").cookies(cookies);
        assertThat(verdict(auto, page)).doesNotContain("satellite-needs-syncing");
        var back = TestRequest.page("https://satellite.example/?__clerk_synced=false")
                .cookies(cookies);
        assertThat(verdict(auto, back)).isEqualTo("handshake satellite-needs-syncing");
    }

    @Test
    void aSynchronizedSatelliteDoesNotSynchronizeAgain() {
        var auto = satellite(LIVE_KEY).satelliteAutoSync(true).build();
        assertThat(verdict(auto, TestRequest.page("https://satellite.example/?__clerk_synced=true")))
                .isEqualTo("signed-out session-token-and-uat-missing");
    }

    @Test
    void aSatelliteSynchronizesOnlyPages() {
        var auto = satellite(LIVE_KEY).satelliteAutoSync(true).build();
        var url = "https://satellite.example/?__clerk_synced=false";
        var missing = "signed-out session-token-and-uat-missing";
        assertThat(verdict(auto, TestRequest.of("POST", url).header("sec-fetch-dest", "document")))
                .isEqualTo(missing);
        assertThat(verdict(auto, TestRequest.of("GET", url).header("sec-fetch-dest", "iframe")))
                .isEqualTo(missing);
        assertThat(verdict(auto, TestRequest.of("GET", url).header("accept", "text/html")))
                .isEqualTo(missing);
        assertThat(verdict(auto, TestRequest.api().header("sec-fetch-dest", "document")))
                .isEqualTo(missing);
    }

    @Test
    void aSatelliteNeverActsAsThePrimaryDomain() {
        var url = "https://satellite.example/?__clerk_synced=true&__clerk_redirect_url=https://evil.example/";
        assertThat(verdict(devSatellite(), TestRequest.page(url))).isEqualTo("handshake dev-browser-missing");
    }

    @Test
    void aSatelliteIsNotSynchronizedAfterAnotherDomain() {
        var request = TestRequest.page("https://satellite.example/")
                .cookies(UAT + "; __session=" + token())
                .header("referer", "https://other.example.com/");
        assertThat(verdict(satellite(LIVE_KEY).build(), request)).isEqualTo("signed-in");
    }

    @Test
    void aSignInUrlOnTheSatelliteIsExplainedInsteadOfRedirectingInCircles() {
        var wrong = satellite(DEV_KEY)
                .signInUrl("https://satellite.example/sign-in")
                .build();
        var state = stateOf(wrong, TestRequest.page("https://satellite.example/?__clerk_synced=false"));
        assertThat(verdict(state)).isEqualTo("signed-out satellite-needs-syncing");
        assertThat(message(state)).contains("primary domain", "CLERK_SIGN_IN_URL");
        assertThat(first(state, "x-clerk-auth-message")).isEqualTo(message(state));
    }

    @Test
    void thePrimaryDomainSendsTheBrowserBackToTheSatellite() {
        var page = TestRequest.PAGE + "?__clerk_redirect_url=https://satellite.example/a?b=1%26__clerk_synced=false";
        var url = location(stateOf(dev, TestRequest.page(page).cookies("__clerk_db_jwt=browser")));
        assertThat(url.toString())
                .isEqualTo("https://satellite.example/a?b=1&__clerk_db_jwt=browser&__clerk_synced=true");
        var unknown = location(stateOf(dev, TestRequest.page(page)));
        assertThat(unknown.toString()).isEqualTo("https://satellite.example/a?b=1&__clerk_synced=true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "javascript:alert(1)", "//evil.example"})
    void thePrimaryDomainRedirectsOnlyToAUrl(String satellite) {
        var page = TestRequest.page(TestRequest.PAGE + "?__clerk_redirect_url=" + satellite);
        assertThat(verdict(dev, page)).isEqualTo("signed-out primary-responds-to-syncing");
    }

    @Test
    void anEmptyUrlOfASatelliteCountsAsAbsent() {
        var page = TestRequest.page(TestRequest.PAGE + "?__clerk_redirect_url=")
                .cookies(UAT + "; __clerk_db_jwt=browser; __session=" + TestInstances.devToken());
        assertThat(verdict(dev, page)).isEqualTo("signed-in");
    }

    @Test
    void aProductionInstanceRedirectsToNoForeignUrl() {
        var page = TestRequest.PAGE + "?__clerk_redirect_url=https://evil.example/";
        assertThat(verdict(live, TestRequest.page(page))).isEqualTo("signed-out session-token-and-uat-missing");
        var good = stateOf(live, TestRequest.page(page).cookies(UAT + "; __session=" + token()));
        assertThat(verdict(good)).isEqualTo("signed-in");
        var post = TestRequest.of("POST", page).header("sec-fetch-dest", "document");
        assertThat(verdict(dev, post)).isEqualTo("signed-out primary-responds-to-syncing");
    }

    private static RequestAuthenticator organizations() {
        return live().organizationPatterns("/orgs/:slug", "/orgs/:slug/(.*)", "/by-id/:id/:page")
                .personalAccountPatterns("/me", "/me/(.*)")
                .build();
    }

    private static String inOrganization() {
        return UAT + "; __session=" + signed(header(), with(with(claims(), "org_id", "org_1"), "org_slug", "acme"));
    }

    private static String inNone() {
        return UAT + "; __session=" + token();
    }

    @ParameterizedTest
    @CsvSource({
        "/orgs/acme, true, ",
        "/orgs/acme/, true, ",
        "/ORGS/acme, true, ",
        "/orgs/acme/invoices/1, true, ",
        "/orgs/other, true, other",
        "/orgs/other/invoices, true, other",
        "/orgs/ACME, true, ACME",
        "/orgs/acme, false, acme",
        "/by-id/org_1/home, true, ",
        "/by-id/org_2/home, true, org_2",
        "/by-id/org_2/home/more, true, ",
        "/me, true, ''",
        "/me/settings, true, ''",
        "/me, false, ",
        "/elsewhere, true, ",
        "/, false, "
    })
    void aPathThatBelongsToAnotherOrganizationIsSynchronized(
            String path, boolean active, @Nullable String organization) {
        var cookies = active ? inOrganization() : inNone();
        var state = stateOf(
                organizations(),
                TestRequest.page("https://app.example.com" + path).cookies(cookies));
        if (organization == null) {
            assertThat(verdict(state)).isEqualTo("signed-in");
            return;
        }
        assertThat(verdict(state)).isEqualTo("handshake " + ORG_MISMATCH);
        assertThat(location(state).queryParameter("organization_id")).isEqualTo(organization);
        assertThat(message(state)).isEqualTo("The page belongs to an organization that is not the active one.");
    }

    @Test
    void everyRedirectFromAPageOfAnOrganizationNamesItSoThatOneIsEnough() {
        var page = TestRequest.page("https://app.example.com/orgs/other").cookies(UAT);
        var url = location(stateOf(organizations(), page));
        assertThat(url.queryParameter("__clerk_hs_reason")).isEqualTo(NO_SESSION);
        assertThat(url.queryParameter("organization_id")).isEqualTo("other");
        var personal = TestRequest.page("https://app.example.com/me").cookies(UAT);
        assertThat(location(stateOf(organizations(), personal)).queryParameter("organization_id"))
                .isEmpty();
        var elsewhere = TestRequest.page("https://app.example.com/").cookies(UAT);
        assertThat(location(stateOf(organizations(), elsewhere)).queryParameterNames())
                .doesNotContain("organization_id");
    }

    @Test
    void aVeryLongPathBelongsToNoOrganizationSoThatNoneTakesLongToMatch() {
        var longest = "https://app.example.com/orgs/other/" + "a".repeat(2048 - "/orgs/other/".length());
        assertThat(verdict(organizations(), TestRequest.page(longest).cookies(inNone())))
                .isEqualTo("handshake " + ORG_MISMATCH);
        assertThat(verdict(organizations(), TestRequest.page(longest + "a").cookies(inNone())))
                .isEqualTo("signed-in");
    }

    @Test
    void aPendingSessionIsNotRedirectedToAnotherOrganization() {
        var pending = UAT + "; __session=" + signed(header(), with(claims(), "sts", "pending"));
        var page = TestRequest.page("https://app.example.com/orgs/other").cookies(pending);
        assertThat(verdict(organizations(), page)).isEqualTo("signed-out session-pending");
        var accepting =
                AuthenticateOptions.builder().acceptPendingSessions(true).build();
        assertThat(verdict(stateOf(organizations(), page, accepting))).isEqualTo("signed-in");
    }

    @Test
    void anOrganizationIsSynchronizedForPagesAloneAndNotInCircles() {
        var url = "https://app.example.com/orgs/other";
        var organizations = organizations();
        assertThat(verdict(organizations, TestRequest.api().cookies(inNone()))).isEqualTo("signed-in");
        assertThat(verdict(organizations, TestRequest.of("POST", url).cookies(inNone())))
                .isEqualTo("signed-in");
        assertThat(verdict(organizations, TestRequest.of("GET", url).cookies(inNone())))
                .isEqualTo("signed-in");
        var third = TestRequest.page(url).cookies(inNone() + "; __clerk_redirect_count=3");
        assertThat(verdict(organizations, third)).isEqualTo("signed-in");
        var second = TestRequest.page(url).cookies(inNone() + "; __clerk_redirect_count=2");
        assertThat(verdict(organizations, second)).isEqualTo("handshake " + ORG_MISMATCH);
        assertThat(verdict(organizations, TestRequest.page(url).bearer(token())))
                .isEqualTo("signed-in");
    }

    @Test
    void personalPathsAloneWorkToo() {
        var personal = live().personalAccountPatterns("/me").build();
        var page = TestRequest.page("https://app.example.com/me");
        assertThat(verdict(personal, page.cookies(inOrganization()))).isEqualTo("handshake " + ORG_MISMATCH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "orgs/:slug|does not begin with /",
                "''|does not begin with /",
                "/orgs|has neither :id nor :slug",
                "/orgs/:identifier|has neither :id nor :slug",
                "/orgs/:slugs/:ids|has neither :id nor :slug",
                "/orgs/:id/:id|has :id twice",
                "/orgs/:slug/x/:slug|has :slug twice",
                "/orgs/:slug/*|has something at index 12",
                "/orgs/:slug/(\\d+)|has something at index 12",
                "/orgs/:slug?|has something at index 11",
                "/orgs/{:slug}|has something at index 6",
                "/orgs/:slug/:|has something at index 12",
                "/orgs/:slug/:1|has something at index 12"
            })
    void aPatternThatCannotWorkIsRefused(String pattern, String problem) {
        var builder = live().organizationPatterns("/ok/:id", pattern);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContainingAll(pattern, problem, "/orgs/:slug");
    }

    @Test
    void aPersonalPatternNeedsNoOrganizationButASlash() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> live().personalAccountPatterns("me").build())
                .withMessageContainingAll("me", "does not begin with /");
    }

    @Test
    void patternsNeedAPublishableKey() {
        for (var patterns : List.of(
                RequestAuthenticator.builder().organizationPatterns("/orgs/:id"),
                RequestAuthenticator.builder().personalAccountPatterns("/me"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> patterns.jwtKey(TestTokens.pem()).build())
                    .withMessageContainingAll("publishableKey(", "API keys page of the Clerk Dashboard");
        }
    }

    @Test
    void charactersOfAPatternMeanThemselves() {
        var patterns = OrganizationPatterns.of(List.of("/a.b/:id", "/c|d/:slug/"), List.of());
        assertThat(patterns.target("/a.b/x")).isEqualTo(new OrganizationPatterns.Target("x", null));
        assertThat(patterns.target("/aXb/x")).isNull();
        assertThat(patterns.target("/c|d/x/")).isEqualTo(new OrganizationPatterns.Target(null, "x"));
        assertThat(patterns.target("/c|d/x")).isNull();
        assertThat(patterns.target("/c")).isNull();
        assertThat(patterns.target("/a.b/x/y")).isNull();
    }

    @Test
    void theIdCountsBeforeTheSlug() {
        var target = Objects.requireNonNull(
                OrganizationPatterns.of(List.of("/:id/:slug"), List.of()).target("/org_1/acme"));
        assertThat(target.parameter()).isEqualTo("org_1");
        assertThat(target.isActive(new OrganizationClaims("org_1", "renamed", null, List.of())))
                .isTrue();
    }

    @Test
    void aDevelopmentInstanceSynchronizesOrganizationsWithItsBrowser() {
        var organizations = dev().organizationPatterns("/orgs/:slug").build();
        var request = TestRequest.page("https://app.example.com/orgs/other")
                .cookies("__clerk_db_jwt=browser; " + UAT + "; __session=" + devToken());
        var url = location(stateOf(organizations, request));
        assertThat(url.queryParameter("__clerk_db_jwt")).isEqualTo("browser");
        assertThat(url.queryParameter("organization_id")).isEqualTo("other");
    }
}
