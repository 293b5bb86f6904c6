package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.http.BodySchema;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Memberships;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The operations under {@code /v1/sessions}. */
final class SessionsResource {
    private static final Set<String> STATUSES =
            Set.of("active", "revoked", "ended", "expired", "removed", "abandoned", "replaced", "pending");

    private final BodySchema create =
            new BodySchema().strings("user_id", "active_organization_id").require("user_id");
    private final BodySchema token = new BodySchema().integers("expires_in_seconds");
    private final Instance instance;
    private final Sessions sessions;
    private final SessionTokenMinter minter;

    SessionsResource(Instance instance, SessionTokenMinter minter) {
        this.instance = instance;
        this.sessions = new Sessions(instance);
        this.minter = minter;
    }

    void registerIn(Router router) {
        router.add("GET /v1/sessions", this::list);
        router.add("POST /v1/sessions", this::create);
        router.add("GET /v1/sessions/{session_id}", this::session);
        router.add("POST /v1/sessions/{session_id}/revoke", this::revoke);
        router.add("POST /v1/sessions/{session_id}/tokens", this::createToken);
        router.add("POST /v1/sessions/{session_id}/tokens/{template_name}", this::createTokenFromTemplate);
    }

    private JsonObject session(RoutedRequest request) {
        var session = instance.sessions().get(request.variable("session_id"));
        sessions.isActive(session);
        return session;
    }

    private JsonElement list(RoutedRequest request) {
        expireOld();
        var query = request.query();
        var range = PageRange.of(query);
        var status = query.first("status");
        if (status != null && !STATUSES.contains(status)) {
            throw ErrorResponseException.invalid(
                    "status", "one of " + STATUSES.stream().sorted().toList());
        }
        Predicate<JsonObject> matches = session -> true;
        for (var field : List.of("client_id", "user_id", "status")) {
            var wanted = query.first(field);
            matches = matches.and(session -> wanted == null || wanted.equals(Json.text(session, field)));
        }
        var found = SortOrder.NEWEST_FIRST.sort(instance.sessions().all(matches), SortOrder.BY_CREATION);
        return query.flag("paginated") ? range.pageOf(found) : Json.array(range.slice(found));
    }

    private JsonElement create(RoutedRequest request) {
        var body = request.body(create);
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

    private JsonElement revoke(RoutedRequest request) {
        var session = session(request);
        sessions.end(session, "revoked");
        return session;
    }

    private void expireOld() {
        instance.sessions().all().forEach(sessions::isActive);
    }

    private JsonElement createToken(RoutedRequest request) {
        var session = active(request);
        return token(request, minter.sessionToken(session, request.body(token)));
    }

    private JsonElement createTokenFromTemplate(RoutedRequest request) {
        var session = active(request);
        return token(request, minter.templateToken(session, request.variable("template_name"), request.body(token)));
    }

    private JsonObject active(RoutedRequest request) {
        var session = session(request);
        if (!sessions.isActive(session)) {
            throw ErrorResponseException.notFound("active session", request.variable("session_id"));
        }
        return session;
    }

    private static JsonElement token(RoutedRequest request, Supplier<String> signed) {
        var token = new JsonObject();
        token.addProperty("object", "token");
        request.defer(() -> token.addProperty("jwt", signed.get()));
        return token;
    }
}
