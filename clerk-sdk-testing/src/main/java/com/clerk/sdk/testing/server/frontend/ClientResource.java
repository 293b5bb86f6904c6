package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Sessions;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import org.jspecify.annotations.Nullable;

/** The operations on the client and its sessions. */
final class ClientResource {
    private final Instance instance;
    private final Clients clients;
    private final Sessions sessions;
    private final ClientView view;

    ClientResource(Instance instance, ClientView view) {
        this.instance = instance;
        this.clients = new Clients(instance);
        this.sessions = new Sessions(instance);
        this.view = view;
    }

    void registerIn(FrontendApi api) {
        var one = "/v1/client/sessions/{session_id}";
        api.addBare("GET /v1/client", this::get);
        api.add("PUT /v1/client", call -> view.client(call.client(), call));
        api.add("POST /v1/client", call -> view.client(call.client(), call));
        api.add("DELETE /v1/client", this::endAll);
        api.add("DELETE /v1/client/sessions", this::endAll);
        api.add("GET " + one, call -> view.session(session(call), call));
        api.add("POST " + one + "/touch", this::touch);
        api.add("POST " + one + "/end", call -> end(call, "ended"));
        api.add("POST " + one + "/remove", call -> end(call, "removed"));
        api.addBare("POST " + one + "/tokens", this::token);
        api.addBare(
                "POST " + one + "/tokens/{template_name}",
                call -> view.templateToken(activeSession(call), call.variable("template_name"), call.request()));
    }

    private JsonElement get(FrontendCall call) {
        var envelope = new JsonObject();
        envelope.add("response", view.client(call.caller().client(), call));
        envelope.add("client", JsonNull.INSTANCE);
        return envelope;
    }

    private JsonElement endAll(FrontendCall call) {
        var client = call.caller().client();
        if (client != null) {
            clients.endAll(client);
        }
        return view.client(client, call);
    }

    private JsonObject session(FrontendCall call) {
        var id = call.variable("session_id");
        var client = call.caller().client();
        var session = client == null ? null : clients.liveSession(client, id);
        if (session == null) {
            throw ErrorResponseException.notFound("active session of this client", id);
        }
        return session;
    }

    /** Returns the session that a token is asked for. Clerk's browser code signs out when it hears of no session. */
    private JsonObject activeSession(FrontendCall call) {
        var client = call.caller().client();
        var session = client == null ? null : clients.liveSession(client, call.variable("session_id"));
        if (session == null) {
            throw new ErrorResponseException(
                    401, "authentication_invalid", "This client has no active session with that id.");
        }
        return session;
    }

    private JsonElement touch(FrontendCall call) {
        var session = session(call);
        if (call.form().has("active_organization_id")) {
            session.add("last_active_organization_id", Json.of(organizationId(call, session)));
        }
        sessions.use(session);
        session.addProperty("updated_at", instance.now());
        // The organization can be the last task, or the first again.
        sessions.isLive(session);
        call.client().add("last_active_session_id", session.get("id"));
        return view.session(session, call);
    }

    /** Returns the organization that a form names by id or slug; null for an empty value, the personal account. */
    private @Nullable String organizationId(FrontendCall call, JsonObject session) {
        var name = call.form().has("active_organization_id") ? "active_organization_id" : "organization_id";
        var idOrSlug = call.form().trimmed(name);
        return idOrSlug == null ? null : memberOf(idOrSlug, session, name);
    }

    private String memberOf(String idOrSlug, JsonObject session, String parameter) {
        var bySlug = instance.organizations().firstBy("slug", idOrSlug);
        var id = bySlug == null ? idOrSlug : bySlug.get("id").getAsString();
        var userId = session.get("user_id").getAsString();
        if (instance.memberships().find(Memberships.key(id, userId)) == null) {
            throw new ErrorResponseException(
                    404,
                    "resource_not_found",
                    "The user is not a member of an organization that " + parameter + " names.");
        }
        return id;
    }

    private JsonElement end(FrontendCall call, String status) {
        var session = session(call);
        clients.end(call.client(), session, status);
        return view.session(session, call);
    }

    private JsonElement token(FrontendCall call) {
        var session = activeSession(call);
        var organizationId = call.form().has("organization_id")
                ? organizationId(call, session)
                : Json.text(session, "last_active_organization_id");
        sessions.use(session);
        return view.token(session, organizationId, call);
    }
}
