package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request that is refused has changed nothing. */
class RefusedChangesTest {
    private static final String SET = """
            {"name":"A set","key":"role_set:one","default_role_key":"org:member","creator_role_key":"org:admin",
            "roles":["org:member","org:admin","org:clerk"]}""";

    private final ClerkServer server = ClerkServer.builder()
            .role("org:clerk", "org:letters:read")
            .role("org:porter", "org:doors:open")
            .start();
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    private String idOf(String list, String key) {
        for (var one : client.get(list + "?limit=100").object().getAsJsonArray("data")) {
            if (one.getAsJsonObject().get("key").getAsString().equals(key)) {
                return one.getAsJsonObject().get("id").getAsString();
            }
        }
        throw new AssertionError(key);
    }

    private String role(String key) {
        return "/v1/organization_roles/" + idOf("/v1/organization_roles", key);
    }

    private String permission(String key) {
        return "/v1/organization_permissions/" + idOf("/v1/organization_permissions", key);
    }

    private JsonElement data(String path) {
        return client.get(path).object().get("data");
    }

    /** Returns the path of an organization that has a member with a role, and an invitation with it. */
    private String organizationWith(String role) {
        var user = client.createUser("ada@example.com");
        var path = "/v1/organizations/" + client.createOrganization("Analytical Engines");
        var member = "{\"user_id\":\"" + user + "\",\"role\":\"" + role + "\"}";
        assertThat(client.post(path + "/memberships", member).status()).isEqualTo(200);
        var invitation = "{\"email_address\":\"bob@example.com\",\"role\":\"" + role + "\"}";
        assertThat(client.post(path + "/invitations", invitation).status()).isEqualTo(200);
        return path;
    }

