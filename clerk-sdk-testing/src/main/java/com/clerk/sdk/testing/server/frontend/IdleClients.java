package com.clerk.sdk.testing.server.frontend;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Forgets clients without a session, and development browsers without a client, once there are many newer ones. Each
 * request without a cookie makes one, so a server that runs for long would fill its memory with them. A browser that
 * comes back gets a new one.
 */
final class IdleClients {
    /** So many of the newest are kept. */
    static final int KEPT = 5_000;

    /** They are looked for once in so many new ones, because the search reads all of them. */
    private static final int PERIOD = 1_000;

    private final Instance instance;
    private final Table clients;
    private final Table devBrowsers;

    IdleClients(Instance instance) {
        this.instance = instance;
        this.clients = instance.clients();
        this.devBrowsers = instance.table(Caller.DEV_BROWSER);
    }

    /** Says that there is a new client. */
    void clientAdded() {
        if (clients.size() % PERIOD == 0) {
            oldest(clients, this::hasNoSession).forEach(this::removeClient);
        }
    }

    /** Says that there is a new development browser. */
    void devBrowserAdded() {
        if (devBrowsers.size() % PERIOD == 0) {
            oldest(devBrowsers, this::hasNoClient).forEach(devBrowsers::remove);
        }
    }

    private static List<String> oldest(Table table, Predicate<Map.Entry<String, JsonObject>> isIdle) {
        var idle = table.byId().entrySet().stream()
                .filter(isIdle)
                .map(Map.Entry::getKey)
                .toList();
        return idle.subList(0, Math.max(0, idle.size() - KEPT));
    }

    private boolean hasNoSession(Map.Entry<String, JsonObject> client) {
        return instance.sessions().firstBy("client_id", client.getKey()) == null;
    }

    private boolean hasNoClient(Map.Entry<String, JsonObject> devBrowser) {
        var id = Json.text(devBrowser.getValue(), "client_id");
        return id == null || clients.find(id) == null;
    }

    private void removeClient(String id) {
        clients.remove(id);
        instance.table(Caller.CLIENT_TOKEN).removeBy("client_id", id);
        instance.table("sign in").removeBy("client_id", id);
        new SignUps(instance).removeOf(id);
    }
}
