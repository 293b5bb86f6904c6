package com.clerk.sdk.testing.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.ClerkServer;
import com.clerk.sdk.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The calls of members about organizations, as OrganizationProfile and CreateOrganization make them. */
class OrganizationTest {
    private static final TestKeys KEYS = TestKeys.generate();
    private static final String ADA = "ada@example.com";
    private static final String BOB = "bob@example.com";
    private static final String PASSWORD = "correct horse battery";

    private final ClerkServer server = ClerkServer.builder().keys(KEYS).start();
    private final Backend backend = new Backend(server);
    private final String adaId = backend.user(ADA, PASSWORD);
    private final String bobId = backend.user(BOB, PASSWORD);
    private final Browser ada = Browser.open(server);
    private final Browser bob = Browser.open(server);

    @BeforeEach
    void signIn() {
        ada.signIn(ADA, PASSWORD).ok();
        bob.signIn(BOB, PASSWORD).ok();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private String create(String name) {
        return ada.post("/v1/organizations", "name", name).ok().id();
    }

    private void addBob(String organization) {
        var body = "{\"user_id\":\"" + bobId + "\",\"role\":\"org:member\"}";
        backend.post("/v1/organizations/" + organization + "/memberships", body);
    }

    @Test
    void theCreatorIsTheAdminAndTheClientKnows() {
        var created = ada.post("/v1/organizations", "name", "Analytical Engines", "slug", "engines");

        assertThat(created.resource().get("slug").getAsString()).isEqualTo("engines");
        var membership = created.session()
                .getAsJsonObject("user")
                .getAsJsonArray("organization_memberships")
                .get(0)
                .getAsJsonObject();
        assertThat(membership.get("role").getAsString()).isEqualTo("org:admin");
        assertThat(membership.get("permissions").toString()).contains("org:sys_memberships:manage");
        assertThat(backend.get("/v1/organizations/engines").get("created_by").getAsString())
                .isEqualTo(adaId);
    }

    @Test
    void aSlugThatIsTakenOrMalformedIsTold() {
        ada.post("/v1/organizations", "name", "A", "slug", "engines").ok();

        assertThat(ada.post("/v1/organizations", "name", "B", "slug", "engines").parameter())
                .isEqualTo("slug");
        assertThat(ada.post("/v1/organizations", "name", "B", "slug", "No Slug").code())
                .isEqualTo("form_param_format_invalid");
        assertThat(ada.post("/v1/organizations", "slug", "x").code()).isEqualTo("form_param_missing");
        assertThat(ada.get("/v1/me/organization_memberships")
                        .resource()
                        .get("total_count")
                        .getAsInt())
                .isEqualTo(1);
    }

    @Test
    void somebodyInvitedAcceptsAndIsAMember() {
        var organization = create("Engines");
        var all = "/v1/organizations/" + organization + "/invitations";
        var invitation =
                ada.post(all, "email_address", BOB, "role", "org:member").ok();
        assertThat(ada.post(all, "email_address", BOB, "role", "org:member").code())
                .isEqualTo("organization_invitation_not_unique");
        var mine = bob.get("/v1/me/organization_invitations", "status", "pending");
        assertThat(mine.resource().get("total_count").getAsInt()).isEqualTo(1);

        var accepted = bob.post("/v1/me/organization_invitations/" + invitation.id() + "/accept");

        assertThat(accepted.state()).isEqualTo("accepted");
        assertThat(accepted.client().toString()).contains(organization);
        var members = ada.get("/v1/organizations/" + organization + "/memberships");
        assertThat(members.resource().get("total_count").getAsInt()).isEqualTo(2);
        assertThat(ada.post(all, "email_address", BOB, "role", "org:member").code())
                .isEqualTo("already_a_member_in_organization");
    }

    @Test
    void anInvitationIsRevoked() {
        var organization = create("Engines");
        var all = "/v1/organizations/" + organization + "/invitations";
        var id = ada.post(all, "email_address", BOB, "role", "org:member").id();

        assertThat(ada.post(all + "/" + id + "/revoke").state()).isEqualTo("revoked");
        assertThat(bob.post("/v1/me/organization_invitations/" + id + "/accept").code())
                .isEqualTo("organization_invitation_not_pending");
        assertThat(ada.get(all, "status", "pending")
                        .resource()
                        .get("total_count")
                        .getAsInt())
                .isZero();
    }

    @Test
    void severalAreInvitedAtOnceOrNobody() {
        var organization = create("Engines");
        var all = "/v1/organizations/" + organization + "/invitations";

        var refused =
                ada.post(all + "/bulk", "email_address", "a@example.com", "email_address", ADA, "role", "org:member");
        assertThat(refused.code()).isEqualTo("already_a_member_in_organization");
        assertThat(ada.get(all).resource().get("total_count").getAsInt()).isZero();
        ada.post(
                        all + "/bulk",
                        "email_address",
                        "a@example.com",
                        "email_address",
                        "b@example.com",
                        "role",
                        "org:member")
                .ok();
        assertThat(ada.get(all).resource().get("total_count").getAsInt()).isEqualTo(2);
    }

    @Test
    void oneAddressInTwoSpellingsIsInvitedOnce() {
        var all = "/v1/organizations/" + create("Engines") + "/invitations";

        var invited = ada.post(
                all + "/bulk",
                "email_address",
                "c@example.com",
                "email_address",
                "C@Example.com",
                "role",
                "org:member");

        assertThat(invited.status()).isEqualTo(200);
        assertThat(ada.get(all).resource().get("total_count").getAsInt()).isEqualTo(1);
    }

    @Test
    void aMemberMayNotDoWhatAnAdminMay() {
        var organization = create("Engines");
        addBob(organization);
        var one = "/v1/organizations/" + organization;

        assertThat(bob.get(one).status()).isEqualTo(200);
        assertThat(bob.get(one + "/memberships").status()).isEqualTo(200);
        assertThat(bob.override("PATCH", one, "name", "Bob's").code()).isEqualTo("missing_organization_permission");
        assertThat(bob.override("DELETE", one).code()).isEqualTo("missing_organization_permission");
        assertThat(bob.post(one + "/invitations", "email_address", "c@example.com", "role", "org:member")
                        .code())
                .isEqualTo("missing_organization_permission");
    }

    @Test
    void aStrangerDoesNotSeeAnOrganization() {
        var organization = create("Engines");

        for (var path : new String[] {"", "/memberships", "/invitations", "/roles", "/domains"}) {
            var refused = bob.get("/v1/organizations/" + organization + path);

            assertThat(refused.status()).isEqualTo(404);
            assertThat(refused.code()).isEqualTo("organization_not_found_or_unauthorized");
        }
    }

    @Test
    void aRoleIsChangedAndAMemberRemoved() {
        var organization = create("Engines");
        addBob(organization);
        var one = "/v1/organizations/" + organization + "/memberships/" + bobId;

        assertThat(ada.override("PATCH", one, "role", "org:admin")
                        .resource()
                        .get("role")
                        .getAsString())
                .isEqualTo("org:admin");
        ada.override("DELETE", one).ok();
        assertThat(bob.get("/v1/me/organization_memberships")
                        .resource()
                        .get("total_count")
                        .getAsInt())
                .isZero();
    }

    @Test
    void theLastAdminCannotLeave() {
        var organization = create("Engines");
        addBob(organization);

        assertThat(ada.override("DELETE", "/v1/me/organization_memberships/" + organization)
                        .code())
                .isEqualTo("organization_minimum_permissions_needed");
        assertThat(ada.override(
                                "PATCH",
                                "/v1/organizations/" + organization + "/memberships/" + adaId,
                                "role",
                                "org:member")
                        .code())
                .isEqualTo("organization_minimum_permissions_needed");
        bob.override("DELETE", "/v1/me/organization_memberships/" + organization)
                .ok();
    }

    @Test
    void anOrganizationThatIsDeletedIsNoLongerActive() {
        var organization = create("Engines");
        var session =
                ada.get("/v1/client").resource().get("last_active_session_id").getAsString();
        ada.post("/v1/client/sessions/" + session + "/touch", "active_organization_id", organization)
                .ok();

        var deleted =
                ada.override("DELETE", "/v1/organizations/" + organization).ok();

        assertThat(deleted.session().get("last_active_organization_id").isJsonNull())
                .isTrue();
        assertThat(deleted.session().getAsJsonObject("user").getAsJsonArray("organization_memberships"))
                .isEmpty();
    }

    @Test
    void theDomainOfAnOrganizationThatItsAdminDeletesIsFreeAgain() {
        var domain = "{\"name\":\"engines.example\",\"enrollment_mode\":\"manual_invitation\"}";
        var first = create("Engines");
        var second = create("More engines");
        assertThat(backend.post("/v1/organizations/" + first + "/domains", domain)
                        .get("http_status")
                        .getAsInt())
                .isEqualTo(200);

        ada.override("DELETE", "/v1/organizations/" + first).ok();

        assertThat(backend.post("/v1/organizations/" + second + "/domains", domain)
                        .get("http_status")
                        .getAsInt())
                .isEqualTo(200);
    }

    @Test
    void anInstanceWithoutOrganizationsSaysSo() {
        try (var without = ClerkServer.builder().keys(KEYS).organizations(false).start()) {
            var browser = Browser.open(without);
            browser.signUp(ADA, PASSWORD);

            assertThat(browser.post("/v1/organizations", "name", "A").code())
                    .isEqualTo("organization_not_enabled_in_instance");
            assertThat(browser.get("/v1/environment")
                            .object()
                            .getAsJsonObject("organization_settings")
                            .get("enabled")
                            .getAsBoolean())
                    .isFalse();
        }
    }
}
