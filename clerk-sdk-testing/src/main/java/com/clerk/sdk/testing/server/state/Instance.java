package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole state of one Clerk instance. All of it is rows of tables, so that a snapshot of the tables is a snapshot of
 * the instance. Rows have the form of the Backend API; values that no API shows are in tables of their own.
 *
 * <p>Everything is read and changed under one lock: {@link #locked}. The operations of both APIs run under it.
 */
public final class Instance {
    private final InstanceSettings settings;
    private final InstanceClock clock;
    private final IdGenerator ids;
    private final Roles roles;
    private final Events events = new Events();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile String frontendUrl;
    private volatile boolean hasOneUrl;
    private final Map<String, Table> tables = new LinkedHashMap<>();
    private final List<Runnable> seeds = new ArrayList<>();

    /** Makes an instance without any resource. */
    public Instance(InstanceSettings settings, InstanceClock clock, IdGenerator ids) {
        this.settings = settings;
        this.frontendUrl = "https://" + settings.frontendApi();
        this.clock = clock;
        this.ids = ids;
        this.roles = new Roles(this);
        indexUsers();
        table("organization").index("slug", text("slug"));
        table("organization membership")
                .index("organization_id", text("organization_id"))
                .index("user_id", text("user_id"));
        table("session").index("user_id", text("user_id")).index("client_id", text("client_id"));
        table("client token").index("client_id", text("client_id"));
        table("sign in").index("client_id", text("client_id"));
        table("sign up").index("client_id", text("client_id"));
        table("organization invitation")
                .index("organization_id", text("organization_id"))
                .index("email_address", lowerCase("email_address"));
        table("invitation").index("email_address", lowerCase("email_address"));
        table("picture").index("owner", text("owner"));
        table(Subscriptions.TABLE).index("subject", text("subject"));
        table(Subscriptions.ITEMS).index("subject", text("subject"));
        table(BillingPayments.TABLE).index("statement_id", text("statement_id"));
        table(BillingPrices.TABLE).index("plan_id", text("plan_id"));
        table(BillingDiscounts.REDEMPTIONS).index("subscription_item_id", text("subscription_item_id"));
    }

    private void indexUsers() {
        var users = table("user");
        for (var kind : Identifications.Kind.values()) {
            users.index(
                    kind.field(),
                    user -> kind.of(user).stream()
                            .map(value -> value.toLowerCase(Locale.ROOT))
                            .toList());
        }
        users.index("username", lowerCase("username")).index("external_id", lowerCase("external_id"));
        users.index(
                "external_account",
                user -> Json.objects(user, "external_accounts").stream()
                        .map(account -> Json.text(account, "provider") + "/" + Json.text(account, "provider_user_id"))
                        .toList());
    }

    private static Function<JsonObject, List<String>> text(String field) {
        return row -> UserFilter.valuesOf(row, field);
    }

    private static Function<JsonObject, List<String>> lowerCase(String field) {
        return row -> UserFilter.valuesOf(row, field).stream()
                .map(value -> value.toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Runs code while no other thread reads or changes the state. Code that runs under the lock may call it again. */
    public <T> T locked(Supplier<T> code) {
        lock.lock();
        try {
            return code.get();
        } finally {
            // The code may have changed what somebody waits for.
            changed.signalAll();
            lock.unlock();
        }
    }

    /**
     * Waits until code returns a value. The code runs now and after each change, while no other thread reads or changes
     * the state.
     *
     * @return the value, or null if the time is over before
     * @throws InterruptedException if the thread is interrupted
     */
    public <T> @Nullable T await(Supplier<? extends @Nullable T> code, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = TimeUnit.NANOSECONDS.convert(atMost);
            @Nullable T value = code.get();
            while (value == null && left > 0) {
                left = changed.awaitNanos(left);
                value = code.get();
            }
            return value;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the settings. */
    public InstanceSettings settings() {
        return settings;
    }

    /** Returns the URL that browsers reach the Frontend API at. */
    public String frontendUrl() {
        return frontendUrl;
    }

    /**
     * Sets the URL that browsers reach the Frontend API at, which is known once the server listens.
     *
     * @param isOnly whether browsers come by this URL alone: a proxy leads from there to the server
     */
    public void frontendUrl(String url, boolean isOnly) {
        frontendUrl = url;
        hasOneUrl = isOnly;
    }

    /** Returns the URL of the server as a caller knows it, who sent a request to a host. */
    public String urlFor(@Nullable String host) {
        return hasOneUrl || host == null ? frontendUrl : "http://" + host;
    }

    /** Returns the clock of this instance. */
    public InstanceClock clock() {
        return clock;
    }

    /** Returns the time of the instance's clock in milliseconds since the epoch. */
    public long now() {
        return clock.millis();
    }

    /** Returns the generator of ids. */
    public IdGenerator ids() {
        return ids;
    }

    /** Returns the roles that members of organizations can have. */
    public Roles roles() {
        return roles;
    }

    /** Returns the events of this instance. */
    public Events events() {
        return events;
    }

    /** Returns the table of a kind of resource. It is made on first use. */
    public Table table(String kind) {
        return tables.computeIfAbsent(kind, Table::new);
    }

    /** Returns all tables by their kind. */
    public Map<String, Table> tables() {
        return Collections.unmodifiableMap(tables);
    }

    /** Returns the users. Indexes, in lower case: email_address, phone_number, web3_wallet, username, external_id. */
    public Table users() {
        return table("user");
    }

    /** Returns the organizations. Index: slug. */
    public Table organizations() {
        return table("organization");
    }

    /** Returns the memberships, under {@link Memberships#key}. Indexes: organization_id, user_id. */
    public Table memberships() {
        return table("organization membership");
    }

    /** Returns the sessions. Indexes: user_id, client_id. */
    public Table sessions() {
        return table("session");
    }

    /** Returns the clients: browsers and apps. */
    public Table clients() {
        return table("client");
    }

    /** Returns the invitations to organizations. Indexes: organization_id, email_address in lower case. */
    public Table organizationInvitations() {
        return table("organization invitation");
    }

    /** Returns the invitations to the application. Index: email_address in lower case. */
    public Table invitations() {
        return table("invitation");
    }

    /** Sets fields of the resource that has an id. Returns whether there is one. */
    public boolean set(String id, JsonObject fields) {
        for (var table : List.copyOf(tables.values())) {
            var row = table.find(id);
            if (row != null) {
                fields.entrySet().forEach(field -> row.add(field.getKey(), field.getValue()));
                table.changed(id);
                return true;
            }
        }
        return false;
    }

    /** Adds resources that an empty instance has too: runs code now, and after each {@link #clear}. */
    public void seed(Runnable code) {
        seeds.add(code);
        code.run();
    }

    /** Removes all resources but those that an empty instance has. */
    public void clear() {
        tables.values().forEach(Table::clear);
        seeds.forEach(Runnable::run);
    }

    /** Returns all rows of all tables, as an object of arrays of objects with {@code id} and {@code row}. */
    public JsonObject snapshot() {
        var snapshot = new JsonObject();
        tables.forEach((kind, table) -> {
            var rows = new ArrayList<JsonObject>();
            table.byId().forEach((id, row) -> {
                var entry = new JsonObject();
                entry.addProperty("id", id);
                entry.add("row", row.deepCopy());
                rows.add(entry);
            });
            snapshot.add(kind, Json.array(rows));
        });
        return snapshot;
    }

    /** Replaces all rows of all tables by those of a snapshot. */
    public void restore(JsonObject snapshot) {
        // All of it is read before anything is removed.
        var rows = new LinkedHashMap<String, Map<String, JsonObject>>();
        for (var kind : snapshot.keySet()) {
            var byId = new LinkedHashMap<String, JsonObject>();
            for (var entry : Json.objects(snapshot, kind)) {
                byId.put(
                        entry.get("id").getAsString(), Json.object(entry, "row").deepCopy());
            }
            rows.put(kind, byId);
        }
        var before = rows();
        try {
            replaceAll(rows);
        } catch (RuntimeException damaged) {
            // A row that an index cannot read must not cost the state that was there.
            replaceAll(before);
            throw damaged;
        }
    }

    private Map<String, Map<String, JsonObject>> rows() {
        var rows = new LinkedHashMap<String, Map<String, JsonObject>>();
        tables.forEach((kind, table) -> rows.put(kind, new LinkedHashMap<>(table.byId())));
        return rows;
    }

    private void replaceAll(Map<String, Map<String, JsonObject>> rows) {
        tables.values().forEach(Table::clear);
        rows.forEach((kind, byId) -> byId.forEach(table(kind)::put));
    }
}
