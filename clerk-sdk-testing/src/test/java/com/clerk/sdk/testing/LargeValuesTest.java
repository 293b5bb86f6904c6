package com.clerk.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Field;
import com.clerk.sdk.testing.server.contract.Operation;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Numbers that overflow, and texts of a million characters, in every parameter of every operation. */
@Timeout(300)
class LargeValuesTest extends RandomRequestsTestBase {
    private static final int MILLION = 1_000_000;
    private static final List<String> NUMBERS = List.of(
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "999999999999999999",
            "-999999999999999999",
            "1e400",
            "1e999999999",
            "-1e-999999999",
            "0.1");

    /** Parts of texts that slow patterns are slow with. */
    private static final List<String> PARTS =
            List.of("x", "a.", "/\n", "{{", "-", " ", "@a.", "&a=", "\u0000", "\ud83d\ude00", "\"\\", "{{user}}");

    private static String longText(String part) {
        return part.repeat(MILLION / part.length());
    }

    private String anyPart() {
        return PARTS.get(random.nextInt(PARTS.size()));
    }

    private JsonPrimitive longText() {
        return new JsonPrimitive(longText(anyPart()));
    }

    /** The JDK's server reads no more than 380 KB before the body. */
    private static String longUrl(String part) {
        return part.repeat(100_000 / part.length());
    }

    private void resetServer() {
        server.reset();
        makeResources();
    }

    @Test
    void noNumberIsTooLarge() {
        for (var operation : operations()) {
            for (var number : NUMBERS) {
                var value = JsonParser.parseString(number).getAsJsonPrimitive();
                bodiesWith(value, operation, body -> send(operation, path(operation, true), body));
                for (var field : parameters(operation)) {
                    if (field.in().equals("query")) {
                        send(operation, path(operation, true) + "?" + field.name() + "=" + number, null);
                    }
                }
            }
        }
    }

    @Test
    void noTextOfABodyIsTooLong() {
        for (var operation : operations()) {
            bodiesWith(longText(), operation, body -> send(operation, path(operation, true), body));
            resetServer();
        }
    }

    @Test
    void noTextOfAQueryIsTooLong() {
        for (var operation : operations()) {
            for (var field : parameters(operation)) {
                if (field.in().equals("query")) {
                    var part = URLEncoder.encode(anyPart(), StandardCharsets.UTF_8);
                    send(operation, path(operation, true) + "?" + field.name() + "=" + longUrl(part), null);
                }
            }
        }
    }

    @Test
    void noPathIsTooLong() {
        for (var operation : operations()) {
            if (operation.path().contains("{")) {
                send(operation, "/v1" + operation.path().replaceAll("\\{[^}]*}", longUrl("a.")), "{}");
            }
        }
    }

    @Test
    void noArrayIsTooLong() {
        var addresses = new JsonArray();
        IntStream.range(0, 200_000).forEach(i -> addresses.add("a" + i + "@example.com"));
        for (var operation : operations()) {
            for (var field : parameters(operation)) {
                if (field.isArray()
                        && field.in().isEmpty()
                        && field.elementType().equals("string")) {
                    var body = object(fieldsOf(operation), other -> false);
                    body.add(field.name(), addresses);
                    send(operation, path(operation, true), body.toString());
                    resetServer();
                }
            }
        }
    }

    /** A short template can stand for any number of characters. */
    @Test
    void noTemplateIsExpandedToMoreThanATokenCanHave() {
        var user = "/v1/users/" + ids.get("user_id");
        client.patch(
                user + "/metadata",
                "{\"public_metadata\":{\"a\":\"" + longText("x").substring(1000) + "\"}}");
        template("once", "{\"a\":\"{{user.public_metadata}}\"}");
        template("often", "{\"a\":\"" + "{{user}}".repeat(100_000) + "\"}");
        template("apart", "{\"a\":[" + "\"{{user}}\",".repeat(100_000) + "1]}");

        assertThat(token("once").text("jwt")).hasSizeGreaterThan(MILLION);
        for (var name : List.of("often", "apart")) {
            var refused = token(name);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.code()).isEqualTo("form_param_exceeds_allowed_size");
        }
    }

    private void template(String name, String claims) {
        var made = client.post("/v1/jwt_templates", "{\"name\":\"" + name + "\",\"claims\":" + claims + "}");
        assertThat(made.status()).isEqualTo(200);
    }

    private Client.Result token(String template) {
        return client.post("/v1/sessions/" + ids.get("session_id") + "/tokens/" + template, "{}");
    }

    private static List<Field> fieldsOf(Operation operation) {
        return parameters(operation).stream()
                .filter(field -> field.in().isEmpty())
                .toList();
    }

    /** Makes one body for each field of an operation, in which that field has a value, or has it somewhere inside. */
    private void bodiesWith(JsonPrimitive value, Operation operation, Consumer<String> use) {
        bodiesWith(value, fieldsOf(operation), body -> use.accept(body.toString()));
        for (var field : parameters(operation)) {
            if (field.in().equals("items")) {
                var item = Contract.backend().type(field.elementType().substring(1));
                bodiesWith(value, item.fields().values(), body -> use.accept("[" + body + "]"));
            } else if (field.in().equals("map")) {
                use.accept(anythingWith(value).toString());
            }
        }
    }

    private void bodiesWith(JsonPrimitive value, Collection<Field> fields, Consumer<JsonObject> use) {
        for (var field : fields) {
            var body = object(fields, other -> false);
            body.add(field.name(), with(value, field));
            use.accept(body);
        }
    }

    private JsonElement with(JsonPrimitive value, Field field) {
        var element = element(value, field);
        if (!field.isArray()) {
            return element;
        }
        var array = new JsonArray();
        array.add(element);
        return array;
    }

    private JsonElement element(JsonPrimitive value, Field field) {
        var type = field.elementType();
        if (type.equals("object") || type.equals("any")) {
            return anythingWith(value);
        }
        if (!type.startsWith("@") || Contract.backend().type(type.substring(1)).isEnum()) {
            return value;
        }
        var fields =
                List.copyOf(Contract.backend().type(type.substring(1)).fields().values());
        var object = object(fields, other -> false);
        if (!fields.isEmpty()) {
            var inner = fields.get(random.nextInt(fields.size()));
            object.add(inner.name(), with(value, inner));
        }
        return object;
    }

    private static JsonObject anythingWith(JsonPrimitive value) {
        var object = new JsonObject();
        object.add("a", value);
        object.add(value.getAsString(), new JsonArray());
        return object;
    }
}
