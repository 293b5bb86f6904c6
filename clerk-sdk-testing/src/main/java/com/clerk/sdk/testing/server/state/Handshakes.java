package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The nonces of handshakes, which can be redeemed once, and the refresh tokens of sessions. */
public final class Handshakes {
    private static final int KEPT_NONCES = 1000;
    private static final int KEPT_REFRESH_TOKENS = 10_000;
    private static final String NONCES = "handshake nonce";
    private static final String REFRESH_TOKENS = "refresh token";

    private final Instance instance;

    /** Makes the handshakes of an instance. */
    public Handshakes(Instance instance) {
        this.instance = instance;
    }

    /** Returns a new nonce, under which there are no cookies yet. */
    public String newNonce() {
        var nonce = instance.ids().key("");
        instance.table(NONCES).put(nonce, new JsonObject());
        instance.table(NONCES).keepLast(KEPT_NONCES);
        return nonce;
    }

    /** Puts cookies under a nonce. */
    public void put(String nonce, List<String> directives) {
        var row = instance.table(NONCES).find(nonce);
        if (row != null) {
            row.add("directives", Json.arrayOfTexts(directives));
        }
    }

    /**
     * Returns the cookies under a nonce, and forgets them.
     *
     * @throws ErrorResponseException if the nonce is missing, unknown, or was redeemed
     */
    public JsonObject redeem(@Nullable String nonce) {
        if (nonce == null || nonce.isEmpty()) {
            throw ErrorResponseException.missing("nonce");
        }
        var row = instance.table(NONCES).find(nonce);
        if (row == null || !row.has("directives")) {
            throw new ErrorResponseException(404, "resource_not_found", "The nonce is unknown, or it was redeemed.");
        }
        instance.table(NONCES).remove(nonce);
        var payload = new JsonObject();
        payload.addProperty("nonce", nonce);
        payload.add("directives", row.get("directives"));
        return payload;
    }

    /** Returns a new refresh token of a session. */
    public String newRefreshToken(JsonObject session) {
        var token = instance.ids().key("rt_");
        var row = new JsonObject();
        row.add("session_id", session.get("id"));
        instance.table(REFRESH_TOKENS).put(token, row);
        instance.table(REFRESH_TOKENS).keepLast(KEPT_REFRESH_TOKENS);
        return token;
    }

    /** Returns whether a refresh token is one of a session. */
    public boolean isRefreshToken(String token, String sessionId) {
        var row = instance.table(REFRESH_TOKENS).find(token);
        return row != null && Objects.equals(sessionId, Json.text(row, "session_id"));
    }
}
