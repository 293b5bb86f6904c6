package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.frontend.wire.Form;
import com.clerk.sdk.testing.server.frontend.wire.Redirects;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.PageRange;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.RoutedRequest;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One call of the Frontend API: its form, its caller, and the session that it is for. */
final class FrontendCall {
    /** The description of a valid URL, for messages. */
    static final String TARGET = "an http or https URL of a page to which this server may send browsers";

    /** A URL that a header can carry as it is. */
    private static final Pattern APP_URL = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:[\\x21-\\x7e]*");

    private final Instance instance;
    private final RoutedRequest request;
    private final Caller caller;
    private final Form form;
    private final Clients clients;
    private final Redirects redirects;

    FrontendCall(Instance instance, RoutedRequest request, Caller caller, Redirects redirects) {
        this.instance = instance;
        this.request = request;
        this.caller = caller;
        this.form = Form.of(request.request());
        this.clients = new Clients(instance);
        this.redirects = redirects;
    }

    Form form() {
        return form;
    }

    Query query() {
        return request.query();
    }

    Caller caller() {
        return caller;
    }

    RoutedRequest request() {
        return request;
    }

    String variable(String name) {
        return request.variable(name);
    }

    /** Returns the client, which is created if the browser has none. */
    JsonObject client() {
        return caller.requireClient();
    }

    /**
     * Returns the session that the call is for: the one that the query names, else the one used last.
     *
     * @throws ErrorResponseException with status 401 if the client has no active session
     */
    JsonObject session() {
        var client = caller.client();
        if (client == null) {
            throw signedOut();
        }
        var named = clients.liveSession(client, query().first("_clerk_session_id"));
        var session = named == null ? clients.lastActiveSession(client) : named;
        if (session == null) {
            throw signedOut();
        }
        return session;
    }

    private static ErrorResponseException signedOut() {
        return new ErrorResponseException(
                401, "authentication_invalid", "Nobody is signed in. The call needs an active session.");
    }

    /** Returns the user of the session. */
    JsonObject user() {
        return instance.users().get(session().get("user_id").getAsString());
    }

    String userId() {
        return session().get("user_id").getAsString();
    }

    /** Returns the origin of the page that calls; null for an app. Tokens that it mints have it as {@code azp}. */
    @Nullable
    String origin() {
        var origin = request.request().header("origin");
        if (origin != null) {
            return origin.equals("null") ? null : origin;
        }
        return caller.isNative() ? null : originOf(request.request().header("referer"));
    }

    /** Returns a URL in the form that a header can carry, or null if the browser may not be sent there. */
    @Nullable
    String target(@Nullable String url) {
        return isListed(url) ? url : redirects.target(url);
    }

    /** Apps have URLs of their own schemes, which the server lists at the Backend API. */
    private boolean isListed(@Nullable String url) {
        return url != null
                && caller.isNative()
                && APP_URL.matcher(url).matches()
                && instance.table("redirect url").all().stream().anyMatch(row -> url.equals(Json.text(row, "url")));
    }

    /**
     * Returns a URL in the form to which the browser will be sent.
     *
     * @throws ErrorResponseException if it is absent, or the browser may not be sent there
     */
    String requireTarget(String name) {
        var url = target(form.require(name));
        if (url == null) {
            throw ErrorResponseException.invalid(name, TARGET);
        }
        return url;
    }

    /** Returns the origin of a URL (RFC 6454), or null if it has none. */
    static @Nullable String originOf(@Nullable String url) {
        if (url == null) {
            return null;
        }
        try {
            var uri = URI.create(url);
            var isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return isWeb && uri.getRawAuthority() != null ? uri.getScheme() + "://" + uri.getRawAuthority() : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    /** Returns the URL of this server as the caller knows it. */
    String baseUrl() {
        return instance.urlFor(request.request().header("host"));
    }

    /** Returns the part of a list that the query asks for, with the size of the whole list. */
    JsonElement page(List<JsonObject> rows, Function<JsonObject, JsonObject> view) {
        var range = PageRange.of(query());
        var page = new JsonObject();
        page.add("data", Json.array(range.slice(rows).stream().map(view).toList()));
        page.addProperty("total_count", rows.size());
        return page;
    }
}
