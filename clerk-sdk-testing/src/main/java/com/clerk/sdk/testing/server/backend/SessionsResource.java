package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations under {@code /v1/sessions}. */
final class SessionsResource {
    private static final List<String> FILTERS = List.of("client_id", "user_id", "status");

    private final Instance instance;
    private final Sessions sessions;
    private final SessionTokenMinter minter;

    SessionsResource(Instance instance, SessionTokenMinter minter) {
        this.instance = instance;
        this.sessions = new Sessions(instance);
        this.minter = minter;
    }

    void registerIn(Operations operations) {
        operations.addList("sessions.list", this::list, this::current);
        operations.add("sessions.create", this::create);
        operations.add("sessions.get", this::session);
        operations.add("sessions.revoke", this::revoke);
        operations.add("sessions.createToken", this::createToken);
        operations.add("sessions.createTokenFromTemplate", this::createTokenFromTemplate);
    }

    private JsonObject session(CheckedRequest request) {
        return current(instance.sessions().get(request.variable("session_id")));
    }

    /** Returns a session with its status at the present time. */
    private JsonObject current(JsonObject session) {
        sessions.isLive(session);
        return session;
    }

    private List<JsonObject> list(CheckedRequest request) {
        var query = request.query();
        if (query.hasOnly(Lists.PAGING)) {
            return instance.sessions().byCreation(true);
        }
        var found = candidates(query).stream()
                .filter(session -> FILTERS.stream().allMatch(field -> matches(session, field, query.first(field))))
                .toList();
        return SortOrder.NEWEST_FIRST.sort(found, SortOrder.BY_CREATION);
    }

    private Collection<JsonObject> candidates(Query query) {
        var found = instance.sessions().all();
        for (var index : List.of("user_id", "client_id")) {
            var wanted = query.first(index);
            if (wanted != null) {
                found = instance.sessions().by(index, wanted);
            }
        }
        found.forEach(this::current);
        return found;
    }

    private static boolean matches(JsonObject session, String field, @Nullable String wanted) {
        return wanted == null || wanted.equals(Json.text(session, field));
    }

    private JsonElement create(CheckedRequest request) {
        var body = request.body();
        var userId = body.get("user_id").getAsString();
        var user = instance.users().get(userId);
        Sessions.requireAllowed(user);
        var organizationId = Json.text(body, "active_organization_id");
        if (organizationId != null && instance.memberships().find(Memberships.key(organizationId, userId)) == null) {
            throw ErrorResponseException.invalid(
                    "active_organization_id", "the id of an organization that the user is a member of");
        }
        return sessions.create(user, organizationId, null);
    }

    private JsonElement revoke(CheckedRequest request) {
        var session = session(request);
        sessions.end(session, "revoked");
        return session;
    }

    private JsonElement createToken(CheckedRequest request) {
        var session = active(request);
        return token(request, minter.sessionToken(session, request.body()));
    }

    private JsonElement createTokenFromTemplate(CheckedRequest request) {
        var session = active(request);
        return token(request, minter.templateToken(session, request.variable("template_name"), request.body()));
    }

    private JsonObject active(CheckedRequest request) {
        var session = session(request);
        if (!sessions.isLive(session)) {
            throw ErrorResponseException.notFound("active session", request.variable("session_id"));
        }
        return session;
    }

    private static JsonElement token(CheckedRequest request, Supplier<String> signed) {
        var token = new JsonObject();
        token.addProperty("object", "token");
        request.routed().defer(() -> token.addProperty("jwt", signed.get()));
        return token;
    }
}