    @ParameterizedTest
    @CsvSource({"org:porter, form_identifier_exists", "porter, form_param_format_invalid"})
    void aRoleThatIsNotRenamedKeepsItsMembersAndInvitations(String key, String code) {
        var organization = organizationWith("org:clerk");
        var members = data(organization + "/memberships");
        var invitations = data(organization + "/invitations");

        var refused = client.patch(role("org:clerk"), "{\"key\":\"" + key + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(data(organization + "/memberships")).isEqualTo(members);
        assertThat(data(organization + "/invitations")).isEqualTo(invitations);
    }

    @ParameterizedTest
    @CsvSource({"org:doors:open, form_identifier_exists", "letters, form_param_format_invalid"})
    void aPermissionThatIsNotRenamedStaysInItsRoles(String key, String code) {
        var before = client.get(role("org:clerk")).body();

        var refused = client.patch(permission("org:letters:read"), "{\"key\":\"" + key + "\"}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(client.get(role("org:clerk")).body()).isEqualTo(before);
        assertThat(before.toString()).contains("org:letters:read");
    }

    @Test
    void aPermissionOfClerkKeepsItsKey() {
        var refused = client.patch(permission("org:sys_profile:manage"), "{\"key\":\"org:mine:manage\"}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(client.get(role("org:admin")).response().body()).contains("org:sys_profile:manage");
    }

    @Test
    void aRoleThatIsRenamedIsRenamedWhereverItIsUsed() {
        var organization = organizationWith("org:clerk");
        client.post("/v1/role_sets", SET.replace("org:member\",\"creator", "org:clerk\",\"creator"));

        var renamed = client.patch(role("org:clerk"), "{\"key\":\"org:scribe\"}");

        assertThat(renamed.status()).isEqualTo(200);
        for (var path : List.of(organization + "/memberships", organization + "/invitations", "/v1/role_sets")) {
            assertThat(data(path).toString()).contains("org:scribe").doesNotContain("org:clerk");
        }
    }

    @Test
    void aPermissionThatIsRenamedIsRenamedInItsRoles() {
        client.patch(permission("org:letters:read"), "{\"key\":\"org:letters:open\"}");

        assertThat(client.get(role("org:clerk")).response().body())
                .contains("org:letters:open")
                .doesNotContain("org:letters:read");
    }

    @Test
    void aRoleOfARoleSetIsNotDeleted() {
        client.post("/v1/role_sets", SET);
        var sets = data("/v1/role_sets");

        var refused = client.delete(role("org:clerk"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(data("/v1/role_sets")).isEqualTo(sets);
    }

    @Test
    void aRoleThatNothingUsesIsDeleted() {
        assertThat(client.delete(role("org:porter")).status()).isEqualTo(200);
    }

    @Test
    void aRoleSetGetsAllRolesOfARequestOrNone() {
        client.post("/v1/role_sets", SET);
        var sets = data("/v1/role_sets");

        var unknownRole =
                client.post("/v1/role_sets/role_set:one/roles", "{\"role_keys\":[\"org:porter\",\"org:nobody\"]}");
        var unknownDefault = client.post(
                "/v1/role_sets/role_set:one/roles",
                "{\"role_keys\":[\"org:porter\"],\"default_role_key\":\"org:nobody\"}");

        assertThat(unknownRole.status()).isEqualTo(422);
        assertThat(unknownDefault.status()).isEqualTo(422);
        assertThat(data("/v1/role_sets")).isEqualTo(sets);
    }

    @Test
    void theKeyOfARoleSetIsNotGivenTwice() {
        client.post("/v1/role_sets", SET);
        client.post("/v1/role_sets", SET.replace("role_set:one", "role_set:two"));

        var refused = client.patch("/v1/role_sets/role_set:two", "{\"key\":\"role_set:one\"}");

        assertThat(refused.code()).isEqualTo("form_identifier_exists");
        assertThat(client.get("/v1/role_sets/role_set:two").status()).isEqualTo(200);
    }

    @Test
    void anOrganizationFollowsTheKeyOfItsRoleSet() {
        client.post("/v1/role_sets", SET);
        var organization = organizationWith("org:clerk");
        client.patch(organization, "{\"role_set_key\":\"role_set:one\"}");

        client.patch("/v1/role_sets/role_set:one", "{\"key\":\"role_set:two\"}");

        assertThat(client.get(organization).text("role_set_key")).isEqualTo("role_set:two");
    }

    @Test
    void aRoleSetIsReplacedWithAllItsMembersOrNot() {
        client.post("/v1/role_sets", SET);
        client.post("/v1/role_sets", SET.replace("role_set:one", "role_set:two"));
        var organization = organizationWith("org:clerk");
        client.patch(organization, "{\"role_set_key\":\"role_set:one\"}");
        var members = data(organization + "/memberships");

        var refused = client.post("/v1/role_sets/role_set:one/replace", """
                {"dest_role_set_key":"role_set:two",
                "reassignment_mappings":{"org:clerk":"org:member","org:admin":"org:nobody"}}""");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(data(organization + "/memberships")).isEqualTo(members);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form_param_format_invalid | nobody",
                "form_identifier_exists    | ada@example.com",
                "form_param_duplicate      | NEW@example.com",
            })
    void allInvitationsOfARequestAreSentOrNone(String code, String address) {
        client.createUser("ada@example.com");

        var refused = client.post(
                "/v1/invitations/bulk",
                "[{\"email_address\":\"new@example.com\"},{\"email_address\":\"" + address + "\"}]");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(client.get("/v1/invitations").response().body()).doesNotContain("new@example.com");
        assertThat(server.messages("new@example.com")).isEmpty();
    }

    @Test
    void allPersonsOfARequestEnterTheWaitingListOrNone() {
        var refused = client.post(
                "/v1/waitlist_entries/bulk",
                "[{\"email_address\":\"new@example.com\"},{\"email_address\":\"nobody\"}]");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(data("/v1/waitlist_entries").toString()).isEqualTo("[]");
    }

    private String connection() {
        return client.post("/v1/enterprise_connections", """
                {"name":"one","provider":"saml_okta","domains":["one.example"]}""").text("id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"directory_group_id\":\"a\",\"role_id\":\"role_unknown\"}", "{\"role_id\":\"%s\"}"})
    void aDirectoryIsCreatedWithAllItsMappingsOrNot(String mapping) {
        var role = idOf("/v1/organization_roles", "org:clerk");

        var refused = client.post("/v1/directories", """
                {"enterprise_connection_id":"%s","provider":"okta","group_role_mappings":[%s]}""".formatted(connection(), mapping.formatted(role)));

        assertThat(refused.status()).isIn(404, 422);
        assertThat(data("/v1/directories").toString()).isEqualTo("[]");
    }

    @Test
    void allMappingsOfADirectoryAreReplacedOrNone() {
        var role = idOf("/v1/organization_roles", "org:clerk");
        var directory = client.post("/v1/directories", """
                {"enterprise_connection_id":"%s","provider":"okta",
                "group_role_mappings":[{"directory_group_id":"a","role_id":"%s"}]}""".formatted(connection(), role));
        var path = "/v1/directories/" + directory.text("id") + "/group_role_mappings";
        var mappings = data(path);

        var refused = client.put(path, """
                {"mappings":[{"directory_group_id":"b","role_id":"%s"},{"directory_group_id":"c","role_id":"unknown"}]}""".formatted(role));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(data(path)).isEqualTo(mappings);
    }

    @Test
    void aUserIsChangedWithTheSecretOfAnAuthenticatorAppOrNot() {
        var path = "/v1/users/" + client.createUser("ada@example.com");
        client.patch(path, "{\"password\":\"the first password\"}");

        var refused = client.patch(path, "{\"password\":\"another password\",\"totp_secret\":\"\"}");

        assertThat(refused.code()).isEqualTo("form_param_format_invalid");
        assertThat(refused.parameter()).isEqualTo("totp_secret");
        assertThat(client.post(path + "/verify_password", "{\"password\":\"the first password\"}")
                        .status())
                .isEqualTo(200);
    }
}
