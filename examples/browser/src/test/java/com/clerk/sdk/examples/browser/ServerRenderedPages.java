package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The web application of the examples, whose server renders the pages, as people use it. */
abstract class ServerRenderedPages {
    /** Clerk's browser code renews a token some 15 seconds before its end. */
    private static final Duration SHORT = Duration.ofSeconds(22);

    static Chromium browser;

    /** Starts the application. */
    abstract WebApp start(Duration tokenLifetime);

    private WebApp start() {
        return start(Duration.ofSeconds(60));
    }

    @BeforeAll
    static void open() {
        browser = Chromium.start();
        browser.watchPolicies();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    @BeforeEach
    void forgetRequests() {
        browser.requests();
    }

    @AfterEach
    void forget() {
        assertThat(browser.requests()).noneMatch(Chromium.Exchange::isOutside);
        browser.forget();
    }

    /** Ends a visit: nothing that Clerk's code did was against the policy of the pages. */
    private static void assertNoViolations() {
        assertThat(browser.violations()).isEmpty();
    }

    private static String cookie(String name) {
        return browser.cookies().get(name);
    }

    @Test
    void thePagesShowTheComponents() {
        try (var app = start()) {
            browser.openWithClerk(app.url("/sign-in")).awaitShown(".cl-signIn-root input[name=identifier]");
            assertThat(browser.evaluateText("Clerk.status")).isEqualTo("ready");
            assertThat(browser.cookies()).containsEntry("__client_uat", "0").doesNotContainKey("__session");
            assertNoViolations();
            browser.openWithClerk(app.url("/sign-up")).awaitShown(".cl-signUp-root input[name=emailAddress]");
            assertNoViolations();
        }
    }

    @Test
    void theComponentsLinkToThePagesOfTheApplication() {
        try (var app = start()) {
            browser.openWithClerk(app.url("/sign-in"))
                    .click(".cl-footerActionLink")
                    .awaitTrue("Clerk.loaded && location.pathname === '/sign-up'")
                    .awaitShown(".cl-signUp-root input[name=emailAddress]")
                    .click(".cl-footerActionLink")
                    .awaitTrue("Clerk.loaded && location.pathname === '/sign-in'");
            assertNoViolations();
        }
    }

    @Test
    void somebodySignsUpWithPasswordAndCode() {
        try (var app = start()) {
            browser.openWithClerk(app.url("/sign-up"))
                    .fill(".cl-signUp-root input[name=emailAddress]", "new@example.com")
                    .fill("input[name=password]", "a long enough password")
                    .click(".cl-formButtonPrimary")
                    .awaitText("Verify your email")
                    .enterCode("424242")
                    .awaitTrue("Clerk.user && location.pathname === '/'")
                    .awaitText("Hello user_");
            assertNoViolations();
        }
    }

    @Test
    void aWrongPasswordIsTold() {
        try (var app = start()) {
            browser.openWithClerk(app.url("/sign-in"))
                    .fill("input[name=identifier]", App.ADA)
                    .fill("input[name=password]", "wrong password")
                    .click(".cl-formButtonPrimary")
                    .awaitText("Use another method")
                    .fill("input[name=password]", "wrong again")
                    .click(".cl-formButtonPrimary")
                    .awaitShown(".cl-formFieldErrorText");
            assertThat(browser.cookies()).doesNotContainKey("__session");
        }
    }

    @Test
    void theServerKnowsWhoSignedIn() {
        try (var app = start()) {
            app.signIn(browser);
            browser.awaitText("Hello " + app.adaId());
            var claims = Tokens.claims(browser.evaluateText("Clerk.session.getToken()"));
            assertThat(claims.get("azp").getAsString()).isEqualTo(app.url(""));
            assertThat(claims.get("sub").getAsString()).isEqualTo(app.adaId());
            assertThat(claims.get("sid").getAsString()).isEqualTo(browser.evaluateText("Clerk.session.id"));
            assertThat(app.whoami(browser)).contains("\"userId\":\"" + app.adaId() + "\"");
            assertThat(browser.cookies().keySet())
                    .contains("__session", "__client_uat")
                    .anyMatch(name -> name.startsWith("__session_"))
                    .anyMatch(name -> name.startsWith("__client_uat_"));
            browser.open(app.url("/private")).awaitText("private of " + app.adaId());
            assertNoViolations();
        }
    }

    @Test
    void somebodySignsInWithACodeByEmail() {
        try (var app = start()) {
            browser.openWithClerk(app.url("/sign-in"))
                    .fill("input[name=identifier]", App.ADA)
                    .press(Keys.ENTER);
            browser.clickText("Use another method")
                    .clickText("Email code to")
                    .enterCode("424242")
                    .awaitTrue("Clerk.user && location.pathname === '/'");
            assertThat(app.whoami(browser)).contains(app.adaId());
        }
    }

    @Test
    void aClosedPageLeadsToSignInAndBack() {
        try (var app = start()) {
            browser.openWithClerk(app.url("/private?a=b"))
                    .awaitTrue("location.pathname === '/sign-in'")
                    .fill("input[name=identifier]", App.ADA)
                    .fill("input[name=password]", App.PASSWORD)
                    .click(".cl-formButtonPrimary")
                    .awaitText("private of " + app.adaId());
            assertThat(browser.url()).isEqualTo(app.url("/private?a=b"));
        }
    }

    @Test
    void theServerFollowsTheActiveOrganization() {
        try (var app = start()) {
            var own = app.organization("Analytical Engines").id();
            var charles = app.backend()
                    .users()
                    .create(u -> u.emailAddress("charles@example.com"))
                    .id();
            var other = app.backend()
                    .organizations()
                    .create(o -> o.name("Difference Engines").createdBy(charles))
                    .id();
            app.backend()
                    .organizationMemberships()
                    .create(other, m -> m.userId(app.adaId()).role("org:member"));
            app.signIn(browser);
            browser.click(".cl-organizationSwitcherTrigger")
                    .awaitText("Difference Engines")
                    .clickText("Analytical Engines")
                    .awaitTrue("Clerk.organization");
            browser.await("the cookie to follow", page -> {
                var claims = Tokens.claims(cookie("__session"));
                return claims.has("o")
                        && claims.getAsJsonObject("o").get("id").getAsString().equals(own);
            });
            assertThat(app.whoami(browser)).contains("\"orgId\":\"" + own + "\"");
            browser.openWithClerk(app.url("/")).clickText("Admin").awaitText("Page for admins");
            browser.awaitShown(".cl-organizationProfile-root");
            browser.screenshot("admin-page");
            assertNoViolations();

            browser.evaluate("Clerk.setActive({ organization: '" + other + "' })");

            assertThat(app.whoami(browser)).contains("\"orgId\":\"" + other + "\"");
            assertThat(browser.evaluateText("(await fetch('/admin')).status")).isEqualTo("403");
            assertThat(browser.openWithClerk(app.url("/")).text()).doesNotContain("Admin");
            browser.evaluate("Clerk.setActive({ organization: null })");
            assertThat(app.whoami(browser)).contains("\"orgId\":null");
        }
    }

    @Test
    void aReloadKeepsTheSessionAndATokenCanBeForced() {
        try (var app = start()) {
            app.signIn(browser);
            browser.openWithClerk(app.url("/")).awaitTrue("Clerk.user");
            var before = browser.evaluateText("Clerk.session.getToken()");
            var forced = browser.evaluateText("Clerk.session.getToken({ skipCache: true })");
            assertThat(Tokens.claims(forced).get("jti"))
                    .isNotEqualTo(Tokens.claims(before).get("jti"));
        }
    }

    @Test
    void aTokenIsRenewedByThePageAndByAHandshake() {
        try (var app = start(SHORT)) {
            app.signIn(browser);
            var before = cookie("__session");
            browser.await("another cookie", page -> {
                var now = cookie("__session");
                return now != null && !now.equals(before);
            });
            var expires = Tokens.claims(cookie("__session")).get("exp").getAsLong();
            // Away from the page nothing renews the token. The server allows clocks that differ by some seconds.
            browser.open("about:blank");
            browser.await("the token to expire", page -> Instant.now().getEpochSecond() > expires + 6);
            browser.requests();

            browser.open(app.url("/private?a=b"));

            assertThat(browser.text()).contains("private of " + app.adaId());
            assertThat(browser.url()).isEqualTo(app.url("/private?a=b"));
            assertThat(browser.hops())
                    .anyMatch(hop -> hop.endsWith("/v1/client/handshake"))
                    .endsWith("200 /private");
        }
    }

    @Test
    void aHandshakeBringsAMissingTokenBack() {
        try (var app = start()) {
            app.signIn(browser);
            browser.deleteCookies("__session");
            browser.requests();

            browser.open(app.url("/private"));

            assertThat(browser.text()).contains("private of " + app.adaId());
            assertThat(browser.url()).isEqualTo(app.url("/private"));
            assertThat(browser.hops())
                    .hasSize(4)
                    .contains("307 /private with cookies")
                    .endsWith("200 /private");
        }
    }

    @Test
    void theButtonOfTheApplicationSignsOut() {
        try (var app = start()) {
            app.signIn(browser);
            browser.openWithClerk(app.url("/private")).click("[data-clerk-sign-out]");
            browser.awaitTrue("Clerk.loaded && !Clerk.user && location.pathname === '/'");
            browser.awaitText("You are not signed in.");
            assertThat(browser.cookies()).containsEntry("__client_uat", "0").doesNotContainKey("__session");
            assertThat(app.whoami(browser)).contains("\"userId\":null");
            assertNoViolations();
            browser.requests();

            browser.openWithClerk(app.url("/private")).awaitTrue("location.pathname === '/sign-in'");

            assertThat(browser.hops()).containsExactly("307 /private", "200 /sign-in");
        }
    }

    @Test
    void theButtonOfTheUserSignsOut() {
        try (var app = start()) {
            app.signIn(browser);
            browser.click(".cl-userButtonTrigger")
                    .awaitShown(".cl-userButtonPopoverCard")
                    .click(".cl-userButtonPopoverActionButton__signOut")
                    .awaitTrue("Clerk.loaded && !Clerk.user")
                    .awaitText("You are not signed in.");
            assertThat(app.whoami(browser)).contains("\"userId\":null");
            assertNoViolations();
        }
    }

    @Test
    void afterSigningOutTheBackButtonShowsNothingOfTheUser() {
        try (var app = start()) {
            app.signIn(browser);
            browser.openWithClerk(app.url("/private")).awaitText("private of " + app.adaId());
            browser.click("[data-clerk-sign-out]")
                    .awaitTrue("Clerk.loaded && !Clerk.user && location.pathname === '/'");

            browser.back();

            browser.awaitTrue("location.pathname === '/sign-in'");
            assertThat(browser.text()).doesNotContain(app.adaId());
        }
    }

    /** The token of the session is good for another minute, so the server knows nothing of the end yet. */
    @Test
    void aPageThatWasDrawnForASessionWhichHasEndedIsDrawnAgainOnce() {
        try (var app = start()) {
            app.signIn(browser);
            browser.awaitText("Hello user_");
            app.backend().sessions().revoke(browser.evaluateText("Clerk.session.id"));
            browser.requests();

            browser.open(app.url("/")).awaitText("You are not signed in.").awaitTrue("Clerk.loaded && !Clerk.session");

            // The second time by way of Clerk, because the cookie is gone.
            assertThat(browser.hops().stream().filter("200 /"::equals)).hasSize(2);
        }
    }

    @Test
    void aFormThatIsSentWithAnExpiredTokenIsNotLost() {
        try (var app = start()) {
            app.signIn(browser);
            browser.openWithClerk(app.url("/notes")).fill("input[name=note]", "Written slowly");
            browser.deleteCookies("__session");

            browser.clickText("Save").awaitText("Written slowly");

            assertThat(browser.url()).isEqualTo(app.url("/notes"));
            assertThat(browser.texts("li")).containsExactly("Written slowly");
            assertNoViolations();
        }
    }
}
