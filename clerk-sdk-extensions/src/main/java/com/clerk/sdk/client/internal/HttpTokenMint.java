package com.clerk.sdk.client.internal;

import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.frontend.model.SessionCreateTokenParams;
import com.clerk.sdk.frontend.model.SessionToken;
import com.clerk.sdk.runtime.ApiResponse;
import com.clerk.sdk.runtime.http.ApiClient;
import com.clerk.sdk.runtime.http.ApiRequest;
import com.clerk.sdk.runtime.internal.HttpDate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Gets session tokens from the Frontend API. Thread-safe. */
final class HttpTokenMint implements TokenMint {
    private static final int UNPROCESSABLE = 422;

    private final ApiClient api;

    /**
     * Creates a mint.
     *
     * @param api the client that sends the requests
     */
    HttpTokenMint(ApiClient api) {
        this.api = api;
    }

    @Override
    public Minted mint(TokenKey key, @Nullable String last) {
        try {
            return read(request(key).returns(SessionToken.CODEC).executeRaw());
        } catch (ClerkApiException e) {
            if (last == null || !wantsExpiredToken(e)) {
                throw e;
            }
            var again = request(key).query("expired_token", last);
            return read(again.returns(SessionToken.CODEC).executeRaw());
        }
    }

    private ApiRequest request(TokenKey key) {
        var template = key.template();
        if (template != null) {
            return api.post(
                    "sessions.createTokenFromTemplate",
                    "/v1/client/sessions/{session_id}/tokens/{template_name}",
                    key.sessionId(),
                    template);
        }
        // The organization is always told, since another device may switch the active one: empty is the personal one.
        var organization = key.organizationId() == null ? "" : key.organizationId();
        return api.post("sessions.createToken", "/v1/client/sessions/{session_id}/tokens", key.sessionId())
                .form(SessionCreateTokenParams.of(params -> params.organizationId(organization)));
    }

    private static boolean wantsExpiredToken(ClerkApiException e) {
        return e.status() == UNPROCESSABLE
                && e.errors().stream().anyMatch(error -> "missing_expired_token".equals(error.code()));
    }

    private static Minted read(ApiResponse<SessionToken> response) {
        var jwt = response.value().jwt();
        if (jwt == null || jwt.isEmpty()) {
            throw new ClerkDecodingException("expected a session token, found none", "$.jwt", "sessions.createToken");
        }
        var dates = response.headers().get("Date");
        var date = dates == null || dates.isEmpty() ? null : HttpDate.parse(dates.get(0), Instant.now());
        return new Minted(jwt, date);
    }
}
