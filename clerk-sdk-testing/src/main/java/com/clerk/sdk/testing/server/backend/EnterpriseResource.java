package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;

/** Enterprise connections and SAML connections. Nobody signs in through them here: they are kept, and no more. */
final class EnterpriseResource {
    private final Backend backend;
    private final Instance instance;
    private final Resource connections;

    EnterpriseResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.connections = new Resource(backend, "enterpriseConnections", "EnterpriseConnection", "entconn_")
                .onCreate((row, request) -> row.add("organization_id", Json.of(request.text("organization_id"))))
                .onChange(this::changeConnection);
    }

    void register() {
        connections.register();
        new Resource(backend, "samlConnections", "SamlConnection", "samlc_")
                .searched("name", "domain")
                .onCreate(this::completeSaml)
                .onChange((row, request) -> changeSaml(row, request.body()))
                .register();
        backend.operations().add("enterpriseConnections.createTestRun", this::createTestRun);
        backend.operations().addList("enterpriseConnections.listTestRuns", this::listTestRuns);
    }

    private void changeConnection(JsonObject row, CheckedRequest request) {
        requireOrganization(request.body());
        addPart(row, request, "saml", "saml_connection", "EnterpriseConnectionSamlConnection");
        addPart(row, request, "oidc", "oauth_config", "EnterpriseConnectionOAuthConfig");
    }

    private void requireOrganization(JsonObject body) {
        var id = Json.text(body, "organization_id");
        if (id != null) {
            instance.organizations().get(id);
        }
    }

    private void addPart(JsonObject row, CheckedRequest request, String parameter, String field, String type) {
        if (Json.value(request.body(), parameter) != null) {
            var part = Json.object(row, field);
            if (!part.has("id")) {
                part.addProperty("id", instance.ids().id(parameter + "_"));
            }
            part.add("name", row.get("name"));
            backend.rows().copy(Json.object(request.body(), parameter), part, type);
            row.add(field, part);
        }
    }

    private void completeSaml(JsonObject row, CheckedRequest request) {
        var id = Resource.id(row);
        row.addProperty("acs_url", instance.frontendUrl() + "/v1/saml/acs/" + id);
        row.addProperty("sp_entity_id", instance.frontendUrl() + "/saml/" + id);
        row.addProperty("sp_metadata_url", instance.frontendUrl() + "/v1/saml/metadata/" + id);
        row.addProperty("sync_user_attributes", true);
        var hint = new JsonObject();
        hint.addProperty("mode", "off");
        if (Json.value(request.body(), "login_hint") == null) {
            row.add("login_hint", hint);
        }
    }

    private void changeSaml(JsonObject row, JsonObject body) {
        requireOrganization(body);
        var domains = Json.texts(row, "domains");
        var domain = Json.text(body, "domain");
        if (domain != null && Json.value(body, "domains") == null) {
            row.add("domains", Json.arrayOfTexts(List.of(domain)));
        } else if (domain == null && !domains.isEmpty()) {
            row.addProperty("domain", domains.get(0));
        }
    }

    private JsonElement createTestRun(CheckedRequest request) {
        var connection = connections.get(request);
        var run = backend.rows().make("EnterpriseConnectionTestRun", instance.now());
        run.addProperty("id", instance.ids().id("enttr_"));
        run.addProperty("connection_id", Resource.id(connection));
        run.addProperty("status", "pending");
        run.addProperty("connection_type", Json.value(connection, "oauth_config") == null ? "saml" : "oauth");
        instance.table("enterprise test run").put(Resource.id(run), run);
        var start = new JsonObject();
        start.addProperty("url", instance.frontendUrl() + "/v1/enterprise_connections/test/" + Resource.id(run));
        return start;
    }

    private List<JsonObject> listTestRuns(CheckedRequest request) {
        var id = Resource.id(connections.get(request));
        var found = instance.table("enterprise test run").all(run -> id.equals(Json.text(run, "connection_id")));
        return Lists.of(request, backend.operations().contract(), found, List.of());
    }
}
