package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The wording of emails and text messages. */
final class TemplatesResource {
    private static final Map<String, List<String>> SLUGS = Map.of(
            "email",
            List.of(
                    "invitation",
                    "magic_link_sign_in",
                    "magic_link_sign_up",
                    "magic_link_user_profile",
                    "mfa_enabled",
                    "new_device_sign_in",
                    "organization_invitation",
                    "organization_invitation_accepted",
                    "password_changed",
                    "password_removed",
                    "primary_email_address_changed",
                    "reset_password_code",
                    "verification_code",
                    "waitlist_confirmation",
                    "waitlist_invitation"),
            "sms",
            List.of("reset_password_code", "verification_code"));

    private final Backend backend;
    private final Instance instance;
    private final Table templates;

    TemplatesResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.templates = instance.table("template");
        instance.seed(() -> SLUGS.forEach((type, slugs) -> slugs.forEach(slug -> addUsual(type, slug))));
    }

    void register() {
        var operations = backend.operations();
        operations.addList("templates.list", this::list);
        operations.add("templates.get", this::template);
        operations.add("templates.upsert", this::upsert);
        operations.add("templates.revert", this::revert);
        operations.add("templates.toggleDelivery", this::toggle);
        operations.add("templates.preview", this::preview);
    }

    private static String key(String type, String slug) {
        return type + "/" + slug;
    }

    private JsonObject addUsual(String type, String slug) {
        var row = backend.rows().make("Template", instance.now());
        row.addProperty("id", instance.ids().id("tmpl_"));
        row.addProperty("resource_type", "system");
        row.addProperty("template_type", type);
        row.addProperty(
                "name",
                slug.substring(0, 1).toUpperCase(Locale.ROOT)
                        + slug.substring(1).replace('_', ' '));
        row.addProperty("slug", slug);
        row.addProperty("can_revert", false);
        row.addProperty("can_delete", false);
        row.addProperty("can_edit_body", true);
        row.addProperty("can_toggle", type.equals("sms"));
        row.add("subject", Json.of(type.equals("email") ? "{{app.name}}" : null));
        row.addProperty("markup", "");
        row.addProperty("body", "{{app.name}}: " + slug);
        row.add("available_variables", Json.arrayOfTexts(List.of("app.name", "app.url", "otp_code")));
        row.add("required_variables", Json.arrayOfTexts(List.of()));
        row.addProperty("delivered_by_clerk", true);
        row.addProperty("enabled", true);
        row.addProperty("position", 0);
        templates.put(key(type, slug), row);
        return row;
    }

    private static String type(CheckedRequest request) {
        var type = request.variable("template_type");
        if (!SLUGS.containsKey(type)) {
            throw new ErrorResponseException(
                    400, "template_type_unsupported", "The type of a template is email or sms.");
        }
        return type;
    }

    private JsonObject template(CheckedRequest request) {
        return templates.get(key(type(request), request.variable("slug")));
    }

    private List<JsonObject> list(CheckedRequest request) {
        var type = type(request);
        return templates.all(row -> type.equals(Json.text(row, "template_type")));
    }

    private JsonElement upsert(CheckedRequest request) {
        var type = type(request);
        var slug = request.variable("slug");
        var found = templates.find(key(type, slug));
        var row = found == null ? addUsual(type, slug) : found;
        backend.rows().copy(request.body(), row, "Template");
        row.addProperty("resource_type", "user");
        row.addProperty("can_revert", SLUGS.getOrDefault(type, List.of()).contains(slug));
        row.addProperty("updated_at", instance.now());
        return row;
    }

    private JsonElement revert(CheckedRequest request) {
        var row = template(request);
        if (!Json.flag(row, "can_revert")) {
            throw new ErrorResponseException(400, "template_revert_error", "The template has no changes to undo.");
        }
        return addUsual(type(request), request.variable("slug"));
    }

    private JsonElement toggle(CheckedRequest request) {
        var row = template(request);
        row.addProperty("delivered_by_clerk", request.flag("delivered_by_clerk"));
        row.addProperty("updated_at", instance.now());
        return row;
    }

    /** Returns the template with the changes of a body, which are not kept. */
    private JsonElement preview(CheckedRequest request) {
        var preview = template(request).deepCopy();
        backend.rows().copy(request.body(), preview, "Template");
        return preview;
    }
}
