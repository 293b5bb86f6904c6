package com.clerk.sdk.auth.flow;

import com.clerk.sdk.runtime.JsonValue;
import java.util.List;

/** The cookies that Clerk asks to set, as values of {@code Set-Cookie} (RFC 6265 section 4.1). */
public final class SetCookies {
    private SetCookies() {}

    /** Returns the strings in a list of an object; other items are skipped. */
    public static List<String> list(JsonValue object, String name) {
        var list = object.isObject() ? object.get(name) : null;
        return list == null || !list.isArray()
                ? List.of()
                : list.items().stream()
                        .filter(JsonValue::isString)
                        .map(JsonValue::asString)
                        .toList();
    }

    /** Returns the last session token among the cookies, or an empty string. */
    public static String session(List<String> directives) {
        var token = "";
        for (var directive : directives) {
            int semicolon = directive.indexOf(';');
            var pair = semicolon < 0 ? directive : directive.substring(0, semicolon);
            int equals = pair.indexOf('=');
            if (equals > 0 && pair.startsWith(Instance.SESSION)) {
                token = pair.substring(equals + 1).strip();
            }
        }
        return token;
    }
}
