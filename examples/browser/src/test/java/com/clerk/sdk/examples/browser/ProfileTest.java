package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The changes that users make with UserProfile, seen at the server. */
@BrowserCheck
class ProfileTest extends AppInBrowser {
    @BeforeEach
    void signIn() {
        app.signIn(browser);
        browser.openWithClerk(app.url("/user")).awaitShown(".cl-profileSection__profile");
    }

    @Test
    void aNameIsChanged() {
        browser.screenshot("user-profile");
        browser.click(".cl-profileSectionPrimaryButton__profile")
                .fill("input[name=firstName]", "Augusta")
                .fill("input[name=lastName]", "King")
                .click(".cl-formButtonPrimary")
                .awaitText("Augusta King");

        var user = app.backend().users().get(app.adaId());
        assertThat(user.firstName()).isEqualTo("Augusta");
        assertThat(user.lastName()).isEqualTo("King");
    }

    @Test
    void aPictureIsUploaded(@TempDir Path folder) throws IOException {
        var file = folder.resolve("ada.png");
        ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", file.toFile());

        browser.click(".cl-profileSectionPrimaryButton__profile")
                .choose("input[type=file]", file)
                .awaitTrue("Clerk.user.hasImage");

        assertThat(app.backend().users().get(app.adaId()).hasImage()).isTrue();
        var loaded = browser.evaluateText("(await fetch(Clerk.user.imageUrl)).headers.get('content-type')");
        assertThat(loaded).isEqualTo("image/png");
    }

    @Test
    void anEmailAddressIsAddedAndVerified() {
        browser.click(".cl-profileSectionPrimaryButton__emailAddresses")
                .fill("input[name=emailAddress]", "countess@example.com")
                .click(".cl-formButtonPrimary")
                .enterCode("424242")
                .awaitTrue(
                        "Clerk.user.emailAddresses.some("
                                + "one => one.emailAddress === 'countess@example.com' && one.verification.status === 'verified')");

        assertThat(app.backend().users().get(app.adaId()).emailAddresses())
                .extracting(one -> one.emailAddress())
                .containsExactlyInAnyOrder(App.ADA, "countess@example.com");
    }
}
