package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.List;

/** API keys of users and organizations. */
final class ApiKeysResource {
    static final String TABLE = "api key";
    private static final String SECRET = "secret";

    private final Backend backend;
    private final Instance instance;
    private final Resource keys;

    ApiKeysResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.keys = new Resource(backend, "apiKeys", "ApiKeyWithSecret", "ak_")
                .searched("name", "description")
                .onCreate(this::complete)
                .onChange(this::change)
                .shownAs(this::current);
        keys.table().index(SECRET, row -> Lists.textsOf(row, SECRET));
        keys.table().index("subject", row -> Lists.textsOf(row, "subject"));
    }

    void register() {
        keys.register().action("revoke", (row, request) -> revoke(row, request));
        var operations = backend.operations();
        operations.addList("apiKeys.list", this::list, this::current);
        operations.add("apiKeys.getSecret", request -> secret(keys.get(request)));
        operations.add("apiKeys.verify", this::verify);
    }

    private void complete(JsonObject row, CheckedRequest request) {
        row.addProperty("id", "ak_" + instance.ids().traceId());
        row.addProperty(SECRET, instance.ids().key("ak_"));
        if (Json.value(row, "type") == null || row.get("type").getAsString().isEmpty()) {
            row.addProperty("type", "api_key");
        }
    }

    private void change(JsonObject row, CheckedRequest request) {
        requireSubject(row);
        Expiry.set(row, request.body(), instance.now());
    }

    private void requireSubject(JsonObject row) {
        var subject = row.get("subject").getAsString();
        var table = instance.table(kindOf(subject));
        if (table.find(subject) == null) {
            throw Lists.unknown(table.kind(), "subject");
        }
    }

    private static String kindOf(String subject) {
        if (subject.startsWith("org_")) {
            return "organization";
        }
        return subject.startsWith("mch_") ? "machine" : "user";
    }

    /** Returns a key with {@code expired} as it is at the present time. */
    private JsonObject current(JsonObject row) {
        row.addProperty("expired", Expiry.isOver(row, instance.now()));
        return row;
    }

    private List<JsonObject> list(CheckedRequest request) {
        var subject = request.query().first("subject");
        var withInvalid = request.query().flag("include_invalid");
        var rows = keys.table().by("subject", String.valueOf(subject)).stream()
                .filter(row -> withInvalid || isValid(row))
                .toList();
        return Lists.of(request, backend.operations().contract(), rows, List.of("name", "description"));
    }

    private boolean isValid(JsonObject row) {
        return !Json.flag(row, "revoked") && !Expiry.isOver(row, instance.now());
    }

    private static void revoke(JsonObject row, CheckedRequest request) {
        row.addProperty("revoked", true);
        row.add("revocation_reason", Json.of(request.text("revocation_reason")));
    }

    private static JsonObject secret(JsonObject row) {
        var secret = new JsonObject();
        secret.add(SECRET, row.get(SECRET));
        return secret;
    }

    private JsonObject verify(CheckedRequest request) {
        var row = keys.table().firstBy(SECRET, request.required(SECRET));
        if (row == null || !isValid(row)) {
            throw new ErrorResponseException(404, "resource_not_found", "There is no valid API key with this secret.");
        }
        row.addProperty("last_used_at", instance.now());
        return current(row);
    }

    /** Creates a key for a test. */
    JsonObject create(String subject, List<String> scopes) {
        var row = backend.rows().make("ApiKeyWithSecret", instance.now());
        row.addProperty("id", "ak_" + instance.ids().traceId());
        row.addProperty(SECRET, instance.ids().key("ak_"));
        row.addProperty("type", "api_key");
        row.addProperty("name", "A key for a test");
        row.addProperty("subject", subject);
        row.add("scopes", Json.arrayOfTexts(scopes));
        row.add("claims", JsonNull.INSTANCE);
        requireSubject(row);
        return keys.insert(row);
    }
}
