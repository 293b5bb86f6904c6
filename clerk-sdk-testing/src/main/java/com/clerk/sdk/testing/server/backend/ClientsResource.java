package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Sessions;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on clients, which are browsers and apps, and on sign-ups in progress. */
final class ClientsResource {
    private final Backend backend;
    private final Instance instance;
    private final Sessions sessions;

    ClientsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.sessions = new Sessions(instance);
    }

    void register() {
        var operations = backend.operations();
        operations.addList("clients.list", this::list, this::show);
        operations.add("clients.get", request -> show(instance.clients().get(request.variable("client_id"))));
        operations.add("clients.verify", this::verify);
        operations.add("signUps.get", request -> signUp(request));
        operations.add("signUps.update", this::updateSignUp);
    }

    private List<JsonObject> list(CheckedRequest request) {
        return Lists.of(request, backend.operations().contract(), instance.clients(), List.of());
    }

    /** Returns a client as the Backend API sends it: with its sessions in full. */
    private JsonObject show(JsonObject client) {
        var shown = backend.rows().make("Client", instance.now());
        backend.rows().copy(client, shown, "Client");
        var ids = new JsonArray();
        var all = new JsonArray();
        var last = new String[1];
        for (var session : instance.sessions().by("client_id", Resource.id(client))) {
            if (sessions.isLive(session)) {
                ids.add(session.get("id"));
                all.add(session);
                last[0] = Resource.id(session);
            }
        }
        shown.add("session_ids", ids);
        shown.add("sessions", all);
        if (Json.value(client, "last_active_session_id") == null) {
            shown.add("last_active_session_id", last[0] == null ? JsonNull.INSTANCE : Json.of(last[0]));
        }
        return shown;
    }

    /** Finds the client of a session token by the session that it names. */
    private JsonElement verify(CheckedRequest request) {
        var sessionId = sessionId(request.required("token"));
        var session = sessionId == null ? null : instance.sessions().find(sessionId);
        var client = session == null ? null : instance.clients().find(String.valueOf(Json.text(session, "client_id")));
        if (client == null) {
            throw new ErrorResponseException(400, "client_not_found", "There is no client of this token.");
        }
        return show(client);
    }

    private static @Nullable String sessionId(String token) {
        try {
            var parts = token.split("\\.", -1);
            var claims =
                    new String(Base64.getUrlDecoder().decode(parts.length < 2 ? "" : parts[1]), StandardCharsets.UTF_8);
            var json = Json.parse(claims);
            var sid = json.isJsonObject() ? json.getAsJsonObject().get("sid") : null;
            return sid != null && sid.isJsonPrimitive() ? sid.getAsString() : null;
        } catch (IllegalArgumentException | JsonParseException e) {
            return null;
        }
    }

    private JsonObject signUp(CheckedRequest request) {
        return instance.table("sign up").get(request.variable("id"));
    }

    private JsonElement updateSignUp(CheckedRequest request) {
        var row = signUp(request);
        if (!"missing_requirements".equals(Json.text(row, "status"))) {
            throw new ErrorResponseException(
                    403, "sign_up_cannot_be_updated", "The sign-up is " + Json.text(row, "status") + " already.");
        }
        backend.rows().copy(request.body(), row, "SignUp");
        return row;
    }
}
