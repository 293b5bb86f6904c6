package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestInstances.DEV_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_KEY;
import static com.clerk.sdk.auth.TestInstances.LIVE_SUFFIX;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.NOW;
import static com.clerk.sdk.auth.TestTokens.claims;
import static com.clerk.sdk.auth.TestTokens.header;
import static com.clerk.sdk.auth.TestTokens.signed;
import static com.clerk.sdk.auth.TestTokens.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.auth.flow.AccountPortal;
import com.clerk.sdk.auth.flow.AuthenticationContext;
import com.clerk.sdk.auth.flow.ContextParts;
import com.clerk.sdk.auth.flow.MachineTokenKind;
import com.clerk.sdk.auth.flow.RequestView;
import com.clerk.sdk.auth.flow.Urls;
import com.clerk.sdk.auth.lookup.ClerkLookups;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of a request that authentication reads. */
class RequestPartsTest {
    @ParameterizedTest
    @CsvSource({
        "0,0",
        "7,7",
        "1700000000,1700000000",
        "12abc,12",
        "2147483647,2147483647",
        "2147483648,2147483647",
        "99999999999999999999999,2147483647",
        "abc,0",
        "-1,0",
        "'',0",
        "1.9,1",
        "\u0661,0"
    })
    void theNumberAtTheBeginningOfATextIsRead(String text, int number) {
        assertThat(RequestView.wholeNumber(text)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://a.example",
        "https://a.example:443/x, https://a.example",
        "https://a.example:8443/x?y#z, https://a.example:8443",
        "http://a.example:80, http://a.example",
        "http://a.example:443, http://a.example:443",
        "http://[::1]:3000/, http://[::1]:3000",
        "https://[2001:DB8::1]/, https://[2001:db8::1]"
    })
    void anOriginIsSchemeHostAndUnusualPort(String url, String origin) {
        assertThat(Urls.origin(HttpUrl.get(url))).isEqualTo(origin);
    }

    @ParameterizedTest
    @CsvSource({"https://a.example/b, https://a.example/b", "a///, a", "///, ''", "'', ''", "/a/b/, /a/b"})
    void slashesAtTheEndAreCut(String url, String cut) {
        assertThat(Urls.withoutTrailingSlashes(url)).isEqualTo(cut);
    }

    @Test
    void everyErrorOfARefreshIsAnExpiredToken() {
        assertThat(AuthErrorReason.of("session-token-expired-refresh-x").known())
                .isEqualTo(AuthErrorReason.Known.SESSION_TOKEN_EXPIRED);
        assertThat(AuthErrorReason.of("session-token-x").known()).isEqualTo(AuthErrorReason.Known.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "clerk.example.com, https://accounts.example.com",
        "happy-hippo-1.clerk.accounts.dev, https://happy-hippo-1.accounts.dev",
        "x.clerk.accountsstage.dev, https://x.accountsstage.dev",
        "'', ''"
    })
    void theAccountPortalIsNextToTheFrontendApi(String frontendApi, String portal) {
        assertThat(AccountPortal.url(frontendApi)).isEqualTo(portal);
    }

    private static ContextParts.Cookies cookies(String key, String header) {
        return ContextParts.cookies(
                context(live().publishableKey(key), ClerkRequest.of(Map.of("cookie", List.of(header)))));
    }

    private static AuthenticationContext context(RequestAuthenticator.Builder builder, ClerkRequest request) {
        var authenticator = builder.build();
        return authenticator.context(authenticator.view(request), AuthenticateOptions.none(), ClerkLookups.BLOCKING);
    }

    private static String session(String key, @Nullable Object iat, long exp) {
        var issuer = PublishableKey.parse(key).issuer();
        return signed(header(), with(with(with(claims(), "iss", issuer), "iat", iat), "exp", exp));
    }

    private static Arguments choice(String plainUat, String plain, String uat, String suffixed, boolean chosen) {
        return Arguments.of(plainUat, plain, uat, suffixed, chosen);
    }

    /** {@code -} for a cookie that is not there. */
    static Stream<Arguments> choices() {
        var now = session(LIVE_KEY, NOW, NOW + 60);
        var older = session(LIVE_KEY, NOW - 1, NOW + 60);
        var timeless = session(LIVE_KEY, "x", NOW + 60);
        var over = session(LIVE_KEY, NOW - 60, NOW);
        var insecure = signed(header(), with(claims(), "iss", "http://clerk.example.com"));
        return Stream.of(
                choice("-", "-", "-", "-", false),
                choice("5", now, "-", "-", false),
                choice("5", now, "5", now, true),
                choice("5", now, "5", older, false),
                choice("5", older, "5", now, true),
                choice("5", now, "5", "-", false),
                choice("5", timeless, "5", timeless, true),
                choice("5", older, "5", timeless, false),
                choice("5", older, "5", "nonsense", false),
                choice("-", now, "5", older, false),
                choice("0", now, "5", older, true),
                choice("5", "-", "0", "-", false),
                choice("-", "-", "0", "-", false),
                choice("0", "-", "0", "-", true),
                choice("0", "-", "5", over, true),
                choice("5", "-", "-", now, false),
                choice("5", "-", "5", "-", true),
                choice("5", insecure, "5", now, true),
                choice("5", signed(header(), with(claims(), "iss", 5)), "-", "-", true),
                choice("5", signed(header(), with(claims(), "iss", "")), "5", now, false),
                choice("5", signed(header(), with(claims(), "iss", null)), "5", now, false),
                choice("5", "nonsense", "5", now, false),
                choice("5", signed(header(), with(claims(), "iss", "ftp://clerk.example.com")), "-", "-", true),
                choice("5", signed(header(), with(claims(), "iss", "https://clerk.example.org")), "-", "-", true));
    }

