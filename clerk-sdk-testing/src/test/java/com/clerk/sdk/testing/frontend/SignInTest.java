package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder().keys(KEYS).start();
    private final Backend backend = new Backend(server);
    private final String userId = backend.user(ADA, PASSWORD);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static JsonObject claims(String token) {
        var payload = Base64.getUrlDecoder().decode(token.split("\\.")[1]);
        return JsonParser.parseString(new String(payload, StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private static String token(JsonObject session) {
        return session.getAsJsonObject("last_active_token").get("jwt").getAsString();
    }

    @Test
    void aNewBrowserHasNoClient() {
        var client = browser.get("/v1/client");

        assertThat(client.status()).isEqualTo(200);
        assertThat(client.object().get("response").isJsonNull()).isTrue();
        assertThat(client.object().get("client").isJsonNull()).isTrue();
    }

    @Test
    void identifierAndPasswordCompleteASignInInOneCall() {
        var signedIn = browser.signIn(ADA, PASSWORD);

        assertThat(signedIn.state()).isEqualTo("complete");
        assertThat(signedIn.resource().get("created_session_id"))
                .isEqualTo(signedIn.session().get("id"));
        assertThat(signedIn.client().get("last_active_session_id"))
                .isEqualTo(signedIn.session().get("id"));
        assertThat(signedIn.client().get("sign_in").isJsonNull()).isTrue();
        assertThat(signedIn.session().getAsJsonObject("user").get("id").getAsString())
                .isEqualTo(userId);
        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void theTokenOfASessionNamesThePageAndIsNotOlderThanTheClient() {
        var signedIn = browser.signIn(ADA, PASSWORD);
        var claims = claims(token(signedIn.session()));

        assertThat(claims.get("azp").getAsString()).isEqualTo(Browser.ORIGIN);
        assertThat(claims.get("sub").getAsString()).isEqualTo(userId);
        assertThat(claims.get("sid")).isEqualTo(signedIn.session().get("id"));
        assertThat(claims.get("iss").getAsString()).isEqualTo(server.issuer());
        assertThat(claims.get("sts").getAsString()).isEqualTo("active");
        assertThat(claims.get("fva")).hasToString("[0,-1]");
        assertThat(claims.get("exp").getAsLong() - claims.get("iat").getAsLong())
                .isEqualTo(60);
        assertThat(claims.get("iat").getAsLong())
                .isGreaterThanOrEqualTo(signedIn.client().get("updated_at").getAsLong() / 1000);
    }

    @Test
    void aWrongPasswordIsToldAtItsField() {
        var refused = browser.signIn(ADA, "wrong horse battery");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("form_password_incorrect");
        assertThat(refused.parameter()).isEqualTo("password");
        assertThat(refused.text("clerk_trace_id")).isNotEmpty();
    }

    @Test
    void anUnknownIdentifierIsToldAtItsField() {
        var refused = browser.post("/v1/client/sign_ins", "identifier", "nobody@example.com");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("form_identifier_not_found");
        assertThat(refused.parameter()).isEqualTo("identifier");
    }

    @Test
    void anIdentifierAloneAsksForAFactor() {
        var signIn = browser.post("/v1/client/sign_ins", "identifier", "ADA@example.com");

        assertThat(signIn.state()).isEqualTo("needs_first_factor");
        assertThat(signIn.resource().getAsJsonArray("supported_first_factors").toString())
                .contains("\"password\"", "\"email_code\"", "\"reset_password_email_code\"", ADA);
        var attempted = browser.post(
                "/v1/client/sign_ins/" + signIn.id() + "/attempt_first_factor",
                "strategy",
                "password",
                "password",
                PASSWORD);
        assertThat(attempted.state()).isEqualTo("complete");
    }

    @Test
    void aCodeByEmailCompletesASignIn() {
        var signIn = browser.post("/v1/client/sign_ins", "identifier", ADA);
        var one = "/v1/client/sign_ins/" + signIn.id();

        var early = browser.post(one + "/attempt_first_factor", "strategy", "email_code", "code", "424242");
        assertThat(early.code()).isEqualTo("verification_missing");
        var prepared = browser.post(one + "/prepare_first_factor", "strategy", "email_code");
        assertThat(prepared.resource()
                        .getAsJsonObject("first_factor_verification")
                        .get("status")
                        .getAsString())
                .isEqualTo("unverified");
        var wrong = browser.post(one + "/attempt_first_factor", "strategy", "email_code", "code", "000000");
        assertThat(wrong.code()).isEqualTo("form_code_incorrect");
        assertThat(wrong.parameter()).isEqualTo("code");
        var right = browser.post(one + "/attempt_first_factor", "strategy", "email_code", "code", "424242");
        assertThat(right.state()).isEqualTo("complete");
    }

    @Test
    void aCodeExpires() {
        var signIn = browser.post("/v1/client/sign_ins", "identifier", ADA, "strategy", "email_code");
        server.moveClock(Duration.ofMinutes(11));

        var late = browser.post(
                "/v1/client/sign_ins/" + signIn.id() + "/attempt_first_factor",
                "strategy",
                "email_code",
                "code",
                "424242");

        assertThat(late.code()).isEqualTo("verification_expired");
    }

    @Test
    void aPasswordIsResetByACodeAndTheOldOneIsOver() {
        var signIn = browser.post("/v1/client/sign_ins", "identifier", ADA, "strategy", "reset_password_email_code");
        var one = "/v1/client/sign_ins/" + signIn.id();

        var attempted =
                browser.post(one + "/attempt_first_factor", "strategy", "reset_password_email_code", "code", "424242");
        assertThat(attempted.state()).isEqualTo("needs_new_password");
        assertThat(browser.post(one + "/reset_password", "password", "short").code())
                .isEqualTo("form_password_length_too_short");
        assertThat(browser.post(one + "/reset_password", "password", "a new password")
                        .state())
                .isEqualTo("complete");
        var another = Browser.open(server);
        assertThat(another.signIn(ADA, PASSWORD).code()).isEqualTo("form_password_incorrect");
        assertThat(another.signIn(ADA, "a new password").state()).isEqualTo("complete");
    }

    @Test
    void somebodyWhoIsSignedInCannotSignInAgain() {
        browser.signIn(ADA, PASSWORD);

        assertThat(browser.signIn(ADA, PASSWORD).code()).isEqualTo("session_exists");
    }

    @Test
    void aBannedUserCannotSignIn() {
        backend.post("/v1/users/" + userId + "/ban", null);

        var refused = browser.signIn(ADA, PASSWORD);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("user_banned");
    }

    @Test
    void aSignInOfAnotherClientIsNotFound() {
        var signIn = browser.post("/v1/client/sign_ins", "identifier", ADA);

        var refused = Browser.open(server).get("/v1/client/sign_ins/" + signIn.id());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("resource_not_found");
    }

    @Test
    void signingOutEndsTheSession() {
        var session = browser.signIn(ADA, PASSWORD).session().get("id").getAsString();

        var signedOut = browser.override("DELETE", "/v1/client/sessions");

        assertThat(signedOut.client().getAsJsonArray("sessions")).isEmpty();
        assertThat(signedOut.client().get("last_active_session_id").isJsonNull())
                .isTrue();
        var refused = browser.post("/v1/client/sessions/" + session + "/tokens");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.code()).isEqualTo("authentication_invalid");
        assertThat(backend.get("/v1/sessions/" + session).get("status").getAsString())
                .isEqualTo("removed");
    }

    @Test
    void aSessionRevokedAtTheServerIsGoneFromTheBrowser() {
        var session = browser.signIn(ADA, PASSWORD).session().get("id").getAsString();
        backend.post("/v1/sessions/" + session + "/revoke", null);

        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .isEmpty();
    }

    @Test
    void aSessionExpiresByTheServersClock() {
        var session = browser.signIn(ADA, PASSWORD).session().get("id").getAsString();
        server.moveClock(Duration.ofDays(8));

        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .isEmpty();
        assertThat(browser.post("/v1/client/sessions/" + session + "/tokens").status())
                .isEqualTo(401);
    }

    @Test
    void aTokenIsBareAndCarriesTheOrganizationThatIsAskedFor() {
        var organization = backend.organization("Engines", userId);
        var session = browser.signIn(ADA, PASSWORD).session().get("id").getAsString();
        var tokens = "/v1/client/sessions/" + session + "/tokens";

        var personal = browser.post(tokens, "organization_id", "");
        var ofOrganization = browser.post(tokens, "organization_id", organization);
        var ofNone = browser.post(tokens, "organization_id", "org_unknown");

        assertThat(personal.object().keySet()).containsExactlyInAnyOrder("object", "jwt");
        assertThat(claims(personal.text("jwt")).has("o")).isFalse();
        assertThat(claims(ofOrganization.text("jwt"))
                        .getAsJsonObject("o")
                        .get("id")
                        .getAsString())
                .isEqualTo(organization);
        assertThat(ofNone.status()).isEqualTo(404);
    }

    @Test
    void touchingASessionSwitchesTheOrganizationAndBringsItsToken() {
        var organization = backend.organization("Engines", userId);
        var session = browser.signIn(ADA, PASSWORD).session().get("id").getAsString();
        var touch = "/v1/client/sessions/" + session + "/touch";

        var switched = browser.post(touch, "active_organization_id", organization, "intent", "select_org");
        assertThat(claims(token(switched.resource()))
                        .getAsJsonObject("o")
                        .get("id")
                        .getAsString())
                .isEqualTo(organization);
        var back = browser.post(touch, "active_organization_id", "", "intent", "select_org");
        assertThat(claims(token(back.resource())).has("o")).isFalse();
    }
}
