package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OAuthTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String CALLBACK = "http://localhost:8080/sso-callback";
    private static final String HOME = "http://localhost:8080/";

    private final ClerkServer server =
            ClerkServer.builder().keys(KEYS).socialProviders("oauth_google").start();
    private final Backend backend = new Backend(server);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static String provider(JsonObject verification) {
        return verification.get("external_verification_redirect_url").getAsString();
    }

    private String startSignIn(Browser from) {
        return provider(from.post(
                        "/v1/client/sign_ins",
                        "strategy",
                        "oauth_google",
                        "redirect_url",
                        CALLBACK,
                        "action_complete_redirect_url",
                        HOME)
                .ok()
                .resource()
                .getAsJsonObject("first_factor_verification"));
    }

    /** Fills in the form of the provider's page, and returns where the browser is sent. */
    private String answer(String page, String... fields) {
        var visitor = Browser.without(server);
        assertThat(visitor.navigate(page).response().body()).contains("<form", "name=\"state\"");
        var all = new ArrayList<>(java.util.List.of("state", page.substring(page.indexOf("state=") + 6)));
        all.addAll(java.util.List.of(fields));
        return visitor.post("/v1/oauth_callback", all.toArray(String[]::new)).header("location");
    }

    @Test
    void aUserIsFoundByTheVerifiedAddress() {
        var userId = backend.user(ADA, "long enough");

        var location = answer(startSignIn(browser), "name", "Ada Lovelace", "email_address", ADA, "allow", "1");

        assertThat(location).isEqualTo(HOME);
        var session = browser.get("/v1/client")
                .resource()
                .getAsJsonArray("sessions")
                .get(0)
                .getAsJsonObject();
        assertThat(session.get("user_id").getAsString()).isEqualTo(userId);
        assertThat(session.getAsJsonObject("user").getAsJsonArray("external_accounts"))
                .hasSize(1);
    }

    @Test
    void anAddressThatTheProviderHasNotVerifiedFindsNobody() {
        backend.user(ADA, "long enough");

        var location =
                answer(startSignIn(browser), "name", "Mallory", "email_address", ADA, "unverified", "on", "allow", "1");

        assertThat(location).isEqualTo(CALLBACK);
        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .isEmpty();
    }

    @Test
    void somebodyNewIsTransferredToASignUp() {
        var location = answer(startSignIn(browser), "name", "Ada Lovelace", "email_address", ADA, "allow", "1");
        assertThat(location).isEqualTo(CALLBACK);
        assertThat(browser.get("/v1/client")
                        .resource()
                        .getAsJsonObject("sign_in")
                        .get("status")
                        .getAsString())
                .isEqualTo("needs_identifier");
        assertThat(browser.get("/v1/client")
                        .resource()
                        .getAsJsonObject("sign_in")
                        .getAsJsonObject("first_factor_verification")
                        .get("status")
                        .getAsString())
                .isEqualTo("transferable");

        var signUp = browser.post("/v1/client/sign_ups", "transfer", "true");

        assertThat(signUp.state()).isEqualTo("complete");
        assertThat(signUp.session().getAsJsonObject("user").get("first_name").getAsString())
                .isEqualTo("Ada");
    }

    @Test
    void aSignUpWithAKnownAccountIsTransferredToASignIn() {
        var userId = backend.user(ADA, "long enough");
        var page = provider(browser.post(
                        "/v1/client/sign_ups",
                        "strategy",
                        "oauth_google",
                        "redirect_url",
                        CALLBACK,
                        "action_complete_redirect_url",
                        HOME)
                .ok()
                .resource()
                .getAsJsonObject("verifications")
                .getAsJsonObject("external_account"));
        assertThat(answer(page, "name", "Ada", "email_address", ADA, "allow", "1"))
                .isEqualTo(CALLBACK);

        var signIn = browser.post("/v1/client/sign_ins", "transfer", "true");

        assertThat(signIn.state()).isEqualTo("complete");
        assertThat(signIn.session().get("user_id").getAsString()).isEqualTo(userId);
    }

    @Test
    void aProviderCanRefuse() {
        var location = answer(startSignIn(browser), "refuse", "1");

        assertThat(location).isEqualTo(CALLBACK);
        var error = browser.get("/v1/client")
                .resource()
                .getAsJsonObject("sign_in")
                .getAsJsonObject("first_factor_verification")
                .getAsJsonObject("error");
        assertThat(error.get("code").getAsString()).isEqualTo("oauth_access_denied");
    }

    @Test
    void aStateIsUsedOnceAndAnUnknownOneIsRefused() {
        backend.user(ADA, "long enough");
        var page = startSignIn(browser);
        answer(page, "name", "Ada", "email_address", ADA, "allow", "1");

        assertThat(Browser.without(server).navigate(page).status()).isEqualTo(400);
        assertThat(Browser.without(server)
                        .post("/v1/oauth_callback", "state", "unknown", "allow", "1")
                        .code())
                .isEqualTo("oauth_callback_invalid");
    }

    @Test
    void aProviderThatKnowsNoAddressLeavesItToTheSignUp() {
        assertThat(answer(startSignIn(browser), "name", "Ada", "allow", "1")).isEqualTo(CALLBACK);

        var signUp = browser.post("/v1/client/sign_ups", "transfer", "true");

        assertThat(signUp.state()).isEqualTo("missing_requirements");
        assertThat(signUp.resource().get("missing_fields").toString()).contains("email_address");
    }

    @Test
    void aFormThatIsWrongCanBeSentAgain() {
        backend.user(ADA, "long enough");
        var page = startSignIn(browser);

        assertThat(answer(page, "name", "Ada", "email_address", "ada at example.com", "allow", "1"))
                .isNull();
        assertThat(answer(page, "name", "Ada", "email_address", ADA, "allow", "1"))
                .isEqualTo(HOME);
    }

    @Test
    void aBannedUserIsNotConnectedToTheAccount() {
        var userId = backend.user(ADA, "long enough");
        var page = startSignIn(browser);
        backend.post("/v1/users/" + userId + "/ban", null);

        answer(page, "name", "Ada", "email_address", ADA, "allow", "1");

        assertThat(backend.get("/v1/users/" + userId).getAsJsonArray("external_accounts"))
                .isEmpty();
    }

    @Test
    void aProviderThatIsOffLeavesTheSignUpInProgress() {
        var before = browser.post("/v1/client/sign_ups", "email_address", ADA).id();

        assertThat(browser.post("/v1/client/sign_ups", "strategy", "oauth_github", "redirect_url", CALLBACK)
                        .status())
                .isEqualTo(400);
        assertThat(browser.get("/v1/client/sign_ups/" + before).status()).isEqualTo(200);
    }

    @Test
    void flowsThatOverlapStayApart() {
        var pages = new ArrayList<String>();
        var browsers = new ArrayList<Browser>();
        for (var i = 0; i < 20; i++) {
            backend.user("user" + i + "@example.com", "long enough");
            var one = Browser.open(server);
            browsers.add(one);
            pages.add(startSignIn(one));
        }
        for (var i = 19; i >= 0; i--) {
            answer(pages.get(i), "name", "User", "email_address", "user" + i + "@example.com", "allow", "1");
        }

        for (var i = 0; i < 20; i++) {
            assertThat(browsers.get(i).get("/v1/client").response().body()).contains("user" + i + "@example.com");
        }
    }

    @Test
    void aProviderThatIsOffIsRefused() {
        var refused = browser.post("/v1/client/sign_ins", "strategy", "oauth_github", "redirect_url", CALLBACK);

        assertThat(refused.code()).isEqualTo("oauth_provider_not_enabled");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redirect_url", "action_complete_redirect_url"})
    void anAddressThatNoHeaderCanCarryIsRefusedBeforeTheFlowBegins(String name) {
        for (var url : List.of("http://localhost/\r\nSet-Cookie: a=b", "http://localhost/\n", "javascript:alert(1)")) {
            var other = name.equals("redirect_url") ? "action_complete_redirect_url" : "redirect_url";
            var refused = browser.post(
                    "/v1/client/sign_ups", "strategy", "oauth_google", name, url, other, "http://localhost:8080/");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.parameter()).isEqualTo(name);
        }
    }

    @Test
    void anAddressWithOtherLettersIsSentInAscii() {
        // The low bytes of the last two letters are a carriage return and a line feed.
        var signIn = browser.post(
                "/v1/client/sign_ins", "strategy", "oauth_google", "redirect_url", HOME + "caf\u00e9\u010d\u010a");
        var page = provider(signIn.ok().resource().getAsJsonObject("first_factor_verification"));

        assertThat(answer(page, "refuse", "1")).isEqualTo(HOME + "caf%C3%A9%C4%8D%C4%8A");
    }

    @Test
    void aSignedInUserCanConnectAnAccount() {
        backend.user(ADA, "long enough");
        browser.signIn(ADA, "long enough").ok();
        var account = browser.post("/v1/me/external_accounts", "strategy", "oauth_google", "redirect_url", HOME)
                .ok();

        answer(provider(account.resource().getAsJsonObject("verification")), "name", "Ada", "allow", "1");

        var accounts = browser.get("/v1/me").resource().getAsJsonArray("external_accounts");
        assertThat(accounts).hasSize(1);
        assertThat(accounts.get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("verification")
                        .get("status")
                        .getAsString())
                .isEqualTo("verified");
        browser.override("DELETE", "/v1/me/external_accounts/" + account.id()).ok();
        assertThat(browser.get("/v1/me").resource().getAsJsonArray("external_accounts"))
                .isEmpty();
    }

    private String connecting(Browser from) {
        var account = from.post("/v1/me/external_accounts", "strategy", "oauth_google", "redirect_url", HOME)
                .ok();
        return provider(account.resource().getAsJsonObject("verification"));
    }

    @Test
    void aVisitorWithoutANameIsRefusedAndIsNotAUserWhoBeganToConnectAnAccount() {
        backend.user(ADA, "long enough");
        browser.signIn(ADA, "long enough").ok();
        connecting(browser);
        var stranger = Browser.open(server);
        var page = startSignIn(stranger);
        var state = page.substring(page.indexOf("state=") + 6);

        for (var name : List.of("", " ")) {
            var refused = stranger.post("/v1/oauth_callback", "state", state, "name", name, "allow", "1");
            assertThat(refused.code()).isEqualTo("form_param_missing");
            assertThat(refused.parameter()).isEqualTo("name");
        }
        assertThat(stranger.get("/v1/client").response().body()).doesNotContain(ADA);
    }

    @Test
    void aNameThatIsTooLongIsRefused() {
        var page = startSignIn(browser);
        var refused = browser.post(
                "/v1/oauth_callback",
                "state",
                page.substring(page.indexOf("state=") + 6),
                "name",
                "x".repeat(257),
                "allow",
                "1");

        assertThat(refused.code()).isEqualTo("form_param_max_length_exceeded");
    }

    @Test
    void anAccountOfAnotherUserIsNotConnected() {
        var owner = backend.user(ADA, "long enough");
        browser.signIn(ADA, "long enough").ok();
        answer(connecting(browser), "name", "Ada", "email_address", "ada@provider.example", "allow", "1");
        backend.user("grace@example.com", "long enough");
        var other = Browser.open(server);
        other.signIn("grace@example.com", "long enough").ok();

        answer(connecting(other), "name", "Ada", "email_address", "ada@provider.example", "allow", "1");

        var verification = other.get("/v1/me")
                .resource()
                .getAsJsonArray("external_accounts")
                .get(0)
                .getAsJsonObject()
                .getAsJsonObject("verification");
        assertThat(verification.get("status").getAsString()).isEqualTo("unverified");
        assertThat(verification.getAsJsonObject("error").get("code").getAsString())
                .isEqualTo("oauth_identification_claimed");
        var third = Browser.open(server);
        answer(startSignIn(third), "name", "Ada", "email_address", "ada@provider.example", "allow", "1");
        assertThat(third.get("/v1/client").response().body()).contains(owner);
    }

    @Test
    void aUserWhoIsDeletedMeanwhileIsNotConnected() {
        var owner = backend.user(ADA, "long enough");
        browser.signIn(ADA, "long enough").ok();
        var page = connecting(browser);
        backend.send("DELETE", "/v1/users/" + owner, null);

        var refused = browser.post(
                "/v1/oauth_callback", "state", page.substring(page.indexOf("state=") + 6), "name", "Ada", "allow", "1");

        assertThat(refused.status()).isEqualTo(404);
    }
}
