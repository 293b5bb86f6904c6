package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The calls of users about their own account, as UserProfile makes them. */
class UserTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder().keys(KEYS).start();
    private final Backend backend = new Backend(server);
    private final String userId = backend.user(ADA, PASSWORD);
    private final Browser browser = Browser.open(server);

    @BeforeEach
    void signIn() {
        browser.signIn(ADA, PASSWORD).ok();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aNameIsChangedAndSeenAtTheServer() {
        var updated = browser.override("PATCH", "/v1/me", "first_name", "Augusta", "last_name", "");

        assertThat(updated.resource().get("first_name").getAsString()).isEqualTo("Augusta");
        assertThat(updated.resource().get("last_name").isJsonNull()).isTrue();
        assertThat(updated.session().getAsJsonObject("user").get("first_name").getAsString())
                .isEqualTo("Augusta");
        assertThat(backend.get("/v1/users/" + userId).get("first_name").getAsString())
                .isEqualTo("Augusta");
    }

    @Test
    void anAddressIsAddedVerifiedMadePrimaryAndTheOldOneRemoved() {
        var email = browser.post("/v1/me/email_addresses", "email_address", "countess@example.com")
                .ok()
                .id();
        var one = "/v1/me/email_addresses/" + email;
        assertThat(browser.override("PATCH", "/v1/me", "primary_email_address_id", email)
                        .code())
                .isEqualTo("primary_identification_not_found");
        browser.post(one + "/prepare_verification", "strategy", "email_code").ok();
        browser.post(one + "/attempt_verification", "code", "424242").ok();
        var user = browser.override("PATCH", "/v1/me", "primary_email_address_id", email)
                .ok()
                .resource();
        assertThat(user.get("primary_email_address_id").getAsString()).isEqualTo(email);
        var old = user.getAsJsonArray("email_addresses").get(0).getAsJsonObject();

        browser.override("DELETE", "/v1/me/email_addresses/" + old.get("id").getAsString())
                .ok();

        assertThat(browser.get("/v1/me").resource().getAsJsonArray("email_addresses"))
                .hasSize(1);
        assertThat(Browser.open(server).signIn("countess@example.com", PASSWORD).state())
                .isEqualTo("complete");
        assertThat(Browser.open(server).signIn(ADA, PASSWORD).code()).isEqualTo("form_identifier_not_found");
    }

    @Test
    void clerksBrowserCodeEndsThePathOfANewAddressWithASlash() {
        assertThat(browser.post("/v1/me/email_addresses/", "email_address", "countess@example.com")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void theLastAddressCannotBeRemoved() {
        var id =
                browser.get("/v1/me").resource().get("primary_email_address_id").getAsString();

        var refused = browser.override("DELETE", "/v1/me/email_addresses/" + id);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("last_required_identification_deletion_failed");
    }

    @Test
    void anAddressOfAnotherUserIsRefused() {
        backend.user("taken@example.com", PASSWORD);

        assertThat(browser.post("/v1/me/email_addresses", "email_address", "Taken@example.com")
                        .code())
                .isEqualTo("form_identifier_exists");
    }

    @Test
    void aPasswordIsChangedAndOtherSessionsEndIfAsked() {
        var other = Browser.open(server);
        other.signIn(ADA, PASSWORD).ok();
        assertThat(browser.post("/v1/me/change_password", "current_password", "wrong", "new_password", "a new password")
                        .parameter())
                .isEqualTo("current_password");

        browser.post(
                        "/v1/me/change_password",
                        "current_password",
                        PASSWORD,
                        "new_password",
                        "a new password",
                        "sign_out_of_other_sessions",
                        "true")
                .ok();

        assertThat(other.get("/v1/client").resource().getAsJsonArray("sessions"))
                .isEmpty();
        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
        assertThat(Browser.open(server).signIn(ADA, "a new password").state()).isEqualTo("complete");
    }

    @Test
    void aPasswordIsRemoved() {
        browser.post("/v1/me/remove_password", "current_password", PASSWORD).ok();

        assertThat(backend.get("/v1/users/" + userId).get("password_enabled").getAsBoolean())
                .isFalse();
        assertThat(Browser.open(server).signIn(ADA, PASSWORD).code()).isEqualTo("strategy_for_user_invalid");
    }

    @Test
    void aPictureIsUploadedShownAndRemoved() {
        var boundary = "----boundary";
        var body = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\nPNG\r\n\r\nbytes\r\n--" + boundary + "--\r\n";
        var request = browser.request("/v1/me/profile_image", "")
                .setHeader("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));

        var uploaded = browser.send(request).ok();

        var url = uploaded.resource().get("public_url").getAsString();
        assertThat(uploaded.session().getAsJsonObject("user").get("image_url").getAsString())
                .isEqualTo(url);
        var picture = browser.navigate(url);
        assertThat(picture.response().body()).isEqualTo("PNG\r\n\r\nbytes");
        assertThat(picture.header("content-type")).isEqualTo("image/png");
        browser.override("DELETE", "/v1/me/profile_image").ok();
        assertThat(browser.get("/v1/me").resource().get("has_image").getAsBoolean())
                .isFalse();
    }

    @Test
    void aFileThatIsNotAPictureIsRefused() {
        for (var type : new String[] {"text/html", "image/png"}) {
            var request = browser.request("/v1/me/profile_image", "")
                    .setHeader("Content-Type", "multipart/form-data; boundary=x")
                    .POST(BodyPublishers.ofString("--x\r\nContent-Type: " + type + "\r\n\r\nno end"));

            assertThat(browser.send(request).status()).isEqualTo(400);
        }
    }

    @Test
    @Timeout(60)
    void aFormFullOfDelimitersIsReadOnce() {
        var parts = "--b".repeat(1_000_000) + "\r\n\r\nno type\r\n--b--\r\n";
        var request = browser.request("/v1/me/profile_image", "")
                .setHeader("Content-Type", "multipart/form-data; boundary=b")
                .timeout(Duration.ofSeconds(50))
                .POST(BodyPublishers.ofString(parts));

        assertThat(browser.send(request).code()).isEqualTo("request_body_invalid");
    }

    @Test
    void aPartWithoutContentIsAnEmptyFile() {
        var request = browser.request("/v1/me/profile_image", "")
                .setHeader("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofString("--b\r\nContent-Type: image/png\r\n\r\n--b--\r\n"));

        assertThat(browser.send(request).code()).isEqualTo("form_param_missing");
    }

    @Test
    void sessionsAreListedAndRevoked() {
        var other = Browser.open(server);
        var session = other.signIn(ADA, PASSWORD).session().get("id").getAsString();
        var listed = browser.get("/v1/me/sessions/active").response().body();
        assertThat(listed).startsWith("[").contains(session, "latest_activity");

        browser.post("/v1/me/sessions/" + session + "/revoke").ok();

        assertThat(other.get("/v1/client").resource().getAsJsonArray("sessions"))
                .isEmpty();
        backend.user("bob@example.com", PASSWORD);
        var bob = Browser.open(server);
        var bobs = bob.signIn("bob@example.com", PASSWORD).session().get("id").getAsString();
        assertThat(browser.post("/v1/me/sessions/" + bobs + "/revoke").status()).isEqualTo(404);
    }

    @Test
    void anAccountIsDeleted() {
        var deleted = browser.override("DELETE", "/v1/me").ok();

        assertThat(deleted.client().getAsJsonArray("sessions")).isEmpty();
        assertThat(backend.get("/v1/users/" + userId).get("http_status").getAsInt())
                .isEqualTo(404);
        assertThat(browser.get("/v1/me").status()).isEqualTo(401);
    }

    @Test
    void whatBelongsToTheServerIsNotShown() {
        backend.send("PATCH", "/v1/users/" + userId + "/metadata", "{\"private_metadata\":{\"canary\":1}}");

        assertThat(browser.get("/v1/me").response().body()).doesNotContain("canary", "private_metadata");
    }
}
