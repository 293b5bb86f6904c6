package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.States.stateOf;
import static com.clerk.sdk.auth.States.verdict;
import static com.clerk.sdk.auth.TestInstances.SECRET;
import static com.clerk.sdk.auth.TestInstances.UAT;
import static com.clerk.sdk.auth.TestInstances.dev;
import static com.clerk.sdk.auth.TestInstances.devToken;
import static com.clerk.sdk.auth.TestInstances.expired;
import static com.clerk.sdk.auth.TestInstances.forged;
import static com.clerk.sdk.auth.TestInstances.live;
import static com.clerk.sdk.auth.TestTokens.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The facts about a request and its state that a filter of a web framework needs. */
class AdapterSupportTest {
    private static final String COOKIES = UAT + "; __session=";

    static Stream<Arguments> carriers() {
        var header = TokenCarrier.HEADER;
        var cookie = TokenCarrier.COOKIE;
        return Stream.of(
                Arguments.of(TestRequest.api(), null),
                Arguments.of(TestRequest.api().bearer(token()), header),
                Arguments.of(TestRequest.api().header("authorization", token()), header),
                Arguments.of(TestRequest.api().header("authorization", "bearer  " + token()), header),
                Arguments.of(TestRequest.api().bearer("rubbish"), header),
                Arguments.of(TestRequest.api().bearer("ak_other_type"), header),
                Arguments.of(TestRequest.api().bearer(token()).bearer(token()), header),
                Arguments.of(TestRequest.api().bearer(token()).cookies(COOKIES + token()), header),
                Arguments.of(TestRequest.api().cookies(COOKIES + token()), cookie),
                Arguments.of(TestRequest.api().cookies(COOKIES + forged()), cookie),
                Arguments.of(
                        TestRequest.api().header("authorization", "Basic YTpi").cookies(COOKIES + token()), cookie),
                Arguments.of(TestRequest.api().header("authorization", "Basic YTpi"), null),
                Arguments.of(TestRequest.page().cookies(UAT), null),
                Arguments.of(TestRequest.page().cookies(COOKIES + expired()), cookie));
    }

    @ParameterizedTest
    @MethodSource("carriers")
    void theStateTellsWhichPartOfTheRequestDecided(ClerkRequest request, @Nullable TokenCarrier carrier) {
        try (var authenticator = live().build()) {
            assertThat(stateOf(authenticator, request).carrier()).isEqualTo(carrier);
        }
    }

    @Test
    void aMachineTokenIsAlwaysInTheHeader() {
        try (var clerk = new TestClerk().answers("/api_keys/verify", "{\"id\":\"i\",\"subject\":\"s\"}");
                var authenticator = live().secretKey(SECRET)
                        .apiUrl(clerk.url())
                        .acceptTokens(TokenType.API_KEY)
                        .build()) {
            assertThat(stateOf(authenticator, TestRequest.api().bearer("ak_1")).carrier())
                    .isEqualTo(TokenCarrier.HEADER);
            assertThat(stateOf(authenticator, TestRequest.api().cookies(COOKIES + token()))
                            .carrier())
                    .isNull();
        }
    }

    private static AuthenticateOptions withoutRedirects() {
        return AuthenticateOptions.builder().redirects(false).build();
    }

    @Test
    void withoutRedirectsTheReasonStays() {
        try (var authenticator = dev().build()) {
            var page = TestRequest.page();
            assertThat(verdict(authenticator, page)).isEqualTo("handshake dev-browser-missing");
            var state = stateOf(authenticator, page, withoutRedirects());
            assertThat(verdict(state)).isEqualTo("signed-out dev-browser-missing");
            assertThat(state.headers()).doesNotContainKeys("location", "set-cookie");
        }
    }

    @Test
    void withoutRedirectsAValidSessionCountsWhereverTheBrowserComesFrom() {
        try (var authenticator = live().build()) {
            var page = TestRequest.page().cookies(COOKIES + token()).header("referer", "https://other.example/");
            assertThat(verdict(authenticator, page)).startsWith("handshake primary-domain-cross-origin-sync");
            assertThat(verdict(stateOf(authenticator, page, withoutRedirects())))
                    .isEqualTo("signed-in");
        }
    }

