package com.clerk.sdk.web;

import com.clerk.sdk.auth.Auth;
import com.clerk.sdk.auth.AuthErrorReason;
import com.clerk.sdk.auth.RequestState;
import com.clerk.sdk.auth.Requirement;
import com.clerk.sdk.auth.Reverification;
import com.clerk.sdk.auth.SessionAuth;
import com.clerk.sdk.auth.SignedIn;
import com.clerk.sdk.auth.SignedOut;
import com.clerk.sdk.auth.TokenCarrier;
import com.clerk.sdk.auth.TokenType;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.google.gson.annotations.JsonAdapter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A response to send instead of passing a request on: that the caller is not signed in, may not do this, or has to go
 * elsewhere first. A refusal has a body of {@code application/problem+json} (RFC 9457) and is never cached.
 *
 * <p>Immutable and safe for use by several threads.
 */
@JsonAdapter(GsonAdapter.class)
public final class WebResponse {
    private static final String PROBLEM = "application/problem+json";
    private static final String JSON = "application/json";
    private static final String INSUFFICIENT = "Bearer error=\"insufficient_scope\"";

    /** The time after which a client may ask again, in seconds. */
    static final String RETRY_AFTER = "5";

    private final int status;
    private final Map<String, List<String>> headers;
    private final String body;

    private WebResponse(int status, Map<String, List<String>> headers, String body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * Returns the response for a request that is not signed in: 401 with {@code WWW-Authenticate: Bearer} (RFC 6750
     * section 3), or 503 with {@code Retry-After} if nobody could decide because Clerk did not answer. The headers of
     * the state are among its headers.
     *
     * @param state the state of the request
     * @return the response
     */
    public static WebResponse unauthorized(SignedOut state) {
        if (state.isOutage()) {
            return problem(503, "Service Unavailable", state.reason().value(), state.message())
                    .with("retry-after", RETRY_AFTER)
                    .with(state);
        }
        return problem(401, "Unauthorized", state.reason().value(), state.message())
                .with("www-authenticate", challenge(state))
                .with(state);
    }

    /**
     * Returns the response for a caller who does not meet a requirement: 403. If a verification of the user's factors
     * is all that is missing, the body asks for it in the way that Clerk's frontend understands, which then shows the
     * verification and repeats the request.
     *
     * @param auth the caller
     * @param requirement the requirement that is not met
     * @return the response
     */
    public static WebResponse forbidden(Auth auth, Requirement requirement) {
        var missing = requirement.unmetReverification(auth);
        if (missing != null) {
            return new WebResponse(403, refusal(JSON), reverification(missing));
        }
        var response = problem(403, "Forbidden", "forbidden", "The caller does not meet: " + requirement + ".");
        // RFC 6750 section 3.1: only a token with scopes can lack one.
        return auth instanceof SessionAuth ? response : response.with("www-authenticate", INSUFFICIENT);
    }

    private static String reverification(Reverification missing) {
        var seconds = missing.within().toSeconds();
        var wanted = new LinkedHashMap<String, Object>();
        wanted.put("level", missing.level().name().toLowerCase(Locale.ROOT));
        wanted.put("afterMinutes", Math.max(1, seconds / Duration.ofMinutes(1).toSeconds()));
        var error = new LinkedHashMap<String, Object>();
        error.put("type", "forbidden");
        error.put("reason", "reverification-error");
        error.put("metadata", Map.of("reverification", wanted));
        return JsonValue.of(Map.of("clerk_error", error)).toJson();
    }

    /**
     * Returns the response for a caller who may not do this, for a reason that is not a requirement: 403.
     *
     * @param auth the caller
     * @param problem the reason in a sentence, without data of the request
     * @return the response
     */
    public static WebResponse forbidden(Auth auth, String problem) {
        var response = problem(403, "Forbidden", "forbidden", problem);
        return auth instanceof SessionAuth ? response : response.with("www-authenticate", INSUFFICIENT);
    }

    /** Returns the response for a caller whom the application refuses as a caller, although it is signed in: 401. */
    static WebResponse callerRefused(SignedIn state) {
        return problem(401, "Unauthorized", "unauthorized", "The application does not accept the caller.")
                .with("www-authenticate", challenge(state))
                .with(state);
    }

    /**
     * Returns the response for a caller whose token has a type that is not accepted here: 401.
     *
     * @param state the state of the request
     * @return the response
     */
    public static WebResponse tokenTypeRefused(SignedIn state) {
        return tokenTypeRefused(state.tokenType(), state.carrier()).with(state);
    }

    /**
     * Returns the response for a caller whose token has a type that is not accepted here: 401.
     *
     * @param type the type of the token
     * @param carrier the place of the token in the request
     * @return the response
     */
    public static WebResponse tokenTypeRefused(TokenType type, TokenCarrier carrier) {
        var detail = "The path does not accept a token of the type " + type.value() + ".";
        return problem(401, "Unauthorized", AuthErrorReason.TOKEN_TYPE_MISMATCH.value(), detail)
                .with("www-authenticate", challenge(carrier));
    }

    private static String challenge(RequestState state) {
        return challenge(state.carrier());
    }

    private static String challenge(@Nullable TokenCarrier carrier) {
        return carrier == TokenCarrier.HEADER ? "Bearer error=\"invalid_token\"" : "Bearer";
    }

    /**
     * Returns the response for a request that cannot be understood: 400.
     *
     * @param problem the mistake in a sentence, without data of the request
     * @return the response
     */
    public static WebResponse badRequest(String problem) {
        return problem(400, "Bad Request", "bad-request", problem);
    }

    /**
     * Returns a redirect that no cache stores: 307.
     *
     * @param location an absolute URL
     * @return the response
     */
    public static WebResponse redirect(String location) {
        return new WebResponse(307, Map.of("cache-control", List.of(PRIVATE)), "").with("location", location);
    }

    static final String PRIVATE = "private, no-store";

    static WebResponse problem(int status, String title, String reason, String detail) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("type", "about:blank");
        fields.put("title", title);
        fields.put("status", status);
        fields.put("detail", detail);
        fields.put("reason", reason);
        return new WebResponse(status, refusal(PROBLEM), JsonValue.of(fields).toJson());
    }

