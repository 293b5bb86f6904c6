package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonObject;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions that are pending until their user has done what the instance asks for after the sign-in. */
class SessionTasksTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private ClerkServer server;
    private Backend backend;
    private String userId;
    private Browser browser;

    private void start(ClerkServer.Builder builder) {
        server = builder.keys(KEYS).start();
        backend = new Backend(server);
        userId = backend.user(ADA, PASSWORD);
        browser = Browser.open(server);
    }

    @AfterEach
    void close() {
        server.close();
    }

    private static List<String> tasks(JsonObject session) {
        return session.getAsJsonArray("tasks").asList().stream()
                .map(task -> task.getAsJsonObject().get("key").getAsString())
                .toList();
    }

    private static String statusInToken(JsonObject session) {
        try {
            var jwt = session.getAsJsonObject("last_active_token").get("jwt").getAsString();
            return SignedJWT.parse(jwt).getJWTClaimsSet().getStringClaim("sts");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private void assertActive(JsonObject session) {
        assertThat(session.get("status").getAsString()).isEqualTo("active");
        assertThat(session.get("tasks").isJsonNull()).isTrue();
        assertThat(statusInToken(session)).isEqualTo("active");
        assertThat(backend.get("/v1/sessions/" + session.get("id").getAsString())
                        .get("status")
                        .getAsString())
                .isEqualTo("active");
    }

    @Test
    void whoMustChooseAnOrganizationIsPendingUntilThen() {
        start(ClerkServer.builder().organizationRequired(true));
        var environment = browser.get("/v1/environment").object();
        assertThat(environment
                        .getAsJsonObject("organization_settings")
                        .get("force_organization_selection")
                        .getAsBoolean())
                .isTrue();

        var session = browser.signIn(ADA, PASSWORD).ok().session();
        assertThat(session.get("status").getAsString()).isEqualTo("pending");
        assertThat(tasks(session)).containsExactly("choose-organization");
        assertThat(statusInToken(session)).isEqualTo("pending");

        var organization =
                browser.post("/v1/organizations", "name", "Engines").ok().id();
        var one = "/v1/client/sessions/" + session.get("id").getAsString();
        assertActive(browser.post(one + "/touch", "active_organization_id", organization)
                .ok()
                .resource());

        var back =
                browser.post(one + "/touch", "active_organization_id", "").ok().resource();
        assertThat(tasks(back)).containsExactly("choose-organization");
    }

    @Test
    void whoMustHaveASecondFactorIsPendingUntilThen() {
        start(ClerkServer.builder()
                .secondFactors("phone_code")
                .identifiers("email_address", "phone_number")
                .secondFactorRequired(true));

        var session = browser.signIn(ADA, PASSWORD).ok().session();
        assertThat(tasks(session)).containsExactly("setup-mfa");

        var phone = browser.post("/v1/me/phone_numbers", "phone_number", "+12015550123")
                .ok()
                .id();
        var one = "/v1/me/phone_numbers/" + phone;
        browser.post(one + "/prepare_verification", "strategy", "phone_code").ok();
        browser.post(one + "/attempt_verification", "code", "424242").ok();
        var after = browser.override("PATCH", one, "reserved_for_second_factor", "true")
                .ok();

        assertActive(after.session());
    }

    @Test
    void whosePasswordIsCompromisedSetsANewOneWithoutTheOldOne() {
        start(ClerkServer.builder());
        assertThat(backend.post("/v1/users/" + userId + "/password/set_compromised", "{}")
                        .get("http_status")
                        .getAsInt())
                .isEqualTo(200);

        var session = browser.signIn(ADA, PASSWORD).ok().session();
        assertThat(tasks(session)).containsExactly("reset-password");
        var after = browser.post("/v1/me/change_password", "new_password", "another long password")
                .ok();

        assertActive(after.session());
        assertThat(browser.post("/v1/me/change_password", "new_password", "a third long password")
                        .status())
                .isEqualTo(422);
        assertThat(server.messages(ADA).get(server.messages(ADA).size() - 1).kind())
                .isEqualTo("password_changed");
    }

    @Test
    void aPendingSessionEndsLikeAnyOther() {
        start(ClerkServer.builder().organizationRequired(true));
        var session = browser.signIn(ADA, PASSWORD).ok().session();

        browser.override("DELETE", "/v1/client/sessions").ok();

        assertThat(backend.get("/v1/sessions/" + session.get("id").getAsString())
                        .get("status")
                        .getAsString())
                .isEqualTo("removed");
    }

    @Test
    void aSessionThatNobodyUsesIsAbandoned() {
        start(ClerkServer.builder().sessionLifetime(Duration.ofDays(100)));
        var session = browser.signIn(ADA, PASSWORD).ok().session();
        var one = "/v1/client/sessions/" + session.get("id").getAsString();

        server.moveClock(Duration.ofDays(29));
        browser.post(one + "/touch").ok();
        server.moveClock(Duration.ofDays(29));
        assertThat(browser.post(one + "/tokens").status()).isEqualTo(200);
        server.moveClock(Duration.ofDays(31));

        assertThat(browser.post(one + "/tokens").status()).isEqualTo(401);
        assertThat(backend.get("/v1/sessions/" + session.get("id").getAsString())
                        .get("status")
                        .getAsString())
                .isEqualTo("abandoned");
    }
}
