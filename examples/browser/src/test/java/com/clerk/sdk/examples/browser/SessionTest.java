package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A session after the sign-in: in the page, and at the server. */
@BrowserCheck
class SessionTest {
    /** Clerk's browser code renews a token some 15 seconds before its end. */
    private static final Duration SHORT = Duration.ofSeconds(22);

    private static Chromium browser;

    @BeforeAll
    static void open() {
        browser = Chromium.start();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @AfterEach
    void forget() {
        assertThat(browser.requests()).noneMatch(Chromium.Exchange::isOutside);
        browser.forget();
    }

    private static long expiry(String token) {
        return Tokens.claims(token).get("exp").getAsLong();
    }

    @Test
    void aReloadKeepsTheSession() {
        try (var app = App.start()) {
            app.signIn(browser);

            browser.openWithClerk(app.url("/")).awaitTrue("Clerk.user");
        }
    }

    @Test
    void aForcedCallMintsAnotherToken() {
        try (var app = App.start()) {
            app.signIn(browser);

            var before = browser.evaluateText("Clerk.session.getToken()");
            var forced = browser.evaluateText("Clerk.session.getToken({ skipCache: true })");

            assertThat(Tokens.claims(forced).get("jti"))
                    .isNotEqualTo(Tokens.claims(before).get("jti"));
        }
    }

    @Test
    void thePageRenewsTheCookieBeforeItEnds() {
        try (var app = App.start(clerk -> clerk.tokenLifetime(SHORT))) {
            app.signIn(browser);
            var before = browser.cookies().get("__session");

            browser.await("another cookie", page -> {
                var now = browser.cookies().get("__session");
                return now != null && !now.equals(before);
            });

            assertThat(expiry(browser.cookies().get("__session"))).isGreaterThan(expiry(before));
        }
    }

    @Test
    void aHandshakeBringsAMissingTokenBack() {
        try (var app = App.start()) {
            app.signIn(browser);
            browser.deleteCookies("__session");
            browser.requests();

            browser.open(app.url("/private?a=b"));

            assertThat(browser.text()).contains("Hello " + app.adaId());
            assertThat(browser.url()).isEqualTo(app.url("/private?a=b"));
            assertThat(browser.hops())
                    .containsExactly(
                            "307 /private", "307 /v1/client/handshake", "307 /private with cookies", "200 /private");
        }
    }

    @Test
    void aHandshakeRenewsATokenThatHasExpired() {
        try (var app = App.start(clerk -> clerk.tokenLifetime(SHORT))) {
            app.signIn(browser);
            var expires = expiry(browser.cookies().get("__session"));
            // Away from the page nothing renews the token. The server allows clocks that differ by some seconds.
            browser.open("about:blank");
            browser.await("the token to expire", page -> Instant.now().getEpochSecond() > expires + 6);
            browser.requests();

            browser.open(app.url("/private"));

            assertThat(browser.text()).contains("Hello " + app.adaId());
            assertThat(browser.hops()).contains("307 /v1/client/handshake").endsWith("200 /private");
        }
    }

    @Test
    void aSessionThatIsRevokedAtClerkEndsWithoutALoop() {
        try (var app = App.start()) {
            app.signIn(browser);
            var sessionId = browser.evaluateText("Clerk.session.id");
            app.backend().sessions().revoke(sessionId);
            browser.open("about:blank");
            browser.deleteCookiesOf(app.url("/"), "__session");
            browser.requests();

            browser.open(app.url("/private"));

            assertThat(browser.text()).contains("You are not signed in.");
            assertThat(browser.hops())
                    .contains("307 /v1/client/handshake")
                    .endsWith("401 /private")
                    .hasSizeLessThan(10);
        }
    }

    @Test
    void thePageNoticesThatItsSessionWasRevoked() {
        try (var app = App.start()) {
            app.signIn(browser);
            app.backend().sessions().revoke(browser.evaluateText("Clerk.session.id"));

            browser.openWithClerk(app.url("/")).awaitTrue("!Clerk.user");
        }
    }

    @Test
    void aLinkFromAnotherSiteLeadsToThePageForUsers() throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var app = App.start()) {
            var html = ("<!doctype html><title>Other</title><a href=\"" + app.url("/private") + "\">To the app</a>")
                    .getBytes(StandardCharsets.UTF_8);
            other.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, html.length);
                exchange.getResponseBody().write(html);
                exchange.close();
            });
            other.start();
            app.signIn(browser);
            browser.open("http://127.0.0.1:" + other.getAddress().getPort() + "/")
                    .requests();

            browser.clickText("To the app").awaitText("Hello " + app.adaId());

            // The browser keeps __client_uat to itself, which is for requests from the same site alone.
            assertThat(browser.hops()).contains("307 /v1/client/handshake").endsWith("200 /private");
            assertThat(browser.url()).isEqualTo(app.url("/private"));
        } finally {
            other.stop(0);
        }
    }

    @Test
    void pageAndClerkCanBeOfTwoSites() {
        try (var app = App.startAcrossSites()) {
            app.signIn(browser);
            assertThat(app.whoami(browser)).contains(app.adaId());
            browser.deleteCookies("__session");

            browser.open(app.url("/private"));

            assertThat(browser.text()).contains("Hello " + app.adaId());
        }
    }

    @Test
    void twoInstancesOnOneMachineDoNotDisturbEachOther() {
        try (var one = App.start(clerk -> clerk.frontendApi("one.clerk.accounts.dev"));
                var two = App.start(clerk -> clerk.frontendApi("two.clerk.accounts.dev"))) {
            one.signIn(browser);
            two.signIn(browser);
            browser.open(one.url("/private")).awaitText("Hello " + one.adaId());
            browser.open(two.url("/private")).awaitText("Hello " + two.adaId());

            browser.openWithClerk(one.url("/")).evaluate("Clerk.signOut()");
            browser.awaitTrue("Clerk.loaded && !Clerk.user");

            assertThat(one.whoami(browser)).contains("\"userId\":null");
            browser.open(two.url("/private")).awaitText("Hello " + two.adaId());
        }
    }
}
