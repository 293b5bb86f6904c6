package com.clerk.sdk.auth;

import com.clerk.sdk.runtime.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of states and callers, with the names that Clerk's API uses. Tokens and the headers of responses, which may
 * set a cookie with a token, are left out.
 */
final class StateJson {
    private StateJson() {}

    static JsonValue of(RequestState state) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("signed_in", state.isSignedIn());
        if (state instanceof SignedIn in) {
            fields.put("auth", of(in.auth()));
        } else if (state instanceof SignedOut out) {
            putReason(fields, out.tokenType(), out.reason(), out.message());
        } else if (state instanceof Handshake handshake) {
            putReason(fields, handshake.tokenType(), handshake.reason(), handshake.message());
        }
        return JsonValue.of(fields);
    }

    private static void putReason(
            Map<String, @Nullable Object> fields, @Nullable TokenType type, AuthErrorReason reason, String message) {
        fields.put("token_type", type == null ? null : type.value());
        fields.put("reason", reason.value());
        fields.put("message", message);
    }

    static JsonValue of(Auth auth) {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("token_type", auth.tokenType().value());
        if (auth instanceof SessionAuth session) {
            putSession(fields, session);
        } else if (auth instanceof ApiKeyAuth key) {
            fields.put("id", key.id());
            fields.put("name", key.name());
            fields.put("user_id", key.userId());
            fields.put("org_id", key.orgId());
            fields.put("scopes", key.scopes());
            fields.put("claims", key.claims());
        } else if (auth instanceof M2mAuth machine) {
            fields.put("id", machine.id());
            fields.put("machine_id", machine.machineId());
            fields.put("scopes", machine.scopes());
            fields.put("claims", machine.claims());
        } else if (auth instanceof OAuthAuth app) {
            fields.put("id", app.id());
            fields.put("user_id", app.userId());
            fields.put("client_id", app.clientId());
            fields.put("scopes", app.scopes());
        }
        return JsonValue.of(fields);
    }

    private static void putSession(Map<String, @Nullable Object> fields, SessionAuth session) {
        fields.put("user_id", session.userId());
        fields.put("session_id", session.sessionId());
        fields.put("org_id", session.orgId());
        fields.put("org_slug", session.orgSlug());
        fields.put("org_role", session.orgRole());
        fields.put("claims", session.claims().json());
    }
}