    private static Map<String, List<String>> refusal(String type) {
        return Map.of("content-type", List.of(type), "cache-control", List.of(PRIVATE));
    }

    WebResponse with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, List.of(value));
        return new WebResponse(status, Map.copyOf(more), body);
    }

    /** Returns the same refusal with a page for a person, which loads nothing and runs no script. */
    WebResponse withPage(String html) {
        var more = new LinkedHashMap<>(headers);
        more.put("content-type", List.of("text/html; charset=utf-8"));
        more.put(
                "content-security-policy",
                List.of("default-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"));
        return new WebResponse(status, Map.copyOf(more), html);
    }

    /** Adds the headers of a state, such as cookies to set and the reason. */
    WebResponse with(RequestState state) {
        var all = new LinkedHashMap<>(state.headers());
        all.putAll(headers);
        return new WebResponse(status, Map.copyOf(all), body);
    }

    /**
     * Returns the status.
     *
     * @return an HTTP status of 300 or more
     */
    public int status() {
        return status;
    }

    /**
     * Returns the headers. Append each value of {@code set-cookie}; the others have one value each, which replaces what
     * was set before.
     *
     * @return values by name in lower case; immutable
     */
    public Map<String, List<String>> headers() {
        return headers;
    }

    /**
     * Returns the body. Leave it out in the response to a {@code HEAD}.
     *
     * @return UTF-8 text of the type that the headers name; empty for a redirect
     */
    public byte[] body() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebResponse(" + status + ")";
    }
}
