package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Operations;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of the instance, its domains, and the Svix app of its webhooks. */
final class InstanceSettingsResource {
    /** The id of the instance. */
    static final String INSTANCE_ID = "ins_in_process";

    private static final String PRIMARY_DOMAIN = "dmn_in_process";
    private static final int MAX_URL_LENGTH = 2048;
    private static final Map<String, Integer> LIMITS = Map.of(
            "max_allowed_memberships", 5,
            "max_allowed_roles", 10,
            "max_role_sets_allowed", 10,
            "max_allowed_domains", 10,
            "max_allowed_permissions", 50);

    private final Backend backend;
    private final Instance instance;

    InstanceSettingsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
    }

    void register() {
        single("instanceSettings.get", "instanceSettings.update", "Instance", false);
        single("", "instanceSettings.updateRestrictions", "InstanceRestrictions", true);
        single("instanceSettings.getProtect", "instanceSettings.updateProtect", "InstanceProtect", true);
        single(
                "instanceSettings.getCommunication",
                "instanceSettings.updateCommunication",
                "InstanceCommunication",
                true);
        single(
                "instanceSettings.getOAuthApplicationSettings",
                "instanceSettings.updateOAuthApplicationSettings",
                "OAuthApplicationSettings",
                true);
        single("", "betaFeatures.updateInstanceSettings", "InstanceAuthConfig", true);
        registerOrganizationSettings();
        registerDomains();
        registerSvix();
    }

    /** Registers the operations that read and change one object of settings. Empty names stand for none. */
    private void single(String get, String update, String type, boolean returnsIt) {
        if (!get.isEmpty()) {
            backend.operations().add(get, request -> settings(type));
        }
        backend.operations().add(update, request -> {
            var row = settings(type);
            backend.rows().copy(request.body(), row, type);
            return returnsIt ? row : null;
        });
    }

    private JsonObject settings(String type) {
        var table = instance.table("settings");
        var row = table.find(type);
        if (row == null) {
            row = backend.rows().make(type, instance.now());
            if (row.has("id") || type.equals("InstanceAuthConfig")) {
                row.addProperty("id", INSTANCE_ID);
            }
            if (type.equals("Instance")) {
                row.addProperty("environment_type", instance.settings().live() ? "production" : "development");
            }
            table.put(type, row);
        }
        return row;
    }

    private void registerOrganizationSettings() {
        var operations = backend.operations();
        operations.add("instanceSettings.getOrganizationSettings", request -> organizationSettings());
        operations.add("instanceSettings.updateOrganizationSettings", request -> {
            var creator = roleKey(request, "creator_role_id");
            var newcomer = roleKey(request, "domains_default_role_id");
            var row = organizationSettings();
            backend.rows().copy(request.body(), row, "OrganizationSettings");
            creator.ifPresent(key -> row.addProperty("creator_role", key));
            newcomer.ifPresent(key -> row.addProperty("domains_default_role", key));
            return row;
        });
    }

    private JsonObject organizationSettings() {
        var isNew = instance.table("settings").find("OrganizationSettings") == null;
        var row = settings("OrganizationSettings");
        if (isNew) {
            row.addProperty("enabled", instance.settings().organizations());
            LIMITS.forEach(row::addProperty);
            row.addProperty("creator_role", "org:admin");
            row.addProperty("domains_default_role", "org:member");
            row.addProperty("admin_delete_enabled", true);
        }
        return row;
    }

    /** Returns the key of the role that a parameter names by its id, or empty if the request does not have it. */
    private Optional<String> roleKey(CheckedRequest request, String parameter) {
        var id = request.text(parameter);
        if (id == null) {
            return Optional.empty();
        }
        var role = instance.table("role").find(id);
        if (role == null) {
            throw Lists.unknown("role", parameter);
        }
        return Optional.of(role.get("key").getAsString());
    }

    private void registerDomains() {
        var domains = new Resource(backend, "domains", "Domain", "dmn_")
                .unique("name")
                .onChange((row, request) -> completeDomain(row))
                .register();
        instance.seed(() -> {
            var primary = backend.rows().make("Domain", instance.now());
            primary.addProperty("id", PRIMARY_DOMAIN);
            primary.addProperty("name", instance.settings().frontendApi());
            primary.addProperty("is_satellite", false);
            completeDomain(primary);
            domains.insert(primary);
        });
        domains.onDelete(row -> {
            if (!Json.flag(row, "is_satellite")) {
                throw new ErrorResponseException(
                        403, "operation_not_allowed_on_primary_domain", "The primary domain cannot be deleted.");
            }
        });
        for (var name : new String[] {"instanceSettings.changeDomain", "betaFeatures.updateProductionInstanceDomain"}) {
            backend.operations().add(name, request -> move(domains, request));
        }
        new ProxyChecks(backend, domains.table()).register();
    }

    /** Gives the primary domain another name. */
    private @Nullable JsonElement move(Resource domains, CheckedRequest request) {
        var primary = domains.table().get(PRIMARY_DOMAIN);
        var home = request.text("home_url");
        if (home != null) {
            var name = hostOf(home);
            if (domains.table().by("name", name).stream().anyMatch(other -> !other.equals(primary))) {
                throw ErrorResponseException.taken("domain", "home_url");
            }
            primary.addProperty("name", name);
            completeDomain(primary);
        }
        domains.touch(primary);
        return null;
    }

    private static String hostOf(String url) {
        if (url.length() > MAX_URL_LENGTH) {
            throw ErrorResponseException.unprocessable(
                    "form_param_max_length_exceeded",
                    "home_url must have " + MAX_URL_LENGTH + " characters or fewer.",
                    "home_url");
        }
        var host = url.replaceFirst("^https?://", "");
        var slash = host.indexOf('/');
        var name = slash < 0 ? host : host.substring(0, slash);
        if (name.isBlank()) {
            throw ErrorResponseException.malformed("home_url", "a URL with a host, such as https://example.com");
        }
        return name;
    }

    private void completeDomain(JsonObject row) {
        var name = row.get("name").getAsString();
        var proxy = Json.text(row, "proxy_url");
        row.addProperty("frontend_api_url", proxy == null ? "https://" + name : proxy);
        row.addProperty("development_origin", "");
    }

    private void registerSvix() {
        Operations operations = backend.operations();
        operations.add("webhooks.createSvixApp", request -> createSvixApp());
        operations.add("webhooks.deleteSvixApp", request -> deleteSvixApp());
        operations.add("webhooks.generateSvixAuthUrl", request -> {
            requireSvixApp();
            return svixUrl();
        });
    }

    private JsonElement createSvixApp() {
        if (instance.table("svix app").find(INSTANCE_ID) != null) {
            throw new ErrorResponseException(400, "svix_app_exists", "The instance has a Svix app already.");
        }
        instance.table("svix app").put(INSTANCE_ID, new JsonObject());
        return svixUrl();
    }

    private @Nullable JsonElement deleteSvixApp() {
        requireSvixApp();
        instance.table("svix app").remove(INSTANCE_ID);
        return null;
    }

    private void requireSvixApp() {
        if (instance.table("svix app").find(INSTANCE_ID) == null) {
            throw new ErrorResponseException(400, "svix_app_missing", "The instance has no Svix app.");
        }
    }

    private JsonObject svixUrl() {
        var url = new JsonObject();
        url.addProperty(
                "svix_url",
                instance.frontendUrl() + "/svix#key=" + instance.ids().key("svix_"));
        return url;
    }
}
