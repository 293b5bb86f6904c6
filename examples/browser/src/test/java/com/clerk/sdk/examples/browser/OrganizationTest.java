package com.clerk.sdk.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.backend.model.OrganizationMembership;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The changes that users make with the components for organizations, seen at the server. */
@BrowserCheck
class OrganizationTest extends AppInBrowser {
    private static final String BOB = "bob@example.com";

    private String createBob() {
        return app.backend()
                .users()
                .create(u -> u.emailAddress(BOB).password(App.PASSWORD).firstName("Bob"))
                .id();
    }

    private void openOrganization(String id) {
        browser.evaluate("Clerk.setActive({ organization: '" + id + "' })");
        browser.openWithClerk(app.url("/organization"))
                .awaitTrue("Clerk.organization")
                .awaitShown(".cl-organizationProfile-root");
    }

    private List<OrganizationMembership> members(String organizationId) {
        return app.backend().organizationMemberships().list(organizationId).items();
    }

    @Test
    void anOrganizationIsSwitchedToAndLeft() {
        var organization = app.organization("Analytical Engines").id();
        app.organization("Difference Engines");
        app.signIn(browser);
        browser.click(".cl-organizationSwitcherTrigger").awaitText("Difference Engines");
        browser.screenshot("organization-switcher");
        browser.clickText("Analytical Engines").awaitTrue("Clerk.organization");

        var claims = Tokens.claims(browser.evaluateText("Clerk.session.getToken()"));
        assertThat(claims.getAsJsonObject("o").get("id").getAsString()).isEqualTo(organization);
        browser.await("the cookie to follow", page -> {
            var cookie = Tokens.claims(browser.cookies().get("__session"));
            return cookie.has("o")
                    && cookie.getAsJsonObject("o").get("id").getAsString().equals(organization);
        });
        assertThat(app.whoami(browser)).contains("\"orgId\":\"" + organization + "\"");
        browser.evaluate("Clerk.setActive({ organization: null })");
        assertThat(Tokens.claims(browser.evaluateText("Clerk.session.getToken()"))
                        .has("o"))
                .isFalse();
    }

    @Test
    void anOrganizationIsCreated() {
        app.signIn(browser);
        browser.openWithClerk(app.url("/create-organization"))
                .fill("input[name=name]", "Analytical Engines")
                .click(".cl-formButtonPrimary")
                .awaitTrue("Clerk.organization && Clerk.organization.name === 'Analytical Engines'");
        browser.screenshot("create-organization");

        assertThat(app.backend().organizations().list().items())
                .extracting(one -> one.name())
                .containsExactly("Analytical Engines");
    }

    @Test
    void somebodyIsInvitedAndAccepts() {
        var bobId = createBob();
        var organization = app.organization("Analytical Engines").id();
        app.signIn(browser);
        openOrganization(organization);
        browser.click(".cl-navbarButton__members")
                .click(".cl-membersPageInviteButton")
                .fillTags(".cl-tagInputContainer input", BOB)
                .pick("Select role")
                .pick("Member")
                .clickText("Send invitations");
        browser.await(
                "the invitation",
                page -> app.backend()
                                .organizationInvitations()
                                .list(organization)
                                .items()
                                .size()
                        == 1);
        browser.screenshot("invite");
        browser.evaluate("Clerk.signOut()");
        browser.awaitTrue("Clerk.loaded && !Clerk.user");

        app.signIn(browser, BOB);
        browser.openWithClerk(app.url("/organizations")).awaitText("Analytical Engines");
        browser.screenshot("organization-list");
        browser.clickText("Join");

        browser.await("the membership", page -> members(organization).size() == 2);
        assertThat(members(organization))
                .filteredOn(one -> bobId.equals(one.publicUserData().userId()))
                .extracting(one -> one.role())
                .containsExactly("org:member");
    }

    @Test
    void theRoleOfAMemberIsChanged() {
        var bobId = createBob();
        var organization = app.organization("Analytical Engines").id();
        app.backend()
                .organizationMemberships()
                .create(organization, m -> m.userId(bobId).role("org:member"));
        app.signIn(browser);
        openOrganization(organization);
        browser.click(".cl-navbarButton__members").awaitText(BOB);
        browser.screenshot("members");
        browser.pick("Member").pick("Admin");

        browser.await(
                "the role",
                page -> members(organization).stream()
                        .allMatch(one -> one.role().equals("org:admin")));
    }

    @Test
    void aMemberLeaves() {
        var bobId = createBob();
        var organization = app.organization("Analytical Engines").id();
        app.backend()
                .organizationMemberships()
                .create(organization, m -> m.userId(bobId).role("org:member"));
        app.signIn(browser, BOB);
        openOrganization(organization);
        browser.clickText("Leave organization")
                .fill("input[name=deleteOrganizationConfirmation]", "Analytical Engines")
                .click(".cl-formButtonPrimary");

        browser.await("the membership to end", page -> members(organization).size() == 1);
        browser.awaitTrue("!Clerk.organization");
    }

    @Test
    void anOrganizationIsDeleted() {
        var organization = app.organization("Analytical Engines").id();
        app.signIn(browser);
        openOrganization(organization);
        browser.clickText("Delete organization")
                .fill("input[name=deleteOrganizationConfirmation]", "Analytical Engines")
                .click(".cl-formButtonPrimary");

        browser.await(
                "the organization to go",
                page -> app.backend().organizations().list().items().isEmpty());
        browser.awaitTrue("!Clerk.organization");
    }
}