    @Test
    void withoutRedirectsAReturnFromClerkIsLeftForThePage() {
        try (var clerk = new TestClerk();
                var authenticator = dev().secretKey(SECRET).apiUrl(clerk.url()).build()) {
            var back = TestRequest.page(TestRequest.PAGE + "?__clerk_handshake_nonce=n")
                    .cookies(COOKIES + devToken() + "; __clerk_db_jwt=dvb");
            assertThat(verdict(stateOf(authenticator, back, withoutRedirects())))
                    .isEqualTo("signed-in");
            assertThat(clerk.received()).isEmpty();
        }
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of(TestRequest.page(), true),
                Arguments.of(TestRequest.of("GET", TestRequest.PAGE).header("sec-fetch-dest", "iframe"), true),
                Arguments.of(TestRequest.of("GET", TestRequest.PAGE).header("accept", "text/html,*/*"), true),
                Arguments.of(TestRequest.of("GET", TestRequest.PAGE).header("accept", "*/*"), false),
                Arguments.of(TestRequest.of("GET", TestRequest.PAGE).header("sec-fetch-dest", "empty"), false),
                Arguments.of(TestRequest.page().header("sec-purpose", "prefetch;prerender"), false),
                Arguments.of(TestRequest.of("POST", TestRequest.PAGE).header("accept", "text/html"), false),
                Arguments.of(TestRequest.of("HEAD", TestRequest.PAGE).header("accept", "text/html"), false),
                Arguments.of(TestRequest.api().header("accept", "text/html"), false));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageIsWhatAPersonOpens(ClerkRequest request, boolean page) {
        assertThat(request.isPage()).isEqualTo(page);
    }

    /** A request whose server has already looked at what its proxies say. */
    private record Resolved(ClerkRequest request) implements ClerkRequest {
        @Override
        public List<String> headers(String name) {
            return request.headers(name);
        }

        @Override
        public @Nullable String method() {
            return request.method();
        }

        @Override
        public @Nullable String url() {
            return request.url();
        }

        @Override
        public boolean hasExternalUrl() {
            return true;
        }
    }

    private static String back(RequestAuthenticator authenticator, ClerkRequest request) {
        var location = stateOf(authenticator, request).location();
        return String.valueOf(okhttp3.HttpUrl.get(String.valueOf(location)).queryParameter("redirect_url"));
    }

    @Test
    void forwardedHeadersCountWhereTheyAreTrusted() {
        var request = TestRequest.page("http://10.0.0.7:3000/a")
                .header("host", "inner.example")
                .header("x-forwarded-host", "forged.example")
                .header("x-forwarded-proto", "https")
                .header("cloudfront-forwarded-proto", "https")
                .header("x-original-host", "front.example")
                .cookies(UAT);
        try (var usual = live().build();
                var untrusting = live().trustForwardedHeaders(false).build();
                var own = live().trustForwardedHeaders("X-Original-Host", "CloudFront-Forwarded-Proto")
                        .build()) {
            assertThat(back(usual, request)).isEqualTo("https://forged.example/a");
            assertThat(back(untrusting, request)).isEqualTo("http://inner.example/a");
            assertThat(back(own, request)).isEqualTo("https://front.example/a");
            assertThat(back(usual, new Resolved(request))).isEqualTo("http://10.0.0.7:3000/a");
            assertThat(usual.externalUrl(request)).isEqualTo("https://forged.example/a");
            assertThat(usual.externalUrl(new Resolved(request))).isEqualTo("http://10.0.0.7:3000/a");
            assertThat(usual.externalUrl(TestRequest.api())).isNull();
        }
    }

    @Test
    void untrustedForwardedHeadersAreNotPassedOnToClerk() {
        for (boolean trusted : List.of(true, false)) {
            try (var clerk = new TestClerk();
                    var authenticator = live().secretKey(SECRET)
                            .apiUrl(clerk.url())
                            .trustForwardedHeaders(trusted)
                            .build()) {
                var refresh = "; __refresh_" + TestInstances.LIVE_SUFFIX + "=secret";
                authenticator.authenticate(TestRequest.page()
                        .header("x-forwarded-for", "203.0.113.9")
                        .header("x-real-ip", "203.0.113.9")
                        .header("user-agent", "test")
                        .cookies(COOKIES + expired() + refresh));
                var headers = String.valueOf(
                        Objects.requireNonNull(clerk.last().getBody()).utf8());
                assertThat(headers).contains("user-agent");
                assertThat(headers.contains("203.0.113.9")).isEqualTo(trusted);
            }
        }
    }
}
