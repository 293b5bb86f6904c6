package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Claims;
import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a verified machine token: docs/behaviour.md, section 3.3. Immutable. */
public record MachineToken(
        String text,
        String id,
        String subject,
        @Nullable String name,
        @Nullable String clientId,
        List<String> scopes,
        JsonValue claims) {
    private static final Set<String> REGISTERED = Set.of("iss", "sub", "exp", "nbf", "iat", "jti");

    /** Returns the token in Clerk's answer, or null if the answer lacks an id or a subject. */
    static @Nullable MachineToken ofAnswer(String text, JsonValue answer) {
        var id = text(answer, "id");
        var subject = text(answer, "subject");
        if (id == null || subject == null) {
            return null;
        }
        var claims = answer.get("claims");
        return new MachineToken(
                text,
                id,
                subject,
                text(answer, "name"),
                text(answer, "client_id"),
                texts(answer.get("scopes")),
                claims == null ? JsonValue.NULL : claims);
    }

    /** Returns the token of an M2M JWT with these claims. */
    static MachineToken m2m(String text, Claims claims) {
        var scopes = claims.has("scopes") ? words(claims.get("scopes")) : texts(JsonValue.of(claims.get("aud")));
        var own = new LinkedHashMap<>(claims.values());
        own.keySet().removeAll(REGISTERED);
        return of(text, claims, scopes, own.isEmpty() ? JsonValue.NULL : JsonValue.of(own));
    }

    /** Returns the token of an OAuth JWT with these claims. */
    static MachineToken oauth(String text, Claims claims) {
        var scopes = claims.has("scp") ? texts(JsonValue.of(claims.get("scp"))) : words(claims.get("scope"));
        return of(text, claims, scopes, JsonValue.NULL);
    }

    private static MachineToken of(String text, Claims claims, List<String> scopes, JsonValue own) {
        return new MachineToken(
                text,
                Objects.requireNonNullElse(claims.text("jti"), ""),
                Objects.requireNonNullElse(claims.text("sub"), ""),
                null,
                claims.text("client_id"),
                scopes,
                own);
    }

    private static @Nullable String text(JsonValue object, String name) {
        var value = object.isObject() ? object.get(name) : null;
        return value != null && value.isString() ? value.asString() : null;
    }

    /** Returns the strings of a list. A list with another item counts as empty, so it grants nothing. */
    private static List<String> texts(@Nullable JsonValue list) {
        if (list == null || !list.isArray() || !list.items().stream().allMatch(JsonValue::isString)) {
            return List.of();
        }
        return list.items().stream().map(JsonValue::asString).toList();
    }

    /** Returns the scopes in a string, separated by blanks (RFC 6749 section 3.3). */
    private static List<String> words(@Nullable Object claim) {
        if (!(claim instanceof String text)) {
            return List.of();
        }
        var words = new ArrayList<String>();
        for (var word : text.split(" ", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /** Returns the id alone, since the text is a secret. */
    @Override
    public String toString() {
        return "MachineToken(id=" + id + ")";
    }
}
