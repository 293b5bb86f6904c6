package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * The tasks that a user has to do after the sign-in. A session with tasks is pending, and becomes active when nothing
 * is left.
 */
public final class SessionTasks {
    private static final String COMPROMISED = "compromised password";

    private final Instance instance;

    /** Makes the tasks of the sessions of an instance. */
    public SessionTasks(Instance instance) {
        this.instance = instance;
    }

    /** Brings the status and the tasks of an active or pending session up to date. */
    void settle(JsonObject session) {
        var tasks = of(session);
        if (tasks.isEmpty() && Json.value(session, "tasks") == null) {
            return;
        }
        session.add("tasks", tasks.isEmpty() ? JsonNull.INSTANCE : Json.array(tasks));
        session.addProperty("status", tasks.isEmpty() ? "active" : "pending");
    }

    private List<JsonElement> of(JsonObject session) {
        var user = instance.users().find(session.get("user_id").getAsString());
        var keys = new ArrayList<JsonElement>();
        if (user == null) {
            return keys;
        }
        if (isCompromised(user)) {
            keys.add(task("reset-password"));
        }
        if (instance.settings().secondFactorRequired() && !Json.flag(user, "two_factor_enabled")) {
            keys.add(task("setup-mfa"));
        }
        if (instance.settings().organizationRequired() && Json.value(session, "last_active_organization_id") == null) {
            keys.add(task("choose-organization"));
        }
        return keys;
    }

    private static JsonObject task(String key) {
        var task = new JsonObject();
        task.addProperty("key", key);
        return task;
    }

    /** Returns whether the user must set a new password. */
    public boolean isCompromised(JsonObject user) {
        return instance.table(COMPROMISED).find(user.get("id").getAsString()) != null;
    }

    /** Sets whether the user must set a new password. */
    public void compromised(String userId, boolean compromised) {
        if (compromised) {
            instance.table(COMPROMISED).put(userId, new JsonObject());
        } else {
            instance.table(COMPROMISED).remove(userId);
        }
    }
}
