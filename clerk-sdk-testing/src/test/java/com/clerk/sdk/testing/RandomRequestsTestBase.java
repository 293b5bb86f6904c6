package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Field;
import com.clerk.sdk.testing.server.contract.Operation;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * Random requests to all operations of the contract, on a server that has a resource of most kinds. None may get a
 * status of 500: the response is Clerk's error or a success.
 */
abstract class RandomRequestsTestBase {
    private final long seed = new Random().nextLong();
    final Random random = new Random(seed);
    final ClerkServer server = ClerkServer.builder().seed(7).start();
    final Client client = new Client(server);
    final Map<String, String> ids = new HashMap<>();
    final List<String> failures = new ArrayList<>();

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
        server.userPlan("pro", 1000, "export");
        ids.put("subscription_item_id", server.subscribe(user, "pro"));
        ids.put("discount_id", server.percentageDiscount("Launch", 20, 3));
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
        assertThat(failures).as("failures with the seed %d", seed).isEmpty();
    }

    final String path(Operation operation, boolean known) {
        var path = operation.path();
        for (var variable : ids.keySet()) {
            path = path.replace("{" + variable + "}", known ? ids.get(variable) : "%00%F0%9F%98%80..");
        }
        return "/v1" + path.replaceAll("\\{[^}]*}", "unknown");
    }

    static Collection<Operation> operations() {
        return Contract.backend().operations();
    }

    static Collection<Field> parameters(Operation operation) {
        return Contract.backend().parameters(operation).fields().values();
    }

    /** Returns a body with the required fields and those that are chosen, as far as their types go. */
    final JsonElement bodyOf(Operation operation, Predicate<Field> chosen) {
        for (var field : parameters(operation)) {
            if (field.in().equals("items")) {
                return value(field);
            }
        }
        return object(
                parameters(operation).stream()
                        .filter(field -> field.in().isEmpty())
                        .toList(),
                chosen);
    }

    final JsonObject object(Collection<Field> fields, Predicate<Field> chosen) {
        var object = new JsonObject();
        for (var field : fields) {
            if (field.required() || chosen.test(field)) {
                object.add(field.name(), value(field));
            }
        }
        return object;
    }

    /** Returns a value that meets the contract as far as its type goes. */
    JsonElement value(Field field) {
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
            case "object", "any" -> anything();
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
        return object(type.fields().values(), field -> random.nextBoolean());
    }

    private static JsonElement anything() {
        var object = new JsonObject();
        object.add("a", new JsonPrimitive(-1.5e300));
        object.add("{{user.id}}", new JsonPrimitive("{{user.public_metadata.a.b}}"));
        return object;
    }

    final JsonPrimitive text() {
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

    final Client.Result send(Operation operation, String path, String body) {
        var result = client.send(operation.method(), path, body);
        if (result.status() == 500) {
            failures.add(
                    operation.name() + " " + result.error().get("message").getAsString() + " for " + shortened(body));
        } else if (result.status() >= 400 && !ErrorCatalogue.has(result.code(), result.status())) {
            failures.add(operation.name() + " was refused with " + result.code() + " under " + result.status()
                    + ", which is not Clerk's, for " + shortened(body));
        }
        return result;
    }

    private static String shortened(String body) {
        return body == null || body.length() < 2000 ? body : body.substring(0, 2000) + "…";
    }
}
