package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationsTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ClerkServer server = ClerkServer.builder().clock(clock).start();
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    private static List<String> values(JsonObject page, String name) {
        return StreamSupport.stream(page.getAsJsonArray("data").spliterator(), false)
                .map(one -> one.getAsJsonObject().get(name).getAsString())
                .toList();
    }

    private Client.Result join(String organization, String user, String role) {
        return client.post(
                "/v1/organizations/" + organization + "/memberships",
                "{\"user_id\":\"" + user + "\",\"role\":\"" + role + "\"}");
    }

    @Test
    void anOrganizationIsFoundByIdAndBySlug() {
        var created = client.post("/v1/organizations", "{\"name\":\"Acme & Söhne\",\"public_metadata\":{\"a\":1}}");
        var id = created.text("id");

        assertThat(id).startsWith("org_");
        assertThat(created.text("slug")).isEqualTo("acme-s-hne");
        assertThat(created.object().get("public_metadata")).isEqualTo(JsonParser.parseString("{\"a\":1}"));
        assertThat(client.get("/v1/organizations/" + id).body()).isEqualTo(created.body());
        assertThat(client.get("/v1/organizations/acme-s-hne").body()).isEqualTo(created.body());
        assertThat(client.get("/v1/organizations/other").code()).isEqualTo("resource_not_found");
    }

    @Test
    void theCreatorOfAnOrganizationIsItsAdmin() {
        var ada = client.createUser("ada@example.com");
        var id = client.post("/v1/organizations", "{\"name\":\"Acme\",\"created_by\":\"" + ada + "\"}")
                .text("id");

        var members = client.get("/v1/organizations/" + id + "/memberships").object();

        assertThat(values(members, "role")).containsExactly("org:admin");
        assertThat(client.get("/v1/organizations/" + id).text("created_by")).isEqualTo(ada);
        assertThat(client.post("/v1/organizations", "{\"name\":\"X\",\"created_by\":\"user_0\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSlugBelongsToOneOrganization() {
        client.createOrganization("Acme");

        var second = client.post("/v1/organizations", "{\"name\":\"Acme\"}");
        var taken = client.post("/v1/organizations", "{\"name\":\"Other\",\"slug\":\"acme\"}");
        var malformed = client.post("/v1/organizations", "{\"name\":\"Other\",\"slug\":\"A b\"}");

        assertThat(second.text("slug")).isEqualTo("acme-2");
        assertThat(taken.code()).isEqualTo("form_identifier_exists");
        assertThat(malformed.code()).isEqualTo("form_param_format_invalid");
        assertThat(client.post("/v1/organizations", "{}").code()).isEqualTo("form_param_missing");
    }

    @Test
    void anUpdateChangesTheGivenFields() {
        var id = client.createOrganization("Acme");

        var updated = client.patch(
                "/v1/organizations/" + id, "{\"name\":\"Apex\",\"slug\":\"acme\",\"max_allowed_memberships\":9}");

        assertThat(updated.text("name")).isEqualTo("Apex");
        assertThat(updated.text("slug")).isEqualTo("acme");
        assertThat(updated.object().get("max_allowed_memberships").getAsInt()).isEqualTo(9);
        assertThat(client.patch("/v1/organizations/" + id, "{\"max_allowed_memberships\":-1}")
                        .status())
                .isEqualTo(422);
        assertThat(client.patch("/v1/organizations/" + id, "{\"private_metadata\":{}}")
                        .code())
                .isEqualTo("form_param_unknown");
    }

    @Test
    void metadataIsMergedAndReplaced() {
        var path = "/v1/organizations/" + client.createOrganization("Acme") + "/metadata";

        client.put(path, "{\"public_metadata\":{\"a\":1,\"b\":2},\"private_metadata\":{\"c\":3}}");
        var merged = client.patch(path, "{\"public_metadata\":{\"a\":null,\"d\":4}}");

        assertThat(merged.object().get("public_metadata")).isEqualTo(JsonParser.parseString("{\"b\":2,\"d\":4}"));
        assertThat(merged.object().get("private_metadata")).isEqualTo(JsonParser.parseString("{\"c\":3}"));
        assertThat(client.patch(path, "{\"unsafe_metadata\":{}}").code()).isEqualTo("form_param_unknown");
    }

    @Test
    void organizationsAreListedInAPage() {
        var ada = client.createUser("ada@example.com");
        for (var name : List.of("Beta", "alpha", "Gamma")) {
            client.createOrganization(name);
            clock.advance(Duration.ofSeconds(1));
        }
        var gamma = client.get("/v1/organizations/gamma").text("id");
        join(gamma, ada, "org:member");

        var all = client.get("/v1/organizations?limit=2").object();
        var counted = client.get("/v1/organizations?include_members_count=true&order_by=-members_count")
                .object();

        assertThat(values(all, "name")).containsExactly("Gamma", "alpha");
        assertThat(all.get("total_count").getAsInt()).isEqualTo(3);
        assertThat(all.getAsJsonArray("data").get(0).getAsJsonObject().has("members_count"))
                .isFalse();
        assertThat(values(counted, "members_count")).containsExactly("1", "0", "0");
        assertThat(values(client.get("/v1/organizations?order_by=name").object(), "name"))
                .containsExactly("alpha", "Beta", "Gamma");
        assertThat(values(client.get("/v1/organizations?query=ET").object(), "name"))
                .containsExactly("Beta");
        assertThat(values(client.get("/v1/organizations?user_id=" + ada).object(), "id"))
                .containsExactly(gamma);
        assertThat(values(
                        client.get("/v1/organizations?organization_id=-" + gamma)
                                .object(),
                        "name"))
                .containsExactly("alpha", "Beta");
        assertThat(client.get("/v1/organizations/" + gamma + "?include_missing_member_with_elevated_permissions=true")
                        .object()
                        .get("missing_member_with_elevated_permissions")
                        .getAsBoolean())
                .isTrue();
    }

    @Test
    void aDeletedOrganizationHasNoMembersAndIsActiveNowhere() {
        var ada = client.createUser("ada@example.com");
        var id = client.createOrganization("Acme");
        join(id, ada, "org:member");
        var session = client.post(
                        "/v1/sessions", "{\"user_id\":\"" + ada + "\",\"active_organization_id\":\"" + id + "\"}")
                .text("id");

        var deleted = client.delete("/v1/organizations/" + id);

        assertThat(deleted.body())
                .isEqualTo(JsonParser.parseString(
                        "{\"object\":\"organization\",\"id\":\"" + id + "\",\"deleted\":true,\"slug\":\"acme\"}"));
        assertThat(client.get("/v1/users/" + ada + "/organization_memberships")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isZero();
        assertThat(client.get("/v1/sessions/" + session)
                        .object()
                        .get("last_active_organization_id")
                        .isJsonNull())
                .isTrue();
    }

    @Test
    void aMembershipShowsItsOrganizationItsUserAndItsPermissions() {
        var ada = client.createUser("ada@example.com");
        var id = client.createOrganization("Acme");

        var membership = join(id, ada, "org:admin").object();
        client.patch("/v1/users/" + ada, "{\"first_name\":\"Ada\"}");
        var later = client.get("/v1/organizations/" + id + "/memberships").object();

        assertThat(membership.getAsJsonObject("organization").get("id").getAsString())
                .isEqualTo(id);
        assertThat(membership
                        .getAsJsonObject("public_user_data")
                        .get("identifier")
                        .getAsString())
                .isEqualTo("ada@example.com");
        assertThat(membership.get("role_name").getAsString()).isEqualTo("Admin");
        assertThat(membership.getAsJsonArray("permissions"))
                .contains(JsonParser.parseString("\"org:sys_profile:manage\""));
        assertThat(later.getAsJsonArray("data")
                        .get(0)
                        .getAsJsonObject()
                        .getAsJsonObject("public_user_data")
                        .get("first_name")
                        .getAsString())
                .isEqualTo("Ada");
    }

    @Test
    void aMembershipCanBeChangedAndEnded() {
        var ada = client.createUser("ada@example.com");
        var id = client.createOrganization("Acme");
        var path = "/v1/organizations/" + id + "/memberships/" + ada;
        join(id, ada, "org:member");

        assertThat(client.patch(path, "{\"role\":\"org:admin\"}").text("role")).isEqualTo("org:admin");
        assertThat(client.patch(path + "/metadata", "{\"public_metadata\":{\"a\":1}}")
                        .object()
                        .get("public_metadata"))
                .isEqualTo(JsonParser.parseString("{\"a\":1}"));
        assertThat(client.delete(path).text("role")).isEqualTo("org:admin");
        assertThat(client.patch(path, "{\"role\":\"org:admin\"}").status()).isEqualTo(404);
        assertThat(client.delete(path).code()).isEqualTo("resource_not_found");
    }

    @Test
    void anInvalidMembershipIsRefused() {
        var ada = client.createUser("ada@example.com");
        var bob = client.createUser("bob@example.com");
        var id = client.post("/v1/organizations", "{\"name\":\"Acme\",\"max_allowed_memberships\":1}")
                .text("id");
        var unknownRole = join(id, ada, "org:owner");
        join(id, ada, "org:member");

        assertThat(unknownRole.parameter()).isEqualTo("role");
        assertThat(join(id, "user_0", "org:member").status()).isEqualTo(404);
        assertThat(join("org_0", ada, "org:member").status()).isEqualTo(404);
        assertThat(join(id, ada, "org:member").code()).isEqualTo("already_a_member_in_organization");
        assertThat(join(id, bob, "org:member").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "'', c b a",
        "?order_by=email_address, a b c",
        "?order_by=-created_at, c b a",
        "?role=org:admin, b",
        "?email_address=a@example.com&email_address=c@example.com, c a",
        "?query=B@, b",
        "?limit=1&offset=1, b",
    })
    void membershipsCanBeOrderedAndFiltered(String query, String expected) {
        var id = client.createOrganization("Acme");
        for (var name : List.of("a", "b", "c")) {
            var user = client.createUser(name + "@example.com");
            join(id, user, name.equals("b") ? "org:admin" : "org:member");
            clock.advance(Duration.ofSeconds(1));
        }

        var page =
                client.get("/v1/organizations/" + id + "/memberships" + query).object();
        var names = StreamSupport.stream(page.getAsJsonArray("data").spliterator(), false)
                .map(one -> one.getAsJsonObject().getAsJsonObject("public_user_data"))
                .map(user -> user.get("identifier").getAsString().substring(0, 1))
                .toList();

        assertThat(String.join(" ", names)).isEqualTo(expected);
        assertThat(client.get("/v1/organization_memberships")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isEqualTo(3);
    }

    @Test
    void theMembershipsOfAUserAreListed() {
        var ada = client.createUser("ada@example.com");
        join(client.createOrganization("Acme"), ada, "org:member");
        join(client.createOrganization("Beta"), ada, "org:admin");

        var page = client.get("/v1/users/" + ada + "/organization_memberships").object();

        assertThat(values(page, "role")).containsExactly("org:admin", "org:member");
        assertThat(client.get("/v1/users/user_0/organization_memberships").status())
                .isEqualTo(404);
    }
}
