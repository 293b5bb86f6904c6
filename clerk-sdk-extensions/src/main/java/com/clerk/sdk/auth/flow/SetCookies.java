package com.clerk.sdk.auth.flow;

import com.clerk.sdk.runtime.JsonValue;
import java.util.List;

/** Cookies as Clerk wants them set ({@code Set-Cookie}, RFC 6265 section 4.1). */
public final class SetCookies {
    private SetCookies() {}

    /** The cookies in a list that an object has under a name; what is no text is passed over. */
    public static List<String> in(JsonValue object, String name) {
        var list = object.isObject() ? object.get(name) : null;
        return list == null || !list.isArray()
                ? List.of()
                : list.items().stream()
                        .filter(JsonValue::isString)
                        .map(JsonValue::asString)
                        .toList();
    }

    /** The session token among them, the last if there are several; empty if there is none. */
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
