package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;

/** Adds, changes and deletes users, and tells about it. */
public final class Users {
    private final Instance instance;
    private final Sessions sessions;
    private final Credentials credentials;

    /** Makes the operations on the users of an instance. */
    public Users(Instance instance) {
        this.instance = instance;
        this.sessions = new Sessions(instance);
        this.credentials = new Credentials(instance);
    }

    /** Adds a new user. */
    public JsonObject add(JsonObject user) {
        instance.users().put(user.get("id").getAsString(), user);
        instance.events().publish("user.created", user);
        new Subscriptions(instance).takeDefault(user.get("id").getAsString());
        return user;
    }

    /** Records that a user was changed in place: sets the time of the change, and renews the indexes. */
    public JsonObject changed(JsonObject user) {
        user.addProperty("updated_at", instance.now());
        instance.users().changed(user.get("id").getAsString());
        instance.events().publish("user.updated", user);
        return user;
    }

    /**
     * Deletes a user with everything that is the user's own: sessions, memberships, credentials, and picture.
     *
     * @return the response to the deletion
     */
    public JsonObject delete(JsonObject user) {
        var id = user.get("id").getAsString();
        var memberships = new Memberships(instance);
        sessions.endAllOf(id, "removed");
        new Subscriptions(instance).endAllOf(id);
        instance.memberships().by("user_id", id).forEach(memberships::remove);
        instance.sessions().removeBy("user_id", id);
        instance.users().remove(id);
        credentials.removeAll(id);
        instance.table("picture").removeBy("owner", id);
        var deleted = DeletedObject.of(user);
        instance.events().publish("user.deleted", deleted);
        return deleted;
    }

    /**
     * Returns the first email address, phone number, wallet or username of a user; the id if the user has no
     * identifier.
     */
    public static String identifier(JsonObject user) {
        for (var kind : Identifications.Kind.values()) {
            for (var value : kind.of(user)) {
                return value;
            }
        }
        var username = Json.text(user, "username");
        return username == null ? user.get("id").getAsString() : username;
    }
}
