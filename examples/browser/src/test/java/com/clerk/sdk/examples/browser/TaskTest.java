package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The tasks that users have after the sign-in, with Clerk's components. Until they are done, the server sees nobody.
 */
@BrowserCheck
class TaskTest {
    private static Chromium browser;

    @BeforeAll
    static void open() {
        browser = Chromium.start();
    }

    @AfterAll
    static void quit() {
        browser.close();
    }

    private static App start(UnaryOperator<ClerkServer.Builder> settings) {
        browser.forget();
        return App.start(settings);
    }

    private static Chromium signIn(App app) {
        return browser.openWithClerk(app.url("/sign-in"))
                .fill("input[name=identifier]", App.ADA)
                .fill("input[name=password]", App.PASSWORD)
                .click(".cl-formButtonPrimary");
    }

    private static void assertSignedIn(App app) {
        browser.awaitTrue("Clerk.user && Clerk.session.status === 'active' && location.pathname === '/'");
        assertThat(app.whoami(browser)).contains("\"userId\":\"" + app.adaId() + "\"");
    }

    @Test
    void whoMustChooseAnOrganizationCreatesOne() {
        try (var app = start(clerk -> clerk.organizationRequired(true))) {
            signIn(app).awaitText("Setup your organization");
            browser.screenshot("task-choose-organization");
            assertThat(app.whoami(browser)).contains("\"userId\":null");

            browser.fill("input[name=name]", "Analytical Engines").click(".cl-formButtonPrimary");

            assertSignedIn(app);
            assertThat(app.backend().organizations().list().items()).hasSize(1);
        }
    }

    @Test
    void whosePasswordIsCompromisedSetsANewOne() {
        try (var app = start(clerk -> clerk)) {
            app.backend().users().setPasswordCompromised(app.adaId());
            signIn(app).awaitShown("input[name=newPassword]");
            browser.screenshot("task-reset-password");
            assertThat(app.whoami(browser)).contains("\"userId\":null");

            browser.fill("input[name=newPassword]", "another long password")
                    .fill("input[name=confirmPassword]", "another long password")
                    .click(".cl-formButtonPrimary");

            assertSignedIn(app);
        }
    }
}
