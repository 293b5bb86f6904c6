package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Field;
import com.clerk.sdk.testing.server.contract.Operation;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No request of any operation gets a status of 500: the response is Clerk's error or a success. */
@Timeout(120)
class HostileRequestsTest {
    private static final int ROUNDS = 12;
    private static final List<String> BODIES =
            List.of("{", "[]", "[1]", "[null]", "null", "1", "\"text\"", "{}", "{\"a\":1}", "\u0000", "[".repeat(5000));
    private static final List<String> QUERIES = List.of(
            "limit=-1&offset=-1",
            "limit=abc",
            "limit=99999999999999999999",
            "offset=9223372036854775807",
            "order_by=nothing",
            "order_by=-",
            "order_by=%2Bcreated_at&paginated=maybe",
            "query=%00&status=odd&user_id=-&email_address=&created_at_before=x",
            "subject=user_1&include_invalid=2");

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final ClerkServer server = ClerkServer.builder().seed(7).start();
    private final Client client = new Client(server);
    private final Map<String, String> ids = new HashMap<>();
    private final List<String> failures = new ArrayList<>();

    @BeforeEach
    void makeResources() {
        var user = client.createUser("ada@example.com");
        var organization = client.createOrganization("Analytical Engines");
        ids.put("user_id", user);
        ids.put("organization_id", organization);
        ids.put("provider", "oauth_google");
        ids.put("template_type", "email");
        ids.put("slug", "invitation");
        make(
                "email_address_id",
                "/v1/email_addresses",
                "{\"user_id\":\"" + user + "\",\"email_address\":\"b@example.com\"}");
        make(
                "phone_number_id",
                "/v1/phone_numbers",
                "{\"user_id\":\"" + user + "\",\"phone_number\":\"+15555550100\"}");
        make("session_id", "/v1/sessions", "{\"user_id\":\"" + user + "\"}");
        make("machine_id", "/v1/machines", "{\"name\":\"billing\"}");
        make("apiKeyID", "/v1/api_keys", "{\"name\":\"A key\",\"subject\":\"" + user + "\"}");
        make("template_id", "/v1/jwt_templates", "{\"name\":\"one\",\"claims\":{}}");
        make("oauth_application_id", "/v1/oauth_applications", "{\"name\":\"one\"}");
        make("organization_role_id", "/v1/organization_roles", "{\"name\":\"one\",\"key\":\"org:one\"}");
        make("permission_id", "/v1/organization_permissions", "{\"name\":\"one\",\"key\":\"org:one:read\"}");
        make("domain_id", "/v1/organizations/" + organization + "/domains", "{\"name\":\"one.example\"}");
        make("waitlist_entry_id", "/v1/waitlist_entries", "{\"email_address\":\"w@example.com\"}");
        make("enterprise_connection_id", "/v1/enterprise_connections", """
                {"name":"one","provider":"saml_okta","domains":["one.example"]}""");
        make("directory_id", "/v1/directories", """
                {"enterprise_connection_id":"%s","provider":"okta"}""".formatted(ids.get("enterprise_connection_id")));
        make("role_set_key_or_id", "/v1/role_sets", """
                {"name":"one","default_role_key":"org:member","creator_role_key":"org:admin",
                "roles":["org:member","org:admin"]}""");
    }

    private void make(String variable, String path, String body) {
        var made = client.post(path, body);
        assertThat(made.status()).as(made.response().body()).isIn(200, 201);
        ids.put(variable, made.text("id"));
    }

    @AfterEach
    void close() {
        server.close();
        assertThat(failures).as("seed %d", seed).isEmpty();
    }

    private String path(Operation operation, boolean known) {
        var path = operation.path();
        for (var variable : ids.keySet()) {
            path = path.replace("{" + variable + "}", known ? ids.get(variable) : "%00%F0%9F%98%80..");
        }
        return "/v1" + path.replaceAll("\\{[^}]*}", "unknown");
    }

    @Test
    void noBodyIsTooOdd() {
        for (var operation : Contract.backend().operations()) {
            for (var body : BODIES) {
                check(operation, path(operation, true), body);
            }
            check(operation, path(operation, false), "{}");
        }
    }

    @Test
    void noQueryIsTooOdd() {
        for (var operation : Contract.backend().operations()) {
            for (var query : QUERIES) {
                check(
                        operation,
                        path(operation, true) + "?" + query,
                        operation.method().equals("GET") ? null : "{}");
            }
        }
    }

    @Test
    void noValueIsTooOdd() {
        for (var operation : Contract.backend().operations()) {
            var fields = Contract.backend().parameters(operation).fields().values();
            for (var round = 0; round < ROUNDS && !fields.isEmpty(); round++) {
                var body = new JsonObject();
                for (var field : fields) {
                    if (field.in().isEmpty() && (field.required() || random.nextBoolean())) {
                        body.add(field.name(), value(field, random.nextInt(4) > 0));
                    }
                }
                var items = new JsonArray();
                items.add(body);
                var isArray = fields.stream().anyMatch(field -> field.in().equals("items"));
                check(operation, path(operation, true), isArray ? items.toString() : body.toString());
            }
        }
    }

    /** Returns a value that meets the contract as far as its type goes, or any other. */
    private JsonElement value(Field field, boolean fitting) {
        if (!fitting) {
            return odd();
        }
        if (field.isArray()) {
            var array = new JsonArray();
            for (var i = random.nextInt(3); i > 0; i--) {
                array.add(single(field.elementType()));
            }
            return array;
        }
        return field.values().isEmpty()
                ? single(field.type())
                : new JsonPrimitive(
                        field.values().get(random.nextInt(field.values().size())));
    }

    private JsonElement single(String type) {
        return switch (type) {
            case "boolean" -> new JsonPrimitive(random.nextBoolean());
            case "integer", "number", "millis" -> new JsonPrimitive(random.nextLong(-5, 999_999_999_999_999_999L));
            case "object", "any" -> object();
            case "string", "date-time", "file" -> text();
            default -> reference(type.substring(1));
        };
    }

    private JsonElement reference(String name) {
        var type = Contract.backend().type(name);
        if (type.isEnum()) {
            return new JsonPrimitive(
                    type.values().get(random.nextInt(type.values().size())));
        }
        var object = new JsonObject();
        type.fields().values().forEach(field -> object.add(field.name(), value(field, random.nextInt(5) > 0)));
        return object;
    }

    private JsonElement object() {
        var object = new JsonObject();
        object.add("a", odd());
        object.add("{{user.id}}", new JsonPrimitive("{{user.public_metadata.a.b}}"));
        return object;
    }

    private JsonPrimitive text() {
        var known = ids.values().toArray(String[]::new);
        return new JsonPrimitive(
                switch (random.nextInt(6)) {
                    case 0 -> "";
                    case 1 -> "x".repeat(10_000);
                    case 2 -> "https://example.com/a?b#c";
                    case 3 -> "org:one";
                    case 4 -> "\u202e\ud83d\ude00 a@b.example";
                    default -> known[random.nextInt(known.length)];
                });
    }

    private JsonElement odd() {
        return switch (random.nextInt(6)) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> new JsonPrimitive(-1.5e300);
            case 2 -> new JsonArray();
            case 3 -> new JsonObject();
            case 4 -> new JsonPrimitive(true);
            default -> text();
        };
    }

    private void check(Operation operation, String path, String body) {
        var result = client.send(operation.method(), path, body);
        if (result.status() == 500) {
            failures.add(operation.name() + " " + result.error().get("message").getAsString() + " for " + body);
        } else if (result.status() >= 400) {
            assertThat(result.code()).isNotEmpty();
        }
    }
}
