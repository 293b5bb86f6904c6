package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sign-ins and sign-ups by the link of a message: email links, sign-in tokens, invitations. */
class LinksTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String PAGE = "http://localhost:8080/verified";

    private final ClerkServer server =
            ClerkServer.builder().keys(KEYS).emailLinks(true).start();
    private final Backend backend = new Backend(server);
    private final Browser browser = Browser.open(server);

    @AfterEach
    void close() {
        server.close();
    }

    private String lastLink(String recipient) {
        var messages = server.messages(recipient);
        return messages.get(messages.size() - 1).link();
    }

    private String startByLink() {
        var signIn =
                browser.post("/v1/client/sign_ins", "identifier", ADA, "strategy", "email_link", "redirect_url", PAGE);
        return "/v1/client/sign_ins/" + signIn.ok().id();
    }

    @Test
    void theLinkOfAnEmailCompletesTheSignInOfTheBrowserThatAskedForIt() {
        backend.user(ADA, "long enough");
        var one = startByLink();
        assertThat(browser.get(one).state()).isEqualTo("needs_first_factor");

        var followed = Browser.without(server).navigate(lastLink(ADA));

        assertThat(followed.status()).isEqualTo(303);
        var polled = browser.get(one);
        assertThat(polled.state()).isEqualTo("complete");
        assertThat(followed.header("location"))
                .isEqualTo(PAGE + "?__clerk_status=verified&__clerk_created_session="
                        + polled.resource().get("created_session_id").getAsString());
    }

    @Test
    void aLinkWorksOnceAndNotForEver() {
        backend.user(ADA, "long enough");
        startByLink();
        var first = lastLink(ADA);
        browser.navigate(first);
        assertThat(browser.navigate(first).status()).isEqualTo(400);
        browser.override("DELETE", "/v1/client/sessions").ok();
        startByLink();
        server.moveClock(Duration.ofMinutes(11));

        assertThat(browser.navigate(lastLink(ADA)).header("location")).endsWith("__clerk_status=expired");
    }

    @Test
    void aSignUpCanBeVerifiedByALink() {
        var signUp = browser.post("/v1/client/sign_ups", "email_address", ADA, "password", "long enough")
                .id();
        var one = "/v1/client/sign_ups/" + signUp;
        browser.post(one + "/prepare_verification", "strategy", "email_link", "redirect_url", PAGE)
                .ok();

        browser.navigate(lastLink(ADA));

        assertThat(browser.get(one).state()).isEqualTo("complete");
        assertThat(browser.get("/v1/client").resource().getAsJsonArray("sessions"))
                .hasSize(1);
    }

    @Test
    void aLinkLeadsToAPageOnly() {
        backend.user(ADA, "long enough");
        for (var url : List.of("javascript:alert(1)", "http://localhost/\r\nSet-Cookie: a=b", "http://")) {
            var refused = browser.post(
                    "/v1/client/sign_ins", "identifier", ADA, "strategy", "email_link", "redirect_url", url);

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.parameter()).isEqualTo("redirect_url");
        }
        assertThat(server.messages(ADA)).isEmpty();
    }

    @Test
    void aSignInTokenSignsInOnce() {
        var userId = backend.user(ADA, "long enough");
        var token = backend.post("/v1/sign_in_tokens", "{\"user_id\":\"" + userId + "\"}")
                .get("token")
                .getAsString();

        var signedIn = browser.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", token);
        var again = Browser.open(server).post("/v1/client/sign_ins", "strategy", "ticket", "ticket", token);

        assertThat(signedIn.state()).isEqualTo("complete");
        assertThat(again.code()).isEqualTo("sign_in_token_already_used_code");
    }

    @Test
    void aSignInTokenExpires() {
        var userId = backend.user(ADA, "long enough");
        var body = "{\"user_id\":\"" + userId + "\",\"expires_in_seconds\":60}";
        var token = backend.post("/v1/sign_in_tokens", body).get("token").getAsString();
        server.moveClock(Duration.ofSeconds(61));

        assertThat(browser.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", token)
                        .code())
                .isEqualTo("ticket_expired_code");
    }

    @Test
    void anActorTokenNamesTheActorInTheSession() {
        var userId = backend.user(ADA, "long enough");
        var body = "{\"user_id\":\"" + userId + "\",\"actor\":{\"sub\":\"user_support\"}}";
        var token = backend.post("/v1/actor_tokens", body).get("token").getAsString();

        var signedIn = browser.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", token);

        assertThat(signedIn.session().getAsJsonObject("actor").get("sub").getAsString())
                .isEqualTo("user_support");
    }

    @Test
    void anInvitationSignsUpWithoutACode() {
        var invited = backend.post(
                "/v1/invitations", "{\"email_address\":\"" + ADA + "\",\"public_metadata\":{\"plan\":\"gold\"}}");
        assertThat(invited.has("url")).as(invited.toString()).isTrue();
        var url = invited.get("url").getAsString();
        var ticket = url.substring(url.indexOf("ticket=") + "ticket=".length());
        assertThat(browser.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", ticket)
                        .code())
                .isEqualTo("invitation_account_not_exists");

        var signUp =
                browser.post("/v1/client/sign_ups", "strategy", "ticket", "ticket", ticket, "password", "long enough");

        assertThat(signUp.state()).isEqualTo("complete");
        assertThat(signUp.session()
                        .getAsJsonObject("user")
                        .getAsJsonObject("public_metadata")
                        .get("plan")
                        .getAsString())
                .isEqualTo("gold");
        assertThat(backend.get("/v1/invitations?status=accepted")
                        .get("http_status")
                        .getAsInt())
                .isEqualTo(200);
        assertThat(Browser.open(server)
                        .post("/v1/client/sign_ups", "strategy", "ticket", "ticket", ticket)
                        .code())
                .isEqualTo("invitation_already_accepted");
    }

    @Test
    void aSignInByTheTicketOfAFullOrganizationSignsNobodyIn() {
        var admin = backend.user("admin@example.com", "long enough");
        var organization = backend.organization("Engines", admin);
        backend.user(ADA, "long enough");
        var adminBrowser = Browser.open(server);
        adminBrowser.signIn("admin@example.com", "long enough").ok();
        adminBrowser
                .post("/v1/organizations/" + organization + "/invitations", "email_address", ADA, "role", "org:member")
                .ok();
        backend.send("PATCH", "/v1/organizations/" + organization, "{\"max_allowed_memberships\":1}");
        var link = lastLink(ADA);
        var ticket = link.substring(link.indexOf("ticket=") + "ticket=".length());

        var refused = browser.post("/v1/client/sign_ins", "strategy", "ticket", "ticket", ticket);

        assertThat(refused.code()).isEqualTo("organization_membership_quota_exceeded");
        assertThat(browser.get("/v1/client").response().body()).doesNotContain("sess_");
    }

    @Test
    void aSignUpWhoseInvitationIsRevokedMakesNoUser() {
        var invited = backend.post("/v1/invitations", "{\"email_address\":\"" + ADA + "\"}");
        var url = invited.get("url").getAsString();
        var ticket = url.substring(url.indexOf("ticket=") + "ticket=".length());
        var signUp = browser.post("/v1/client/sign_ups", "strategy", "ticket", "ticket", ticket)
                .id();
        backend.post("/v1/invitations/" + invited.get("id").getAsString() + "/revoke", null);

        var refused = browser.override("PATCH", "/v1/client/sign_ups/" + signUp, "password", "long enough");

        assertThat(refused.code()).isEqualTo("revoked_invitation");
        assertThat(backend.get("/v1/users/count").get("total_count").getAsInt()).isZero();
    }

    @Test
    void aTicketThatIsWrongLeavesTheSignUpInProgress() {
        var before = browser.post("/v1/client/sign_ups", "email_address", ADA).id();

        browser.post("/v1/client/sign_ups", "strategy", "ticket", "ticket", "unknown");
        browser.post("/v1/client/sign_ups", "strategy", "email_link", "email_address", ADA, "redirect_url", "nowhere");

        assertThat(browser.get("/v1/client/sign_ups/" + before).status()).isEqualTo(200);
    }

    @Test
    void anInvitationToAnOrganizationIsAcceptedByItsTicket() {
        var admin = backend.user("admin@example.com", "long enough");
        var organization = backend.organization("Engines", admin);
        var adminBrowser = Browser.open(server);
        adminBrowser.signIn("admin@example.com", "long enough").ok();
        adminBrowser
                .post("/v1/organizations/" + organization + "/invitations", "email_address", ADA, "role", "org:member")
                .ok();
        var accept = Browser.without(server).navigate(lastLink(ADA)).header("location");
        assertThat(accept).contains("__clerk_status=sign_up", "__clerk_ticket=");
        var ticket = accept.substring(
                accept.indexOf("__clerk_ticket=") + "__clerk_ticket=".length(), accept.indexOf("&__clerk_status"));

        var signUp =
                browser.post("/v1/client/sign_ups", "strategy", "ticket", "ticket", ticket, "password", "long enough");

        assertThat(signUp.state()).isEqualTo("complete");
        var memberships = signUp.session().getAsJsonObject("user").getAsJsonArray("organization_memberships");
        assertThat(memberships).hasSize(1);
        assertThat(memberships.get(0).getAsJsonObject().get("role").getAsString())
                .isEqualTo("org:member");
    }
}
