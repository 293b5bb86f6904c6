package com.clerk.sdk.testing.server.tokens;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
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

    /** A template may name the same long value any number of times. */
    private static final int MAX_CHARACTERS = 1_000_000;

    private final Instance instance;

    TemplateClaims(Instance instance) {
        this.instance = instance;
    }

    /** Returns the claims. They share nothing with the state: the token is signed outside the lock of the instance. */
    JsonObject of(JsonObject claims, JsonObject session) {
        return new Replacement(facts(session)).in(claims).getAsJsonObject();
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
        facts.add("session", session.deepCopy());
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
            facts.add("org_membership", membership.deepCopy());
        }
    }

    /** Replaces the shortcodes of one template, and refuses to make more of it than a token can have. */
    private static final class Replacement {
        private final JsonObject facts;
        private int left = MAX_CHARACTERS;

        private Replacement(JsonObject facts) {
            this.facts = facts;
        }

        private JsonElement in(JsonElement claim) {
            if (claim.isJsonObject()) {
                var replaced = new JsonObject();
                claim.getAsJsonObject().entrySet().forEach(one -> replaced.add(one.getKey(), in(one.getValue())));
                return replaced;
            }
            if (claim.isJsonArray()) {
                var replaced = new JsonArray();
                claim.getAsJsonArray().forEach(one -> replaced.add(in(one)));
                return replaced;
            }
            var isText = claim.isJsonPrimitive() && claim.getAsJsonPrimitive().isString();
            return isText ? in(claim.getAsString()) : claim;
        }

        private JsonElement in(String text) {
            var matcher = SHORTCODE.matcher(text);
            if (matcher.matches()) {
                return value(matcher.group(1));
            }
            var result = new StringBuilder();
            matcher.reset();
            while (matcher.find()) {
                matcher.appendReplacement(result, "");
                result.append(asText(value(matcher.group(1))));
            }
            matcher.appendTail(result);
            return new JsonPrimitive(result.toString());
        }

        private JsonElement value(String path) {
            JsonElement value = facts;
            for (var name : List.of(path.split("\\.", -1))) {
                var next = value.isJsonObject() ? value.getAsJsonObject().get(name) : null;
                value = next == null ? JsonNull.INSTANCE : next;
            }
            left -= value.toString().length();
            if (left < 0) {
                throw ErrorResponseException.unprocessable(
                        "form_param_exceeds_allowed_size",
                        "The shortcodes of the template stand for more than " + MAX_CHARACTERS + " characters.",
                        "claims");
            }
            return value;
        }

        private static String asText(JsonElement value) {
            if (value.isJsonNull()) {
                return "";
            }
            return value.isJsonPrimitive() ? value.getAsString() : value.toString();
        }
    }
}
