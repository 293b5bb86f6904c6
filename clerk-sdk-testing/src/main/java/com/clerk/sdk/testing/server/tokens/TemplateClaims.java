package com.clerk.sdk.testing.server.tokens;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Identifications;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The claims of a JWT template with its shortcodes, such as <code>{{user.id}}</code>, replaced by the facts of a
 * session. A claim that is one shortcode takes its value as it is; in a longer text it becomes text. A shortcode that
 * names nothing becomes null.
 */
final class TemplateClaims {
    private static final Pattern SHORTCODE = Pattern.compile("\\{\\{\\s*([a-zA-Z0-9_.]+)\\s*}}");

    private final Instance instance;

    TemplateClaims(Instance instance) {
        this.instance = instance;
    }

    JsonObject of(JsonObject claims, JsonObject session) {
        return replace(claims, facts(session)).getAsJsonObject();
    }

    private JsonObject facts(JsonObject session) {
        var facts = new JsonObject();
        var user = instance.users().get(session.get("user_id").getAsString()).deepCopy();
        for (var kind : Identifications.Kind.values()) {
            var primary = user.get("primary_" + kind.field() + "_id");
            Json.objects(user, kind.list()).stream()
                    .filter(one -> one.get("id").equals(primary))
                    .forEach(one -> user.add("primary_" + kind.field(), one.get(kind.field())));
        }
        var names = Stream.of("first_name", "last_name")
                .flatMap(name -> Stream.ofNullable(Json.text(user, name)))
                .toList();
        user.addProperty("full_name", String.join(" ", names));
        facts.add("user", user);
        facts.add("session", session);
        addOrganization(facts, session);
        return facts;
    }

    private void addOrganization(JsonObject facts, JsonObject session) {
        var id = Json.text(session, "last_active_organization_id");
        var membership = id == null
                ? null
                : instance.memberships()
                        .find(Memberships.key(id, session.get("user_id").getAsString()));
        if (id != null && membership != null) {
            var organization = instance.organizations().get(id).deepCopy();
            organization.add("role", membership.get("role"));
            facts.add("org", organization);
            facts.add("org_membership", membership);
        }
    }

    private static JsonElement replace(JsonElement claim, JsonObject facts) {
        if (claim.isJsonObject()) {
            var replaced = new JsonObject();
            claim.getAsJsonObject()
                    .entrySet()
                    .forEach(one -> replaced.add(one.getKey(), replace(one.getValue(), facts)));
            return replaced;
        }
        if (claim.isJsonArray()) {
            var replaced = new JsonArray();
            claim.getAsJsonArray().forEach(one -> replaced.add(replace(one, facts)));
            return replaced;
        }
        var isText = claim.isJsonPrimitive() && claim.getAsJsonPrimitive().isString();
        return isText ? replace(claim.getAsString(), facts) : claim;
    }

    private static JsonElement replace(String text, JsonObject facts) {
        var matcher = SHORTCODE.matcher(text);
        if (matcher.matches()) {
            return value(matcher.group(1), facts);
        }
        var result = new StringBuilder();
        matcher.reset();
        while (matcher.find()) {
            matcher.appendReplacement(result, "");
            result.append(asText(value(matcher.group(1), facts)));
        }
        matcher.appendTail(result);
        return new JsonPrimitive(result.toString());
    }

    private static String asText(JsonElement value) {
        if (value.isJsonNull()) {
            return "";
        }
        return value.isJsonPrimitive() ? value.getAsString() : value.toString();
    }

    private static JsonElement value(String path, JsonObject facts) {
        JsonElement value = facts;
        for (var name : List.of(path.split("\\.", -1))) {
            var next = value.isJsonObject() ? value.getAsJsonObject().get(name) : null;
            value = next == null ? JsonNull.INSTANCE : next;
        }
        return value;
    }
}
