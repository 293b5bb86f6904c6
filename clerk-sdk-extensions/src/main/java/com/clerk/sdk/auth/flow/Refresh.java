package com.clerk.sdk.auth.flow;

import com.clerk.sdk.auth.jwt.JwtException;
import com.clerk.sdk.backend.model.SessionRefreshFormat;
import com.clerk.sdk.backend.model.SessionRefreshParams;
import com.clerk.sdk.errors.ClerkApiException;
import com.clerk.sdk.errors.ClerkConnectionException;
import com.clerk.sdk.runtime.ApiCall;
import com.clerk.sdk.runtime.Codecs;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.http.ApiClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The refresh of an expired session token through the Backend API, which saves the browser a redirect:
 * docs/behaviour.md, section 2.6.
 */
final class Refresh {
    /** The request headers that Clerk receives. They describe the client, and contain no credential. */
    private static final List<String> PASSED_ON = List.of(
            "accept-language",
            "origin",
            "referer",
            "sec-ch-ua",
            "sec-ch-ua-mobile",
            "sec-ch-ua-platform",
            "sec-fetch-dest",
            "user-agent",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "x-real-ip");

    private final AuthenticationContext context;

    Refresh(AuthenticationContext context) {
        this.context = context;
    }

    /**
     * The result: a decision, or else an error.
     *
     * @param error the reason why the session was not refreshed
     * @param failure the failure of the call to Clerk, or null if there was none
     */
    record Result(
            @Nullable Decision decision,
            String error,
            @Nullable Throwable failure) {
        static Result failed(String error) {
            return new Result(null, error, null);
        }
    }

    Result attempt(String expired) {
        if (!context.request.isRefreshable()) {
            return Result.failed("non-eligible-non-get");
        }
        if (context.cookies().refresh().isEmpty()) {
            return Result.failed("non-eligible-no-refresh-cookie");
        }
        var api = context.settings.api();
        if (api == null) {
            return Result.failed("missing-api-client");
        }
        var session = context.decode(expired).claims().text("sid");
        if (session == null || session.isBlank()) {
            return Result.failed("expired-session-token-missing-sid-claim");
        }
        return refresh(call(api, session, expired));
    }

    private ApiCall<JsonValue> call(ApiClient api, String session, String expired) {
        var page = context.request.url();
        var params = SessionRefreshParams.builder()
                .format(SessionRefreshFormat.COOKIE)
                .expiredToken(expired)
                .refreshToken(context.cookies().refresh())
                .requestOrigin(page == null ? "" : Urls.origin(page))
                .requestHeaders(headers())
                .build();
        return api.post("sessions.refresh", "/sessions/{session_id}/refresh", session)
                .params(params)
                .query("suffixed_cookies", String.valueOf(context.cookies().suffixed()))
                .returns(Codecs.JSON);
    }

    private Map<String, List<String>> headers() {
        var headers = new LinkedHashMap<String, List<String>>();
        for (var name : PASSED_ON) {
            if (context.settings.forwarded().isUntrusted(name)) {
                continue; // anybody could tell Clerk another address of the client
            }
            var values = context.request.headers(name).stream()
                    .filter(Objects::nonNull)
                    .toList();
            if (!values.isEmpty()) {
                headers.put(name, values);
            }
        }
        return headers;
    }

    private Result refresh(ApiCall<JsonValue> call) {
        var outcome = context.lookups.lookup(
                "refresh", () -> context.settings.gates().refreshes().call(call::executeAsync));
        if (outcome.value() == null) {
            return new Result(null, error(outcome.failure()), outcome.failure());
        }
        var cookies = SetCookies.list(outcome.value(), "cookies");
        var headers = new ResponseHeaders();
        cookies.forEach(cookie -> headers.add("set-cookie", cookie));
        var token = SetCookies.session(cookies);
        try {
            return new Result(context.signedIn(token, context.verify(token), headers.build()), "", null);
        } catch (JwtException refused) {
            return Result.failed("invalid-session-token");
        }
    }

    private static String error(@Nullable Throwable failure) {
        if (failure instanceof ClerkApiException refusal) {
            var code =
                    refusal.errors().isEmpty() ? null : refusal.errors().get(0).code();
            return code == null || code.isEmpty() ? "unexpected-bapi-error" : code;
        }
        return failure instanceof ClerkConnectionException ? "fetch-error" : "unexpected-sdk-error";
    }
}
