package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Sign-up, sign-in and sign-out with Clerk's components. */
@BrowserCheck
class SignInTest extends AppInBrowser {
    @Test
    void theComponentShows() {
        browser.openWithClerk(app.url("/sign-in")).awaitShown(".cl-signIn-root input[name=identifier]");
        browser.screenshot("sign-in");

        assertThat(browser.evaluateText("Clerk.status")).isEqualTo("ready");
        assertThat(browser.cookies()).containsEntry("__client_uat", "0").doesNotContainKey("__session");
    }

    @Test
    void somebodySignsUpWithPasswordAndCode() {
        browser.openWithClerk(app.url("/sign-up"))
                .fill(".cl-signUp-root input[name=emailAddress]", "new@example.com")
                .fill("input[name=password]", "a long enough password")
                .click(".cl-formButtonPrimary")
                .awaitText("Verify your email");
        browser.screenshot("sign-up-code");
        browser.enterCode("424242").awaitTrue("Clerk.user");

        assertThat(browser.evaluateText("Clerk.user.primaryEmailAddress.emailAddress"))
                .isEqualTo("new@example.com");
        assertThat(app.backend()
                        .users()
                        .list(q -> q.emailAddress("new@example.com"))
                        .items())
                .hasSize(1);
    }

    @Test
    void aWrongPasswordIsTold() {
        browser.openWithClerk(app.url("/sign-in"))
                .fill("input[name=identifier]", App.ADA)
                .fill("input[name=password]", "wrong password")
                .click(".cl-formButtonPrimary")
                // The component begins again without the password, and asks for it alone.
                .awaitText("Use another method")
                .fill("input[name=password]", "wrong again")
                .click(".cl-formButtonPrimary")
                .awaitShown(".cl-formFieldErrorText");

        assertThat(browser.text(".cl-formFieldErrorText")).contains("password");
        assertThat(browser.cookies()).doesNotContainKey("__session");
    }

    @Test
    void somebodySignsInWithEmailAddressAndPassword() {
        app.signIn(browser);

        assertThat(browser.evaluateText("Clerk.user.primaryEmailAddress.emailAddress"))
                .isEqualTo(App.ADA);
        var claims = Tokens.claims(browser.evaluateText("Clerk.session.getToken()"));
        assertThat(claims.get("azp").getAsString()).isEqualTo(app.url(""));
        assertThat(claims.get("sub").getAsString()).isEqualTo(app.adaId());
        assertThat(claims.get("sid").getAsString()).isEqualTo(browser.evaluateText("Clerk.session.id"));
        assertThat(app.whoami(browser)).contains("\"userId\":\"" + app.adaId() + "\"");
        browser.open(app.url("/")).awaitText("Hello " + app.adaId());
    }

    @Test
    void theTokenIsSignedByTheLocalClerk() {
        app.signIn(browser);

        var byToken = browser.evaluateText("(await fetch('/api/whoami', { credentials: 'omit', headers:"
                + " { Authorization: 'Bearer ' + await Clerk.session.getToken() } })).text()");

        assertThat(byToken).contains(app.adaId());
    }

    @Test
    void theCookiesArePlainAndWithTheSuffixOfTheInstance() {
        app.signIn(browser);

        var cookies = browser.cookies();

        var suffix = cookies.keySet().stream()
                .filter(name -> name.startsWith("__session_"))
                .map(name -> name.substring("__session".length()))
                .findFirst()
                .orElseThrow();
        assertThat(cookies)
                .containsKeys("__session", "__client_uat" + suffix, "__clerk_db_jwt", "__clerk_db_jwt" + suffix);
        assertThat(Long.parseLong(cookies.get("__client_uat"))).isPositive();
    }

    @Test
    void somebodySignsInWithACodeByEmail() {
        browser.openWithClerk(app.url("/sign-in"))
                .fill("input[name=identifier]", App.ADA)
                .press(Keys.ENTER);
        browser.clickText("Use another method")
                .clickText("Email code to")
                .enterCode("424242")
                .awaitTrue("Clerk.user && location.pathname === '/'");

        assertThat(browser.evaluateText("Clerk.user.id")).isEqualTo(app.adaId());
    }

    @Test
    void aCodeIsThatOfTheMessageToo() {
        browser.openWithClerk(app.url("/sign-up"))
                .fill(".cl-signUp-root input[name=emailAddress]", "new@example.com")
                .fill("input[name=password]", "a long enough password")
                .click(".cl-formButtonPrimary")
                .awaitText("Verify your email");
        var code = browser.await(
                "a message",
                page -> app.clerk().messages("new@example.com").stream()
                        .findFirst()
                        .map(message -> message.code())
                        .orElse(null));

        browser.enterCode(code).awaitTrue("Clerk.user");
    }

    @Test
    void theButtonOfTheUserSignsOut() {
        app.signIn(browser);
        browser.click(".cl-userButtonTrigger").awaitShown(".cl-userButtonPopoverCard");
        browser.screenshot("user-button");
        browser.click(".cl-userButtonPopoverActionButton__signOut").awaitTrue("Clerk.loaded && !Clerk.user");

        browser.await("the cookies", page -> browser.cookies().get("__session") == null);
        assertThat(browser.cookies()).containsEntry("__client_uat", "0");
        assertThat(app.whoami(browser)).contains("\"userId\":null");
    }

    @Test
    void afterSigningOutThePageForUsersIsClosed() {
        app.signIn(browser);
        browser.evaluate("Clerk.signOut()");
        browser.awaitTrue("Clerk.loaded && !Clerk.user").requests();

        browser.open(app.url("/private"));

        assertThat(browser.text()).contains("You are not signed in.");
        assertThat(browser.hops()).endsWith("401 /private");
    }
}
