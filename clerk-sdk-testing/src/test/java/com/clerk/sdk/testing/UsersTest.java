package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ClerkServer server = ClerkServer.builder().clock(clock).start();
    private final Client client = new Client(server);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void aUserCanBeCreatedAndRead() {
        var created = client.post("/v1/users", """
                {"first_name":"Ada","last_name":null,"username":"ada","external_id":"crm-1",
                "email_address":["ada@example.com","ada@example.org"],"phone_number":["+15555550100"],
                "password":"correct horse","public_metadata":{"plan":"gold"}}""");
        var user = created.object();
        var email = user.getAsJsonArray("email_addresses").get(0).getAsJsonObject();

        assertThat(created.status()).isEqualTo(200);
        assertThat(created.text("id")).startsWith("user_");
        assertThat(created.text("first_name")).isEqualTo("Ada");
        assertThat(user.get("last_name")).isEqualTo(JsonNull.INSTANCE);
        assertThat(user.get("created_at").getAsLong()).isEqualTo(clock.millis());
        assertThat(user.getAsJsonArray("email_addresses")).hasSize(2);
        assertThat(user.get("primary_email_address_id")).isEqualTo(email.get("id"));
        assertThat(email.getAsJsonObject("verification").get("status").getAsString())
                .isEqualTo("verified");
        assertThat(user.get("password_enabled").getAsBoolean()).isTrue();
        assertThat(user.has("password")).isFalse();
        assertThat(client.get("/v1/users/" + created.text("id")).body()).isEqualTo(user);
    }

    @Test
    void anAddressOfAnyLengthIsRefusedWithAnAnswer() {
        var body = "{\"email_address\":[\"a@b" + ".c".repeat(20_000) + "\"]}";
        assertThat(client.post("/v1/users", body).code()).isEqualTo("form_param_format_invalid");
    }

    @Test
    void anIdentificationCanBeReserved() {
        var user = client.post("/v1/users", """
                        {"email_address":["a@example.com","b@example.com"],
                        "email_address_identification_status":["reserved"]}""").object();
        var emails = user.getAsJsonArray("email_addresses");

        assertThat(emails.get(0).getAsJsonObject().get("reserved").getAsBoolean())
                .isTrue();
        assertThat(emails.get(0).getAsJsonObject().get("verification")).isEqualTo(JsonNull.INSTANCE);
        assertThat(user.get("primary_email_address_id"))
                .isEqualTo(emails.get(1).getAsJsonObject().get("id"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "email_address | {\"email_address\":[\"ADA@example.com\"]}",
                "phone_number  | {\"phone_number\":[\"+15555550100\"]}",
                "username      | {\"username\":\"Ada\"}",
                "external_id   | {\"email_address\":[\"x@example.com\"],\"external_id\":\"crm-1\"}",
                "email_address | {\"email_address\":[\"x@example.com\",\"X@example.com\"]}",
            })
    void anIdentificationBelongsToOneUser(String parameter, String body) {
        client.post("/v1/users", """
                {"email_address":["ada@example.com"],"phone_number":["+15555550100"],
                "username":"ada","external_id":"crm-1"}""");

        var refused = client.post("/v1/users", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo("form_identifier_exists");
        assertThat(refused.parameter()).isEqualTo(parameter);
        assertThat(client.get("/v1/users/count").object().get("total_count").getAsInt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "form_param_missing              | email_address | {\"first_name\":\"Ada\"}",
                "form_param_format_invalid       | email_address | {\"email_address\":[\"ada\"]}",
                "form_param_type_invalid         | email_address | {\"email_address\":\"ada@example.com\"}",
                "form_param_format_invalid       | phone_number  | {\"phone_number\":[\"555\"]}",
                "form_param_type_invalid         | first_name    | {\"username\":\"a\",\"first_name\":1}",
                "form_param_format_invalid       | created_at    | {\"username\":\"a\",\"created_at\":\"yesterday\"}",
                "form_param_unknown              | nickname      | {\"username\":\"a\",\"nickname\":\"x\"}",
                "form_password_length_too_short  | password      | {\"username\":\"a\",\"password\":\"short\"}",
            })
    void aBodyThatDoesNotMatchTheSchemaIsRefused(String code, String parameter, String body) {
        var refused = client.post("/v1/users", body);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.parameter()).isEqualTo(parameter);
    }

    @Test
    void allErrorsOfABodyAreReportedAtOnce() {
        var refused = client.post("/v1/users", "{\"nickname\":\"x\",\"first_name\":1}");

        assertThat(refused.object().getAsJsonArray("errors")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{a:1}", "[]", "\"x\"", "{} {}", "{'a':1}", "// x\n{}"})
    void aBodyThatIsNotAJsonObjectIsRefused(String body) {
        var refused = client.post("/v1/users", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("request_body_invalid");
    }

    @Test
    void anUpdateChangesTheGivenFieldsAndClearsThoseThatAreNull() {
        var id = created("{\"email_address\":[\"ada@example.com\"],\"first_name\":\"Ada\",\"last_name\":\"L\"}");
        clock.advance(Duration.ofSeconds(3));

        var updated = client.patch("/v1/users/" + id, "{\"first_name\":\"Augusta\",\"last_name\":null}")
                .object();

        assertThat(updated.get("first_name").getAsString()).isEqualTo("Augusta");
        assertThat(updated.get("last_name")).isEqualTo(JsonNull.INSTANCE);
        assertThat(updated.get("updated_at").getAsLong())
                .isEqualTo(updated.get("created_at").getAsLong() + 3000);
        assertThat(client.get("/v1/users/" + id).body()).isEqualTo(updated);
    }

    @Test
    void anEmptyUsernameRemovesTheUsername() {
        var id = created("{\"username\":\"ada\"}");

        assertThat(client.patch("/v1/users/" + id, "{\"username\":\"\"}")
                        .object()
                        .get("username"))
                .isEqualTo(JsonNull.INSTANCE);
    }

    @Test
    void anUpdateDoesNotTakeMetadata() {
        var id = client.createUser("ada@example.com");

        var refused = client.patch("/v1/users/" + id, "{\"public_metadata\":{}}");

        assertThat(refused.code()).isEqualTo("form_param_unknown");
        assertThat(refused.parameter()).isEqualTo("public_metadata");
    }

    @Test
    void aRefusedUpdateChangesNothing() {
        client.post("/v1/users", "{\"username\":\"taken\"}");
        var id = created("{\"username\":\"ada\",\"first_name\":\"Ada\"}");
        var before = client.get("/v1/users/" + id).body();

        var refused = client.patch("/v1/users/" + id, "{\"external_id\":\"x\",\"username\":\"taken\"}");

        assertThat(refused.code()).isEqualTo("form_identifier_exists");
        assertThat(client.get("/v1/users/" + id).body()).isEqualTo(before);
    }

    @Test
    void aUserKeepsTheirOwnUsername() {
        var id = created("{\"username\":\"ada\"}");

        assertThat(client.patch("/v1/users/" + id, "{\"username\":\"ada\"}").status())
                .isEqualTo(200);
    }

    @Test
    void thePrimaryEmailAddressIsOneOfTheUsers() {
        var user = client.post("/v1/users", "{\"email_address\":[\"a@example.com\",\"b@example.com\"]}")
                .object();
        var path = "/v1/users/" + user.get("id").getAsString();
        var second = user.getAsJsonArray("email_addresses")
                .get(1)
                .getAsJsonObject()
                .get("id")
                .getAsString();

        var updated = client.patch(path, "{\"primary_email_address_id\":\"" + second + "\"}");
        var refused = client.patch(path, "{\"primary_email_address_id\":\"idn_other\"}");

        assertThat(updated.text("primary_email_address_id")).isEqualTo(second);
        assertThat(refused.status()).isEqualTo(404);
    }

    @Test
    void metadataIsMergedDeeplyAndNullRemovesAKey() {
        var id = created("{\"username\":\"ada\",\"public_metadata\":{\"a\":{\"b\":1,\"c\":2},\"d\":[1,2]}}");

        var merged = client.patch(
                "/v1/users/" + id + "/metadata",
                "{\"public_metadata\":{\"a\":{\"b\":null,\"e\":3},\"d\":[3],\"f\":{\"g\":null,\"h\":4}}}");

        assertThat(merged.object().get("public_metadata"))
                .isEqualTo(JsonParser.parseString("{\"a\":{\"c\":2,\"e\":3},\"d\":[3],\"f\":{\"h\":4}}"));
    }

    @Test
    void replacedMetadataIsReplacedFieldByField() {
        var id = created("{\"username\":\"ada\",\"public_metadata\":{\"a\":1,\"b\":2},\"private_metadata\":{\"c\":3}}");

        var replaced = client.put("/v1/users/" + id + "/metadata", "{\"public_metadata\":{\"b\":null}}")
                .object();

        assertThat(replaced.get("public_metadata")).isEqualTo(JsonParser.parseString("{\"b\":null}"));
        assertThat(replaced.get("private_metadata")).isEqualTo(JsonParser.parseString("{\"c\":3}"));
    }

    @Test
    void aDeletedUserIsGone() {
        var id = created("{\"email_address\":[\"ada@example.com\"],\"external_id\":\"crm-1\"}");

        var deleted = client.delete("/v1/users/" + id);
        var missing = client.get("/v1/users/" + id);

        assertThat(deleted.body())
                .isEqualTo(JsonParser.parseString(
                        "{\"object\":\"user\",\"id\":\"" + id + "\",\"deleted\":true,\"external_id\":\"crm-1\"}"));
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.code()).isEqualTo("resource_not_found");
        assertThat(missing.text("clerk_trace_id")).hasSize(32);
        assertThat(client.createUser("ada@example.com")).isNotEqualTo(id);
    }

    @Test
    void aBannedUserIsSignedOutAndStaysOut() {
        var id = client.createUser("ada@example.com");
        var session =
                client.post("/v1/sessions", "{\"user_id\":\"" + id + "\"}").text("id");

        assertThat(client.post("/v1/users/" + id + "/ban", null)
                        .object()
                        .get("banned")
                        .getAsBoolean())
                .isTrue();
        assertThat(client.get("/v1/sessions/" + session).text("status")).isEqualTo("revoked");
        assertThat(client.post("/v1/sessions", "{\"user_id\":\"" + id + "\"}").code())
                .isEqualTo("user_banned");
        assertThat(client.post("/v1/users/" + id + "/unban", null)
                        .object()
                        .get("banned")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void severalUsersCanBeBannedAtOnceOrNoneOfThem() {
        var first = client.createUser("a@example.com");
        var second = client.createUser("b@example.com");
        var both = "{\"user_ids\":[\"" + first + "\",\"" + second + "\"]}";

        assertThat(client.post("/v1/users/ban", both).body().getAsJsonArray())
                .allMatch(user -> user.getAsJsonObject().get("banned").getAsBoolean());
        assertThat(client.get("/v1/users/count?banned=true")
                        .object()
                        .get("total_count")
                        .getAsInt())
                .isEqualTo(2);
        assertThat(client.post("/v1/users/unban", "{\"user_ids\":[\"" + first + "\",\"user_0\"]}")
                        .status())
                .isEqualTo(404);
        assertThat(client.get("/v1/users/" + first).object().get("banned").getAsBoolean())
                .isTrue();
        assertThat(client.post("/v1/users/unban", "{\"user_ids\":[]}").code()).isEqualTo("form_param_value_invalid");
    }

    @Test
    void aUserCanBeLockedAndUnlocked() {
        var path = "/v1/users/" + client.createUser("ada@example.com");

        var locked = client.post(path + "/lock", null).object();
        var unlocked = client.post(path + "/unlock", null).object();

        assertThat(locked.get("locked").getAsBoolean()).isTrue();
        assertThat(locked.get("lockout_expires_in_seconds").getAsLong()).isPositive();
        assertThat(unlocked.get("locked").getAsBoolean()).isFalse();
        assertThat(unlocked.get("lockout_expires_in_seconds")).isEqualTo(JsonNull.INSTANCE);
    }

    private String created(String body) {
        return client.post("/v1/users", body).text("id");
    }
}
