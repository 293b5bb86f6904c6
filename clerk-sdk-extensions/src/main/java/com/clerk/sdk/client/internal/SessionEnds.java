package com.clerk.sdk.client.internal;

import com.clerk.sdk.client.SessionEnd;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.Client;
import com.clerk.sdk.frontend.model.Session;
import com.clerk.sdk.frontend.model.SessionStatus;
import com.clerk.sdk.runtime.JsonValue;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** The reasons for the end of sessions: by the code of a refusal, and by the status that Clerk sends. */
final class SessionEnds {
    private SessionEnds() {}

    /**
     * Returns the reason that the code of a refusal gives. Other codes and statuses never end a session by themselves:
     * {@code resource_not_found}, for example, can also mean that there is no such template.
     *
     * @param code the code, or null
     * @return the reason, or null if the refusal does not end a session
     */
    static @Nullable SessionEnd byCode(@Nullable String code) {
        return switch (code == null ? "" : code) {
            case "session_revoked" -> SessionEnd.REVOKED;
            case "session_expired" -> SessionEnd.EXPIRED;
            case "session_ended", "session_not_found", "session_invalid" -> SessionEnd.ENDED;
            case "session_removed" -> SessionEnd.REMOVED;
            case "session_replaced" -> SessionEnd.REPLACED;
            case "user_banned", "user_deactivated" -> SessionEnd.BANNED;
            default -> null;
        };
    }

    /**
     * Returns the reason that the status of a session in a client gives.
     *
     * @param client the new client, or null
     * @param sessionId the session that is not alive in it
     * @param otherwise the reason if the client does not have the session, or does not say why it ended
     */
    static SessionEnd byStatus(@Nullable Client client, String sessionId, SessionEnd otherwise) {
        var status = client == null ? null : status(client, sessionId);
        if (status == null) {
            return otherwise;
        }
        return switch (status.known()) {
            case REVOKED -> SessionEnd.REVOKED;
            case EXPIRED -> SessionEnd.EXPIRED;
            case ENDED -> SessionEnd.ENDED;
            case REMOVED -> SessionEnd.REMOVED;
            case ABANDONED -> SessionEnd.ABANDONED;
            default -> status.value().equals("replaced") ? SessionEnd.REPLACED : otherwise;
        };
    }

    private static @Nullable SessionStatus status(Client client, String sessionId) {
        try {
            for (Session session : client.sessions()) {
                if (session.id().equals(sessionId)) {
                    return session.status();
                }
            }
        } catch (ClerkDecodingException e) {
            // A session that cannot be read does not say why it ended.
        }
        return null;
    }

    /** Returns the client without a session. */
    static Client without(Client client, String sessionId) {
        var json = JsonValue.parse(client.toJson());
        var fields = new LinkedHashMap<String, @Nullable Object>(json.entries());
        var sessions = json.get("sessions");
        if (sessions != null && sessions.isArray()) {
            fields.put(
                    "sessions",
                    sessions.items().stream()
                            .filter(session -> !hasId(session, sessionId))
                            .toList());
        }
        return Client.fromJson(JsonValue.of(fields).toJson());
    }

    private static boolean hasId(JsonValue session, String id) {
        var value = session.isObject() ? session.get("id") : null;
        return value != null && value.isString() && value.asString().equals(id);
    }
}
