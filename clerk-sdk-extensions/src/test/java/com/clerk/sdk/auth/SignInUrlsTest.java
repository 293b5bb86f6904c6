package com.clerk.sdk.auth;

import static com.clerk.sdk.auth.TestInstances.dev;
import static com.clerk.sdk.auth.TestInstances.live;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.function.Function;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a page sends a person to sign in, and how they come back. */
class SignInUrlsTest {
    private static HttpUrl url(
            RequestAuthenticator.Builder builder, Function<RequestAuthenticator, @Nullable String> page) {
        try (var authenticator = builder.build()) {
            return HttpUrl.get(Objects.requireNonNull(page.apply(authenticator)));
        }
    }

    private static void assertUrl(HttpUrl url, String page, String back) {
        assertThat(url.newBuilder().query(null).build()).hasToString(page);
        assertThat(url.queryParameter("redirect_url")).isEqualTo(back);
    }

    @Test
    void theAccountPortalIsTheUsualPlace() {
        var page = TestRequest.page();
        assertUrl(url(live(), a -> a.signInUrl(page)), "https://accounts.example.com/sign-in", TestRequest.PAGE);
        assertUrl(url(live(), a -> a.signUpUrl(page)), "https://accounts.example.com/sign-up", TestRequest.PAGE);
        assertUrl(url(live(), a -> a.taskUrl(page)), "https://accounts.example.com/sign-in/tasks", TestRequest.PAGE);
        assertUrl(url(dev(), a -> a.signInUrl(page)), "https://happy-hippo-1.accounts.dev/sign-in", TestRequest.PAGE);
    }

    @Test
    void pagesOfTheApplicationAreOnTheHostThatTheBrowserSees() {
        var page = TestRequest.page("http://10.0.0.7:3000/a?b=%2F&c=1")
                .header("x-forwarded-host", "app.example.com")
                .header("x-forwarded-proto", "https");
        var back = "https://app.example.com/a?b=%2F&c=1";
        assertUrl(url(live().signInUrl("/in"), a -> a.signInUrl(page)), "https://app.example.com/in", back);
        assertUrl(url(live().signInUrl("/in/"), a -> a.taskUrl(page)), "https://app.example.com/in/tasks", back);
        assertUrl(url(live().signInUrl("/in"), a -> a.signUpUrl(page)), "https://app.example.com/in/create", back);
        assertUrl(url(live().signUpUrl("/up"), a -> a.signUpUrl(page)), "https://app.example.com/up", back);
        var other = live().signInUrl("https://id.example.net/in?theme=dark");
        var url = url(other, a -> a.signInUrl(page));
        assertThat(url.queryParameter("theme")).isEqualTo("dark");
        assertThat(url.queryParameter("redirect_url")).isEqualTo(back);
    }

    @Test
    void whatClerkAddedToTheUrlOfThePageDoesNotComeBack() {
        var page = TestRequest.page(TestRequest.PAGE
                + "?a=1&__clerk_db_jwt=x&__clerk_synced=true&__clerk_handshake=y&__clerk_handshake_nonce=n&b=2");
        assertThat(url(live(), a -> a.signInUrl(page)).queryParameter("redirect_url"))
                .isEqualTo(TestRequest.PAGE + "?a=1&b=2");
    }

    @Test
    void aPathWithTwoSlashesIsNoOtherHost() {
        var page = TestRequest.page("https://app.example.com//evil.example/page");
        var url = url(live().signInUrl("/in"), a -> a.signInUrl(page));
        assertUrl(url, "https://app.example.com/in", "https://app.example.com//evil.example/page");
    }

    @Test
    void onlyAPageIsComeBackTo() {
        var form = TestRequest.of("POST", TestRequest.PAGE).header("sec-fetch-dest", "document");
        assertThat(url(live(), a -> a.signInUrl(form)).queryParameter("redirect_url"))
                .isNull();
        assertThat(url(live(), a -> a.signInUrl(TestRequest.api())))
                .hasToString("https://accounts.example.com/sign-in");
    }

    @Test
    void withoutAKeyAndAPageThereIsNowhereToGo() {
        try (var bare = RequestAuthenticator.builder().jwtKey(TestTokens.pem()).build();
                var relative = live().signInUrl("/in").build()) {
            assertThat(bare.signInUrl(TestRequest.page())).isNull();
            assertThat(bare.signUpUrl(TestRequest.page())).isNull();
            assertThat(bare.taskUrl(TestRequest.page())).isNull();
            assertThat(relative.signInUrl(TestRequest.api())).isNull();
        }
    }

    @Test
    void aDevelopmentInstanceOnAnotherDomainGetsTheBrowser() {
        var page = TestRequest.page().cookies("__clerk_db_jwt=dvb_1");
        assertThat(url(dev(), a -> a.signInUrl(page)).queryParameter("__clerk_db_jwt"))
                .isEqualTo("dvb_1");
        assertThat(url(dev().signInUrl("/in"), a -> a.signInUrl(page)).queryParameter("__clerk_db_jwt"))
                .isNull();
        assertThat(url(live(), a -> a.signInUrl(page)).queryParameter("__clerk_db_jwt"))
                .isNull();
    }

    @Test
    void aSatelliteAsksThePrimaryDomainAfterTheSignIn() {
        var satellite = live().satellite(true).domain("satellite.example").signInUrl("https://app.example.com/in");
        var page = TestRequest.page("https://satellite.example/a?__clerk_synced=true");
        assertUrl(
                url(satellite, a -> a.signInUrl(page)),
                "https://app.example.com/in",
                "https://satellite.example/a?__clerk_synced=false");
    }
}
