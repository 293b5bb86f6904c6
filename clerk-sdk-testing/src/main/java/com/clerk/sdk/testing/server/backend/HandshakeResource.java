package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.http.Router;
import com.clerk.sdk.testing.server.state.Handshakes;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Sessions;
import com.clerk.sdk.testing.server.tokens.HandshakeCookies;
import com.clerk.sdk.testing.server.tokens.SessionTokenMinter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.nimbusds.jose.util.Base64URL;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The operations for the server side of a handshake: the cookies under a nonce, and a new token for an expired one. */
final class HandshakeResource {
    private final Instance instance;
    private final SessionTokenMinter minter;
    private final HandshakeCookies cookies;
    private final Handshakes handshakes;
    private final Sessions sessions;

    HandshakeResource(Instance instance, SessionTokenMinter minter, HandshakeCookies cookies) {
        this.instance = instance;
        this.minter = minter;
        this.cookies = cookies;
        this.handshakes = new Handshakes(instance);
        this.sessions = new Sessions(instance);
    }

    void registerIn(Operations operations, Router router) {
        // The contract does not have this one, which Clerk's SDKs call.
        router.add(
                "GET /v1/clients/handshake_payload",
                request -> handshakes.redeem(request.query().first("nonce")));
        operations.add("sessions.refresh", this::refresh);
    }

    private JsonElement refresh(CheckedRequest request) {
        var id = request.variable("session_id");
        var claims = claims(request.required("expired_token"));
        if (!id.equals(text(claims, "sid"))) {
            throw refused("expired_session_token_invalid", "expired_token is not one of the session.");
        }
        var origin = request.required("request_origin");
        var party = text(claims, "azp");
        if (party != null && !party.equals(origin)) {
            throw refused("refresh_request_origin_azp_mismatch", "request_origin is not the azp of expired_token.");
        }
        if (!handshakes.isRefreshToken(request.required("refresh_token"), id)) {
            throw refused("refresh_token_not_found", "refresh_token is not one of the session.");
        }
        var session = instance.sessions().find(id);
        if (session == null) {
            throw refused("session_refresh_session_not_found", "There is no such session.");
        }
        if (!sessions.isLive(session)) {
            throw refused("session_refresh_inactive_session", "The session is not active.");
        }
        var organizationId = Json.text(session, "last_active_organization_id");
        var asCookie = "cookie".equals(request.text("format"));
        return response(request.routed(), asCookie, origin, minter.sessionToken(session, organizationId, origin));
    }

    private static ErrorResponseException refused(String code, String message) {
        return new ErrorResponseException(401, code, message);
    }

    /** Returns the claims of a token. Its signature does not matter here: the refresh token is the proof. */
    private static JsonObject claims(String token) {
        var parts = token.split("\\.", -1);
        try {
            if (parts.length == 3
                    && Json.parse(new Base64URL(parts[1]).decodeToString()) instanceof JsonObject claims) {
                return claims;
            }
        } catch (JsonParseException notJson) {
            throw refused("expired_session_token_invalid", "expired_token is not a JWT.");
        }
        throw refused("expired_session_token_invalid", "expired_token is not a JWT.");
    }

    /** Returns a claim that is a text, or null if it is absent. */
    private static @Nullable String text(JsonObject claims, String name) {
        var value = Json.value(claims, name);
        if (value != null && !value.isJsonPrimitive()) {
            throw refused("expired_session_token_invalid", "expired_token is not a session token.");
        }
        return value == null ? null : value.getAsString();
    }

    private JsonElement response(RoutedRequest request, boolean asCookie, String origin, Supplier<String> token) {
        var json = new JsonObject();
        json.addProperty("object", asCookie ? "cookies" : "token");
        request.defer(() -> {
            if (asCookie) {
                json.add("cookies", Json.arrayOfTexts(cookies.sessionDirectives(origin, token.get())));
            } else {
                json.addProperty("jwt", token.get());
            }
        });
        return json;
    }
}