    private static String cookieHeader(String suffix, String... values) {
        var names = List.of("__client_uat", "__session", "__client_uat_" + suffix, "__session_" + suffix);
        var header = new StringBuilder("x=1");
        for (int i = 0; i < values.length; i++) {
            if (!values[i].equals("-")) {
                header.append("; ").append(names.get(i)).append('=').append(values[i]);
            }
        }
        return header.toString();
    }

    @ParameterizedTest
    @MethodSource("choices")
    void theSuffixIsChosen(String plainUat, String plain, String uat, String suffixed, boolean chosen) {
        var cookies = cookies(LIVE_KEY, cookieHeader(LIVE_SUFFIX, plainUat, plain, uat, suffixed));
        assertThat(cookies.suffixed()).isEqualTo(chosen);
        assertThat(cookies.session()).isEqualTo((chosen ? suffixed : plain).replaceAll("^-$", ""));
    }

    @Test
    void theCookiesOfASatelliteMayHaveTheIssuerOfItsOwnDomainOrOfThePrimary() {
        for (var issuer : List.of("https://clerk.satellite.example", "https://clerk.example.com")) {
            var session = signed(header(), with(claims(), "iss", issuer));
            var satellite = RequestAuthenticator.builder()
                    .jwtKey(TestTokens.pem())
                    .publishableKey(LIVE_KEY)
                    .satellite(true)
                    .domain("satellite.example")
                    .clock(TestTokens.CLOCK)
                    .build();
            var request = TestRequest.page("https://satellite.example/")
                    .cookies(TestInstances.UAT + "; __session=" + session);
            assertThat(States.verdict(satellite, request)).as(issuer).isEqualTo("signed-in");
            var primary = TestInstances.live().domain("satellite.example").build();
            assertThat(States.verdict(primary, request).equals("signed-in"))
                    .as("a domain alone does not make a satellite")
                    .isEqualTo(issuer.contains("example.com"));
        }
    }

    @Test
    void anExpiredSessionOfADevelopmentInstanceGivesWayToASignOut() {
        var suffix = TestInstances.DEV_SUFFIX;
        for (long exp : new long[] {NOW - 1, NOW}) {
            var over = session(DEV_KEY, NOW - 60, exp);
            assertThat(cookies(DEV_KEY, cookieHeader(suffix, "0", "-", "5", over))
                            .suffixed())
                    .isFalse();
        }
        var good = session(DEV_KEY, NOW - 60, NOW + 1);
        assertThat(cookies(DEV_KEY, cookieHeader(suffix, "0", "-", "5", good)).suffixed())
                .isTrue();
        var over = session(DEV_KEY, NOW - 60, NOW);
        assertThat(cookies(DEV_KEY, cookieHeader(suffix, "5", "-", "5", over)).suffixed())
                .isTrue();
        assertThat(cookies(DEV_KEY, cookieHeader(suffix, "0", "-", "0", over)).suffixed())
                .isTrue();
        assertThat(cookies(DEV_KEY, cookieHeader(suffix, "0", "-", "5", "nonsense"))
                        .suffixed())
                .isTrue();
    }

    @Test
    void theRefreshCookieIsReadOnlyWithItsSuffix() {
        assertThat(cookies(LIVE_KEY, UAT + "; __refresh=x; __refresh_" + LIVE_SUFFIX + "=mine")
                        .refresh())
                .isEqualTo("mine");
        assertThat(cookies(LIVE_KEY, "__refresh=x").refresh()).isEmpty();
    }

    @Test
    void onlyCookiesThatMatterAreKept() {
        var bare = ContextParts.instance(
                context(RequestAuthenticator.builder().jwtKey(TestTokens.pem()), TestRequest.api()));
        assertThat(bare.cookieNames())
                .containsExactlyInAnyOrder(
                        "__session",
                        "__client_uat",
                        "__clerk_db_jwt",
                        "__clerk_handshake",
                        "__clerk_handshake_nonce",
                        "__clerk_redirect_count");
        assertThat(bare.suffixed("__session")).isEqualTo("__session");
        var live = ContextParts.instance(context(live(), TestRequest.api()));
        assertThat(live.cookieNames())
                .hasSize(10)
                .contains(
                        "__session_" + LIVE_SUFFIX,
                        "__client_uat_" + LIVE_SUFFIX,
                        "__clerk_db_jwt_" + LIVE_SUFFIX,
                        "__refresh_" + LIVE_SUFFIX);
        assertThat(live.development()).isFalse();
    }

    @Test
    void kindsOfTokenHaveClerksNames() {
        assertThat(Stream.of(TokenType.values()).map(TokenType::value))
                .containsExactly("session_token", "api_key", "m2m_token", "oauth_token");
        assertThat(Stream.of("ak_", "mt_", "oat_", "x", "").map(token -> MachineTokenKind.of(token) != null))
                .containsExactly(true, true, true, false, false);
    }

    @Test
    void severalKindsAreNotOne() {
        assertThat(AcceptedTokens.of(TokenType.API_KEY).single()).isEqualTo(TokenType.API_KEY);
        assertThat(AcceptedTokens.of(TokenType.API_KEY, TokenType.M2M_TOKEN).single())
                .isNull();
        assertThat(AcceptedTokens.of(TokenType.API_KEY, TokenType.M2M_TOKEN).has(TokenType.OAUTH_TOKEN))
                .isFalse();
        assertThat(AcceptedTokens.ANY.single()).isNull();
        assertThat(AcceptedTokens.SESSION.single()).isEqualTo(TokenType.SESSION_TOKEN);
    }
}
