package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tasks of agents, and links into the admin portal. */
final class AgentsResource {
    private static final long LINK_SECONDS = 3600;

    private final Backend backend;
    private final Instance instance;

    AgentsResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
    }

    void register() {
        var operations = backend.operations();
        operations.add("agentTasks.create", this::createTask);
        operations.add("agentTasks.revoke", this::revokeTask);
        operations.add("adminPortalLinkTokens.create", this::createLink);
        operations.add("adminPortalLinkTokens.revoke", this::revokeLink);
    }

    private JsonElement createTask(CheckedRequest request) {
        requireSubject(Json.object(request.body(), "on_behalf_of"));
        AccessLists.requireUrl(request.required("redirect_url"), "redirect_url");
        var row = backend.rows().make("AgentTask", instance.now());
        row.addProperty("agent_id", instance.ids().id("agent_"));
        var id = instance.ids().id("agtask_");
        row.addProperty("agent_task_id", id);
        row.addProperty("task_id", id);
        row.addProperty("url", instance.frontendUrl() + "/v1/agents/tasks?task=" + id);
        row.addProperty("status", "pending");
        instance.table("agent task").put(id, row);
        return row;
    }

    private void requireSubject(JsonObject subject) {
        var id = Json.text(subject, "user_id");
        var identifier = Json.text(subject, "identifier");
        if (find(id, identifier) == null) {
            throw new ErrorResponseException(
                    404, "agent_task_subject_not_found", "There is no user that the task could be done for.");
        }
    }

    private @Nullable JsonObject find(@Nullable String id, @Nullable String identifier) {
        if (id != null) {
            return instance.users().find(id);
        }
        return identifier == null
                ? null
                : instance.users().firstBy("email_address", identifier.toLowerCase(Locale.ROOT));
    }

    private JsonElement revokeTask(CheckedRequest request) {
        var row = instance.table("agent task").find(request.variable("agent_task_id"));
        if (row == null) {
            throw new ErrorResponseException(404, "agent_task_not_found", "There is no agent task of this id.");
        }
        if (!"pending".equals(Json.text(row, "status"))) {
            throw new ErrorResponseException(
                    400, "agent_task_cannot_be_revoked", "Only a pending agent task can be revoked.");
        }
        row.addProperty("status", "revoked");
        return row;
    }

    private JsonElement createLink(CheckedRequest request) {
        var organizationId = request.text("organization_id");
        if (organizationId != null) {
            instance.organizations().get(organizationId);
        }
        var row = backend.rows().make("AdminPortalLinkToken", instance.now());
        backend.rows().copy(request.body(), row, "AdminPortalLinkToken");
        row.addProperty("id", "aplt_" + instance.ids().traceId());
        row.addProperty("admin_portal_link_id", instance.ids().id("apl_"));
        row.addProperty("instance_id", InstanceSettingsResource.INSTANCE_ID);
        row.addProperty("token", instance.ids().key("aplt_"));
        var seconds = Json.value(request.body(), "seconds_until_expiration") == null
                ? LINK_SECONDS
                : Json.number(request.body(), "seconds_until_expiration");
        Expiry.setSeconds(row, seconds, instance.now());
        instance.table("admin portal link token").put(Resource.id(row), row);
        return row;
    }

    private JsonElement revokeLink(CheckedRequest request) {
        var row = instance.table("admin portal link token").get(request.variable("adminPortalLinkTokenID"));
        row.addProperty("revoked", true);
        row.add("revocation_reason", Json.of(request.text("revocation_reason")));
        row.addProperty("expired", Expiry.isOver(row, instance.now()));
        row.addProperty("updated_at", instance.now());
        row.remove("token");
        return row;
    }
}
