package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.Claims;
import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known of a token of a machine that was verified, by Clerk or by its signature. */
public record MachineToken(
        String text,
        String id,
        String subject,
        @Nullable String name,
        @Nullable String clientId,
        List<String> scopes,
        JsonValue claims) {
    private static final Set<String> REGISTERED = Set.of("iss", "sub", "exp", "nbf", "iat", "jti");

    /** Reads Clerk's answer about a token, or gives null if it does not say whose token that is. */
    public static @Nullable MachineToken answered(String text, JsonValue answer) {
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

    public static MachineToken m2m(String text, Claims claims) {
        var scopes = claims.has("scopes") ? words(claims.get("scopes")) : texts(JsonValue.of(claims.get("aud")));
        var own = new LinkedHashMap<>(claims.values());
        own.keySet().removeAll(REGISTERED);
        return of(text, claims, scopes, own.isEmpty() ? JsonValue.NULL : JsonValue.of(own));
    }

    public static MachineToken oauth(String text, Claims claims) {
        var scopes = claims.has("scp") ? texts(JsonValue.of(claims.get("scp"))) : words(claims.get("scope"));
        return of(text, claims, scopes, JsonValue.NULL);
    }

    private static MachineToken of(String text, Claims claims, List<String> scopes, JsonValue own) {
        var id = claims.text("jti");
        var subject = claims.text("sub");
        return new MachineToken(
                text,
                id == null ? "" : id,
                subject == null ? "" : subject,
                null,
                claims.text("client_id"),
                scopes,
                own);
    }

    private static @Nullable String text(JsonValue object, String name) {
        var value = object.isObject() ? object.get(name) : null;
        return value != null && value.isString() ? value.asString() : null;
    }

    /** The texts of a list; one that holds anything else grants nothing. */
    private static List<String> texts(@Nullable JsonValue list) {
        if (list == null || !list.isArray() || !list.items().stream().allMatch(JsonValue::isString)) {
            return List.of();
        }
        return list.items().stream().map(JsonValue::asString).toList();
    }

    /** The words of a text (RFC 6749 section 3.3). */
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
}
