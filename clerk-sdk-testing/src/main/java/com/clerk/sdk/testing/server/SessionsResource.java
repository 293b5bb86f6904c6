package com.clerk.sdk.testing.server;

import com.clerk.sdk.testing.server.http.BodySchema;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The operations under {@code /v1/sessions}. */
final class SessionsResource {
    private static final Duration EXPIRY = Duration.ofDays(7);
    private static final Duration ABANDONMENT = Duration.ofDays(30);
    private static final Set<String> STATUSES =
            Set.of("active", "revoked", "ended", "expired", "removed", "abandoned", "replaced", "pending");

    private final BodySchema create =
            new BodySchema().strings("user_id", "active_organization_id").require("user_id");
    private final BodySchema token = new BodySchema().integers("expires_in_seconds");
    private final Store store;
    private final SessionTokenMinter minter;

    SessionsResource(Store store, SessionTokenMinter minter) {
        this.store = store;
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
        expireOld();
        return store.sessions().get(request.variable("session_id"));
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
        var sessions = SortOrder.NEWEST_FIRST.sort(store.sessions().all(matches), SortOrder.BY_CREATION);
        return query.flag("paginated") ? range.pageOf(sessions) : Json.array(range.slice(sessions));
    }

    private JsonElement create(RoutedRequest request) {
        var body = request.body(create);
        var userId = body.get("user_id").getAsString();
        var user = store.users().get(userId);
        for (var state : List.of("banned", "locked")) {
            if (Json.flag(user, state)) {
                throw ErrorResponseException.unprocessable(
                        "user_" + state, "The user is " + state + " and cannot sign in.", "user_id");
            }
        }
        var organizationId = Json.text(body, "active_organization_id");
        if (organizationId != null && store.memberships().find(Memberships.key(organizationId, userId)) == null) {
            throw ErrorResponseException.invalid(
                    "active_organization_id", "the id of an organization that the user is a member of");
        }
        var session = make(userId, Json.of(organizationId));
        store.sessions().put(session.get("id").getAsString(), session);
        user.addProperty("last_sign_in_at", store.now());
        user.addProperty("last_active_at", store.now());
        return session;
    }

    private JsonObject make(String userId, JsonElement organizationId) {
        var now = store.now();
        var session = new JsonObject();
        session.addProperty("object", "session");
        session.addProperty("id", store.ids().id("sess_"));
        session.addProperty("user_id", userId);
        session.addProperty("client_id", store.ids().id("client_"));
        session.add("actor", JsonNull.INSTANCE);
        session.addProperty("status", "active");
        session.add("last_active_organization_id", organizationId);
        session.add("latest_activity", JsonNull.INSTANCE);
        session.add("tasks", JsonNull.INSTANCE);
        session.addProperty("last_active_at", now);
        session.addProperty("expire_at", now + EXPIRY.toMillis());
        session.addProperty("abandon_at", now + ABANDONMENT.toMillis());
        session.addProperty("created_at", now);
        session.addProperty("updated_at", now);
        return session;
    }

    private JsonElement revoke(RoutedRequest request) {
        var session = session(request);
        revoke(session);
        return session;
    }

    void revokeAllOf(String userId) {
        store.sessions()
                .all(session -> userId.equals(Json.text(session, "user_id")))
                .forEach(this::revoke);
    }

    private void revoke(JsonObject session) {
        if (isActive(session)) {
            session.addProperty("status", "revoked");
            session.addProperty("updated_at", store.now());
        }
    }

    private void expireOld() {
        for (var session : store.sessions().all()) {
            if (isActive(session) && Json.number(session, "expire_at") <= store.now()) {
                session.addProperty("status", "expired");
            }
        }
    }

    private static boolean isActive(JsonObject session) {
        return "active".equals(Json.text(session, "status"));
    }

    private JsonElement createToken(RoutedRequest request) {
        var session = active(request);
        return token(minter.sessionToken(session, request.body(token)));
    }

    private JsonElement createTokenFromTemplate(RoutedRequest request) {
        var session = active(request);
        return token(minter.templateToken(session, request.variable("template_name"), request.body(token)));
    }

    private JsonObject active(RoutedRequest request) {
        var session = session(request);
        if (!isActive(session)) {
            throw ErrorResponseException.notFound("active session", request.variable("session_id"));
        }
        return session;
    }

    private static JsonElement token(String jwt) {
        var token = new JsonObject();
        token.addProperty("object", "token");
        token.addProperty("jwt", jwt);
        return token;
    }
}
