package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OAuth applications, for which the instance is the identity provider, and the access tokens that they have. */
final class OAuthApplicationsResource {
    private static final String CLIENT_ID = "client_id";
    private static final String SECRET = "client_secret";
    private static final String TOKEN = "access_token";
    private static final long TOKEN_SECONDS = 7200;
    private static final Map<String, String> PATHS = Map.of(
            "authorize_url", "/oauth/authorize",
            "token_fetch_url", "/oauth/token",
            "user_info_url", "/oauth/userinfo",
            "discovery_url", "/.well-known/openid-configuration",
            "token_introspection_url", "/oauth/token_info");

    private final Backend backend;
    private final Instance instance;
    private final Resource applications;

    OAuthApplicationsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.applications = new Resource(backend, "oauthApplications", "OAuthApplicationWithSecret", "oauthapp_")
                .searched("name", CLIENT_ID)
                .onCreate((row, request) -> complete(row))
                .onChange(this::change);
        tokens().index(TOKEN, row -> Lists.textsOf(row, TOKEN));
    }

    private Table tokens() {
        return instance.table("oauth access token");
    }

    void register() {
        applications.register();
        var operations = backend.operations();
        operations.addList("oauthApplications.list", this::list);
        operations.add("oauthApplications.uploadLogo", this::uploadLogo);
        operations.add("oauthApplications.rotateSecret", this::rotate);
        operations.add("oauthApplications.revokeToken", this::revokeToken);
        operations.add("oauthAccessTokens.verify", this::verify);
    }

    private void complete(JsonObject row) {
        row.addProperty("instance_id", InstanceSettingsResource.INSTANCE_ID);
        row.addProperty(CLIENT_ID, instance.ids().key(""));
        row.addProperty("consent_screen_enabled", true);
        PATHS.forEach((field, path) -> row.addProperty(field, instance.frontendUrl() + path));
        row.addProperty(SECRET, "");
        row.addProperty("scopes", "profile email");
    }

    private void change(JsonObject row, CheckedRequest request) {
        var body = request.body();
        // A null leaves these as they are: each has a value.
        for (var name : new String[] {"scopes", "consent_screen_enabled", "pkce_required", "public", "name"}) {
            if (Json.value(body, name) != null) {
                row.add(name, body.get(name));
            }
        }
        if (Json.flag(row, "public") && Json.value(body, "pkce_required") != null && !request.flag("pkce_required")) {
            throw ErrorResponseException.unprocessable(
                    "form_public_client_requires_pkce", "A public client must use PKCE.", "pkce_required");
        }
        if (Json.flag(row, "public")) {
            row.addProperty("pkce_required", true);
            row.addProperty(SECRET, "");
        } else if (String.valueOf(Json.text(row, SECRET)).isEmpty()) {
            row.addProperty(SECRET, instance.ids().key(""));
        }
        changeAddresses(row, body);
    }

    private static void changeAddresses(JsonObject row, JsonObject body) {
        var callback = Json.text(body, "callback_url");
        if (callback != null) {
            AccessLists.requireUrl(callback, "callback_url");
        }
        for (var url : Json.texts(body, "redirect_uris")) {
            AccessLists.requireUrl(url, "redirect_uris");
        }
        if (callback != null && Json.value(body, "redirect_uris") == null) {
            row.add("redirect_uris", Json.arrayOfTexts(List.of(callback)));
        }
        var addresses = Json.texts(row, "redirect_uris");
        row.addProperty("callback_url", addresses.isEmpty() ? "" : addresses.get(0));
    }

    private List<JsonObject> list(CheckedRequest request) {
        var matches = Lists.contains(request.query().first("name_query"), List.of("name"));
        var text = request.query().first("name_query");
        var found = applications.table().all(row -> matches.test(row) || isClientId(row, text));
        return Lists.of(request, backend.operations().contract(), found, List.of());
    }

    private static boolean isClientId(JsonObject row, @Nullable String text) {
        return text != null && text.equals(Json.text(row, CLIENT_ID));
    }

    private JsonElement uploadLogo(CheckedRequest request) {
        var row = applications.get(request);
        row.addProperty("client_image_url", Uploads.urlOf(request));
        return applications.touch(row);
    }

    private JsonElement rotate(CheckedRequest request) {
        var row = applications.get(request);
        if (!Json.flag(row, "public")) {
            row.addProperty(SECRET, instance.ids().key(""));
        }
        return applications.touch(row);
    }

    private @Nullable JsonElement revokeToken(CheckedRequest request) {
        var application = applications.get(request);
        var token = tokens().firstBy(TOKEN, request.required("token"));
        // RFC 7009 section 2.2: an unknown token is not an error.
        if (token != null && application.get(CLIENT_ID).equals(token.get(CLIENT_ID))) {
            token.addProperty("revoked", true);
            token.addProperty("updated_at", instance.now());
        }
        return null;
    }

    private JsonElement verify(CheckedRequest request) {
        var text = request.text(TOKEN) == null ? request.text("secret") : request.text(TOKEN);
        if (text == null) {
            throw ErrorResponseException.missing(TOKEN);
        }
        var token = tokens().firstBy(TOKEN, text);
        if (token == null) {
            throw new ErrorResponseException(404, "resource_not_found", "There is no OAuth access token of this text.");
        }
        if (Json.flag(token, "revoked") || Expiry.isOver(token, instance.now())) {
            var inactive = new JsonObject();
            inactive.addProperty("active", false);
            return inactive;
        }
        var shown = token.deepCopy();
        shown.remove(TOKEN);
        return shown;
    }

    /** Creates an access token for a test: one that a user has granted to an application. */
    JsonObject createToken(String clientId, String userId, List<String> scopes) {
        if (applications
                .table()
                .all(row -> clientId.equals(Json.text(row, CLIENT_ID)))
                .isEmpty()) {
            throw ErrorResponseException.notFound("OAuth application", clientId);
        }
        instance.users().get(userId);
        var row = backend.rows().make("VerifiedOAuthAccessToken", instance.now());
        row.addProperty("id", "oat_" + instance.ids().traceId());
        row.addProperty(CLIENT_ID, clientId);
        row.addProperty("subject", userId);
        row.add("scopes", Json.arrayOfTexts(scopes));
        Expiry.setSeconds(row, TOKEN_SECONDS, instance.now());
        row.addProperty(TOKEN, instance.ids().key("oat_"));
        tokens().put(Resource.id(row), row);
        return row;
    }
}
