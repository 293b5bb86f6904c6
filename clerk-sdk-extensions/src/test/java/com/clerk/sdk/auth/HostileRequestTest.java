package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.message;
import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.DEV_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.dev;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.flow.Cookies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile requests: every one ends in a state with a reason. */
class HostileRequestTest {
    private static final String MISSING = "signed-out session-token-and-uat-missing";
    private static final String INVALID = "signed-out token-invalid";
    private static final List<String> NAMES = List.of(
            "authorization",
            "cookie",
            "host",
            "x-forwarded-host",
            "x-forwarded-proto",
            "referer",
            "sec-fetch-dest",
            "accept",
            "user-agent",
            "origin");

    private final RequestAuthenticator live = live().build();
    private final RequestAuthenticator dev = dev().build();

    private static String goodCookies() {
        return UAT + "; __session=" + token();
    }

    private String byAuthorization(String... values) {
        var request = TestRequest.api().cookies(goodCookies());
        for (var value : values) {
            request.header("authorization", value);
        }
        return verdict(live, request);
    }

    private String byCookies(String... headers) {
        var request = TestRequest.api();
        for (var header : headers) {
            request.cookies(header);
        }
        return verdict(live, request);
    }

    private String byHeaders(Map<String, List<String>> headers) {
        return verdict(live, ClerkRequest.of(headers));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer Bearer x", "Bearer\tx", "nonsense", "bearer", "Bearer x y"})
    void aBadTokenInTheHeaderBeatsAGoodCookie(String value) {
        assertThat(byAuthorization(value)).isEqualTo(INVALID);
    }

    @Test
    void theSchemeMayHaveAnyCaseAndAnyNumberOfBlanksBehindIt() {
        for (var scheme : List.of("Bearer ", "bearer ", "BEARER ", "bEARER ", "Bearer  ", "bearer     ")) {
            assertThat(byHeaders(Map.of("authorization", List.of(scheme + token()))))
                    .as(scheme)
                    .isEqualTo("signed-in");
            assertThat(byAuthorization(scheme + "x")).as(scheme).isEqualTo(INVALID);
        }
        assertThat(byAuthorization("Bearer Bearer " + token())).isEqualTo(INVALID);
        assertThat(byAuthorization("Bearer\t" + token())).isEqualTo(INVALID);
    }

    @Test
    void aTokenMayStandWithoutASchemeOrWithBlanksAroundIt() {
        assertThat(byHeaders(Map.of("authorization", List.of(token())))).isEqualTo("signed-in");
        assertThat(byHeaders(Map.of("authorization", List.of(" Bearer " + token() + " "))))
                .isEqualTo("signed-in");
        assertThat(byHeaders(Map.of("authorization", List.of("Bearer " + token() + " more"))))
                .isEqualTo("signed-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Basic dXNlcjpwYXNz", "Digest a=b, c=d", "Bearerx y", "XBearer y", "Bear y"})
    void anotherSchemeLeavesTheDecisionToTheCookies(String value) {
        assertThat(byAuthorization(value)).isEqualTo("signed-in");
        assertThat(byHeaders(Map.of("authorization", List.of(value)))).isEqualTo(MISSING);
    }

    @Test
    void aRequestWithMoreThanOneAuthorizationIsRefused() {
        var good = "Bearer " + token();
        for (var several : List.of(
                List.of("Basic dXNlcjpwYXNz", good),
                List.of(good, "Basic dXNlcjpwYXNz"),
                List.of("Bearer nonsense", good),
                List.of(good, "Bearer nonsense"),
                List.of(good, good),
                List.of(good, ""),
                List.of("Basic a", "Basic b"))) {
            assertThat(byAuthorization(several.toArray(new String[0])))
                    .as("%s", several)
                    .isEqualTo(INVALID);
            for (var options : List.of(
                    AuthenticateOptions.acceptAnyToken(), AuthenticateOptions.acceptTokens(TokenType.M2M_TOKEN))) {
                var request = ClerkRequest.of(Map.of("authorization", several));
                var state = (SignedOut) States.stateOf(live, request, options);
                assertThat(state.message())
                        .isEqualTo("The request has more than one Authorization header. Send one, with one token."
                                + " (reason=token-invalid, token-carrier=header)");
                assertThat(state.cause()).isInstanceOf(TokenVerificationException.class);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"authorization", "Authorization", "AUTHORIZATION", "aUTHORIZATION", "AuthorizatioN"})
    void headersAreFoundInAnyCase(String name) {
        assertThat(byHeaders(Map.of(name, List.of("Bearer " + token())))).isEqualTo("signed-in");
    }

    @Test
    void headersAreFoundInAnyCaseInEveryLocale() {
        var usual = Locale.getDefault();
        try {
            for (var language : List.of("tr", "az", "lt", "en")) {
                Locale.setDefault(new Locale(language));
                for (var name : List.of("authorization", "Authorization", "AUTHORIZATION")) {
                    assertThat(byHeaders(Map.of(name, List.of("Bearer " + token()))))
                            .as(language)
                            .isEqualTo("signed-in");
                }
                for (var name : List.of("cookie", "Cookie", "COOKIE")) {
                    assertThat(byHeaders(Map.of(name, List.of(goodCookies()))))
                            .as(language)
                            .isEqualTo("signed-in");
                }
                // Neither the dotless i, nor the dotted I, nor the Kelvin sign is a letter of a header's name.
                for (var name : List.of("author\u0131zation", "AUTHOR\u0130ZATION", "coo\u212aie", "cook\u0131e")) {
                    assertThat(byHeaders(
                                    Map.of(name, List.of(name.startsWith("c") ? goodCookies() : "Bearer " + token()))))
                            .as(language)
                            .isEqualTo(MISSING);
                }
                var page = ClerkRequest.of(
                        "GET",
                        "HTTPS://APP.EXAMPLE.COM/I",
                        Map.of("SEC-FETCH-DEST", List.of("document"), "COOKIE", List.of(UAT)));
                assertThat(verdict(live, page)).isEqualTo("handshake client-uat-but-no-session-token");
                var organizations = live().organizationPatterns("/IDI/:slug").build();
                var elsewhere = ClerkRequest.of(
                        "GET",
                        "https://app.example.com/idi/x",
                        Map.of("Sec-Fetch-Dest", List.of("document"), "Cookie", List.of(goodCookies())));
                assertThat(verdict(organizations, elsewhere)).isEqualTo("handshake active-organization-mismatch");
            }
        } finally {
            Locale.setDefault(usual);
        }
    }

    @Test
    void aNameThatOnlyBeginsOrEndsLikeTheHeaderIsAnother() {
        for (var name :
                List.of("authorizatio", "authorization ", "xauthorization", "authorizationx", "", "[uthorization")) {
            assertThat(byHeaders(Map.of(name, List.of("Bearer " + token())))).isEqualTo(MISSING);
        }
    }

    @Test
    void severalSpellingsOfOneHeaderAreOne() {
        var headers = new LinkedHashMap<String, List<String>>();
        headers.put("Cookie", List.of(UAT));
        headers.put("other", List.of("x"));
        headers.put("cookie", List.of("__session=" + token()));
        assertThat(byHeaders(headers)).isEqualTo("signed-in");
        headers.put("COOKIE", List.of("__session=nonsense"));
        assertThat(byHeaders(headers)).isEqualTo("signed-in");
    }

    private static Map<@Nullable String, @Nullable List<@Nullable String>> withNulls() {
        var headers = new HashMap<@Nullable String, @Nullable List<@Nullable String>>();
        headers.put(null, List.of("HTTP/1.1 200 OK"));
        headers.put("Authorization", null);
        headers.put("authorization", Arrays.asList(null, "Basic x", null));
        headers.put("Cookie", Arrays.asList(null, goodCookies(), null));
        headers.put("host", Arrays.asList((String) null));
        headers.put("x-forwarded-host", null);
        headers.put("referer", Arrays.asList(null, null));
        headers.put("user-agent", Arrays.asList(null, "x"));
        return headers;
    }

    @Test
    @SuppressWarnings({"unchecked", "NullAway", "rawtypes"}) // what HttpURLConnection and servlet code hand over
    void namesAndValuesThatAreNullArePassedOver() {
        var headers = (Map<String, List<String>>) (Map) withNulls();
        assertThat(verdict(live, ClerkRequest.of(headers))).isEqualTo("signed-in");
        assertThat(verdict(live, ClerkRequest.of("GET", TestRequest.PAGE, headers)))
                .isEqualTo("signed-in");
        assertThat(ClerkRequest.of(headers)).hasToString("ClerkRequest(8 headers)");
    }

    @Test
    void anImmutableOrASortedMapIsReadAsItIs() {
        assertThat(byHeaders(Map.of())).isEqualTo(MISSING);
        var sorted = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        sorted.put("AUTHORIZATION", List.of("Bearer " + token()));
        assertThat(byHeaders(sorted)).isEqualTo("signed-in");
        assertThat(byHeaders(Map.of("authorization", List.of(), "cookie", List.of(goodCookies()))))
                .isEqualTo("signed-in");
    }

    @Test
    void cookiesOfAllHeadersAreRead() {
        assertThat(byCookies("a=1; b=2", UAT, "c=3;__session=" + token())).isEqualTo("signed-in");
    }

    @Test
    void theFirstOfSeveralCookiesOfOneNameCounts() {
        assertThat(byCookies(goodCookies(), "__session=nonsense")).isEqualTo("signed-in");
        assertThat(byCookies("__session=nonsense; " + goodCookies())).isEqualTo(INVALID);
        assertThat(byCookies("__session=; " + goodCookies())).isEqualTo("signed-out client-uat-but-no-session-token");
    }

    @Test
    void cookiesThatOnlyLookAlikeDoNotCount() {
        var others = "__sessionfoo=nonsense; __session_" + DEV_SUFFIX + "=nonsense; _session=x; __Session=nonsense;"
                + " x__session=y; __session =" + token() + "; __session.x=1; ";
        assertThat(byCookies(others + UAT)).isEqualTo("signed-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__session",
                "__session;",
                ";;; ; ;",
                "=",
                "==",
                "=x",
                "__session; =__session",
                "; __session",
                "\u0000",
                "__session\u0000=x",
                "\t",
                ";",
                "__session,__client_uat=5"
            })
    void aHeaderWithoutACookieHoldsNone(String header) {
        assertThat(byCookies(header)).isEqualTo(MISSING);
        assertThat(byCookies(header, goodCookies())).isEqualTo("signed-in");
        assertThat(byCookies(header + "; " + goodCookies())).isEqualTo("signed-in");
    }

    @Test
    void valuesMayStandInQuotesAndWithBlanksAroundThem() {
        assertThat(byCookies(UAT + "; __session=\"" + token() + "\"")).isEqualTo("signed-in");
        assertThat(byCookies(UAT + " ;\t __session \t=\t " + token() + "\t ;")).isEqualTo("signed-in");
        assertThat(byCookies(UAT + "; __session=\"" + token())).isEqualTo(INVALID);
        assertThat(byCookies(UAT + "; __session=\"")).isEqualTo(INVALID);
        assertThat(byCookies(UAT + "; __session=\"\"")).isEqualTo("signed-out client-uat-but-no-session-token");
        assertThat(byCookies(UAT + "; __session=x" + token() + "\"")).isEqualTo(INVALID);
    }

    @Test
    void percentSignsAreDecodedAfterSplitting() {
        assertThat(byCookies(UAT + "; __session=" + token().replace(".", "%2e")))
                .isEqualTo("signed-in");
        assertThat(byCookies(UAT + "; __session=" + token().replace(".", "%2E")))
                .isEqualTo("signed-in");
        assertThat(byCookies("x=1%3B%20__client_uat%3D5%3B __session=" + token()))
                .isEqualTo(MISSING);
        assertThat(byCookies(UAT + "; __session=" + token() + "%3B%20Path%3D/")).isEqualTo(INVALID);
        assertThat(byCookies(UAT + "; %5F_session=" + token())).isEqualTo("signed-out client-uat-but-no-session-token");
    }

    @ParameterizedTest
    @CsvSource({
        "%, %",
        "%4, %4",
        "a%, a%",
        "%zz, %zz",
        "%4z, %4z",
        "%z4, %z4",
        "%41, A",
        "%30, 0",
        "%41%, %41%",
        "%41%4, %41%4",
        "%e4%b8%ad, \u4e2d",
        "%ff, %ff",
        "%c3, %c3",
        "%C3%A4x, \u00e4x",
        "\u00e4%41, \u00e4A",
        "%4\u00e4, %4\u00e4",
        "%2541, %41",
        "a+b, a+b"
    })
    void aBadEscapeLeavesTheValueAsItIs(String value, String decoded) {
        assertThat(Cookies.parse(List.of("c=" + value), List.of("c")).get("c")).isEqualTo(decoded);
        assertThat(stateOf(live, TestRequest.api().cookies(UAT + "; __session=" + value)))
                .isInstanceOf(SignedOut.class);
    }

    @Test
    void absentCookiesAreEmpty() {
        var cookies = Cookies.parse(List.of("a=1; b=2"), List.of("a", "c"));
        assertThat(cookies.get("a")).isEqualTo("1");
        assertThat(cookies.get("b")).isNull();
        assertThat(Cookies.parse(List.of("a=%09x"), List.of("a")).get("a")).isEqualTo("\tx");
        assertThat(cookies.get("c")).isNull();
        assertThat(cookies.text("c")).isEmpty();
    }

    @Test
    void tenThousandCookiesAreReadOnce() {
        var many = IntStream.range(0, 10_000).mapToObj(i -> "c" + i + "=v" + i).collect(Collectors.joining("; "));
        assertThat(byCookies(many)).isEqualTo(MISSING);
        assertThat(byCookies(many + "; " + goodCookies())).isEqualTo("signed-in");
        var sessions = "__session=nonsense; ".repeat(10_000);
        assertThat(byCookies(sessions + goodCookies())).isEqualTo(INVALID);
        assertThat(byCookies("__session_" + LIVE_SUFFIX + "=x;".repeat(10_000))).isNotEqualTo("signed-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%41", "%", ";", "=", "\"", ".", "a.", "Bearer ", "\u0000", "\u00ff", "\ud83d"})
    void aHeaderOfAMegabyteIsRefused(String piece) {
        var huge = piece.repeat(1_000_000 / piece.length());
        for (var name : NAMES) {
            assertThat(stateOf(live, TestRequest.page().header(name, huge)).isSignedIn())
                    .as(name)
                    .isFalse();
        }
        assertThat(byCookies(UAT + "; __session=" + huge)).isNotEqualTo("signed-in");
        assertThat(byAuthorization("Bearer " + token() + huge)).startsWith(INVALID);
    }

    @Test
    void controlCharactersAreNoTokens() {
        for (char c = 0; c < ' '; c++) {
            assertThat(byHeaders(Map.of("authorization", List.of("Bearer " + c + "x"))))
                    .startsWith("signed-out");
            assertThat(byHeaders(Map.of("authorization", List.of("Bearer " + token().replace(".", "." + c)))))
                    .isEqualTo(INVALID);
            assertThat(byCookies(UAT + "; __session=" + token().replace(".", c + ".")))
                    .isEqualTo(INVALID);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example\r\nSet-Cookie: x=1",
                "evil.example/\"><script>",
                "evil.example\u0000",
                "user:pass@evil.example",
                "evil.example?x=",
                "evil.example#",
                "evil.example\\@app.example.com",
                "//evil.example",
                "%65vil.example",
                ":8080",
                "-",
                "..."
            })
    void nothingIsInjectedThroughTheHeadersOfAProxy(String value) {
        for (var name : List.of("x-forwarded-host", "x-forwarded-proto", "host")) {
            for (var authenticator : List.of(live, dev)) {
                var state =
                        stateOf(authenticator, TestRequest.page().cookies(UAT).header(name, value));
                assertThat(state).isInstanceOf(Handshake.class);
                assertPrintable(state);
                assertThat(state.headers().toString()).doesNotContain("script", "x=1", "pass");
                assertThat(state.location()).startsWith("https://");
            }
        }
    }

    private static void assertPrintable(RequestState state) {
        state.headers().forEach((name, values) -> {
            assertThat(name).matches("[a-z-]+");
            values.forEach(value -> assertThat(value).matches("[\\x20-\\x7e\\x80-\\xff]+"));
        });
        assertThat(message(state)).matches("[\\x20-\\x7e]*");
    }

    @Test
    void anAdapterThatFailsLetsNobodyIn() {
        var failing = List.<ClerkRequest>of(
                name -> {
                    throw new IllegalStateException("canary " + name);
                },
                name -> {
                    throw new NullPointerException();
                },
                new Failing(false),
                new Failing(true));
        for (var request : failing) {
            var state = stateOf(live, request);
            assertThat(verdict(state)).isEqualTo("signed-out unexpected-error");
            assertThat(state.tokenType()).isEqualTo(TokenType.SESSION_TOKEN);
            assertThat(message(state)).contains("Exception").doesNotContain("canary");
            assertPrintable(state);
        }
        var any = stateOf(live, failing.get(0), AuthenticateOptions.acceptAnyToken());
        assertThat(any.tokenType()).isNull();
    }

    @Test
    @SuppressWarnings("NullAway") // what an adapter without NullAway may do
    void anAdapterThatGivesNullHasNoHeaders() {
        assertThat(verdict(live, name -> null)).isEqualTo("signed-out session-token-and-uat-missing");
    }

    /** Has good cookies, and fails where a page is asked about. */
    private record Failing(boolean late) implements ClerkRequest {
        @Override
        public List<String> headers(String name) {
            return name.equals("cookie") ? List.of(goodCookies()) : List.of();
        }

        @Override
        public @Nullable String method() {
            if (late) {
                throw new IllegalStateException("canary");
            }
            return "GET";
        }

        @Override
        public @Nullable String url() {
            throw new UnsupportedOperationException("canary");
        }
    }

    @Test
    void randomBytesInAllHeadersEndInAState() {
        long seed = System.nanoTime();
        System.out.println("random headers, seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            var headers = new HashMap<String, List<String>>();
            for (var name : NAMES) {
                headers.put(name, values(random));
            }
            var url = "https://app.example.com/" + text(random, 20);
            var request = random.nextBoolean()
                    ? ClerkRequest.of(headers)
                    : ClerkRequest.of("GET", random.nextBoolean() ? url : TestRequest.PAGE, headers);
            var state = stateOf(random.nextBoolean() ? live : dev, request, options(random));
            assertThat(state.isSignedIn()).isFalse();
            assertPrintable(state);
        }
    }

    private static List<String> values(Random random) {
        var values = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            values.add(text(random, 40));
        }
        return values;
    }

    /** Returns random bytes, some of them after a prefix that matters in a header. */
    private static String text(Random random, int length) {
        var starts = List.of(
                "",
                "Bearer ",
                "Bearer ey",
                "__session=",
                "__client_uat=1; __session=",
                "a.b.c",
                "document",
                "text/html");
        var bytes = new byte[random.nextInt(length)];
        random.nextBytes(bytes);
        return starts.get(random.nextInt(starts.size())) + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static AuthenticateOptions options(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> AuthenticateOptions.acceptAnyToken();
            case 1 -> AuthenticateOptions.acceptTokens(TokenType.M2M_TOKEN);
            default -> AuthenticateOptions.none();
        };
    }
}
