package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.Instance;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.Duration;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/** Machines, their secret keys, and which other machines each may call. */
final class MachinesResource {
    private static final String SCOPES = "scoped_machines";
    private static final String SECRET = "secret_key";
    private static final String PREVIOUS = "previous_secret_key";
    private static final String PREVIOUS_END = "previous_secret_key_ends_at";
    private static final int MAX_SCOPES = 150;
    private static final int TOKEN_SECONDS = 3600;

    private final Backend backend;
    private final Instance instance;
    private final Resource machines;

    MachinesResource(Backend backend) {
        this.backend = backend;
        this.instance = backend.instance();
        this.machines = new Resource(backend, "machines", "MachineWithSecretKey", "mch_")
                .searched("name")
                .onCreate(this::complete)
                .onDelete(this::removeFromScopes)
                .shownAs(this::withMachines);
        machines.table().index(SECRET, row -> Lists.textsOf(row, SECRET));
        machines.table().index(PREVIOUS, row -> Lists.textsOf(row, PREVIOUS));
    }

    void register() {
        machines.register();
        var operations = backend.operations();
        operations.add("machines.getSecretKey", request -> secretKey(machines.get(request)));
        operations.add("machines.rotateSecretKey", this::rotate);
        operations.add("machines.createScope", this::createScope);
        operations.add("machines.deleteScope", this::deleteScope);
    }

    /** Returns the machine that has a secret key now, or null. */
    static @Nullable JsonObject bySecretKey(Instance instance, String key) {
        var machines = instance.table("machine");
        var machine = machines.firstBy(SECRET, key);
        if (machine != null) {
            return machine;
        }
        var previous = machines.firstBy(PREVIOUS, key);
        return previous != null && Json.number(previous, PREVIOUS_END) > instance.now() ? previous : null;
    }

    private void complete(JsonObject row, CheckedRequest request) {
        row.addProperty("instance_id", InstanceSettingsResource.INSTANCE_ID);
        row.addProperty(SECRET, instance.ids().key("ak_"));
        if (Json.value(row, "default_token_ttl") == null) {
            row.addProperty("default_token_ttl", TOKEN_SECONDS);
        }
        // Each id once, of machines that exist.
        var ids = new HashSet<String>();
        var scopes = new JsonArray();
        for (var id : Lists.textsOf(row, SCOPES)) {
            if (machines.table().find(id) == null) {
                throw Lists.unknown("machine", SCOPES);
            }
            if (ids.add(id)) {
                scopes.add(id);
            }
        }
        row.add(SCOPES, scopes);
    }

    /** Returns a machine as it is sent: the machines that it may call in full, which are stored by id here. */
    private JsonObject withMachines(JsonObject row) {
        var shown = row.deepCopy();
        var scoped = new JsonArray();
        for (var id : Lists.textsOf(row, SCOPES)) {
            var machine = machines.table().get(id).deepCopy();
            machine.keySet().removeIf(name -> name.equals(SCOPES) || name.contains(SECRET));
            scoped.add(machine);
        }
        shown.add(SCOPES, scoped);
        return shown;
    }

    private void removeFromScopes(JsonObject row) {
        var id = row.get("id");
        machines.table().all().forEach(other -> other.getAsJsonArray(SCOPES).remove(id));
    }

    private static JsonObject secretKey(JsonObject machine) {
        var key = new JsonObject();
        key.addProperty("object", "machine_secret_key");
        key.add("secret", machine.get(SECRET));
        return key;
    }

    private JsonObject rotate(CheckedRequest request) {
        var machine = machines.get(request);
        var seconds = Json.number(request.body(), "previous_token_ttl");
        machine.add(PREVIOUS, machine.get(SECRET));
        machine.addProperty(
                PREVIOUS_END, instance.now() + Duration.ofSeconds(seconds).toMillis());
        machine.addProperty(SECRET, instance.ids().key("ak_"));
        machines.touch(machine);
        return secretKey(machine);
    }

    private JsonObject createScope(CheckedRequest request) {
        var machine = machines.get(request);
        var other = machines.table().get(request.required("to_machine_id")).get("id");
        var scopes = machine.getAsJsonArray(SCOPES);
        if (scopes.contains(other)) {
            throw new ErrorResponseException(409, "conflict", "The machine has this scope already.");
        }
        if (scopes.size() >= MAX_SCOPES) {
            throw new ErrorResponseException(
                    403, "quota_exceeded", "The machine has " + MAX_SCOPES + " scopes, as many as it can have.");
        }
        scopes.add(other);
        machines.touch(machine);
        var scope = scope(request, other.getAsString());
        scope.addProperty("created_at", instance.now());
        return scope;
    }

    private JsonObject deleteScope(CheckedRequest request) {
        var machine = machines.get(request);
        var other = request.variable("other_machine_id");
        if (!machine.getAsJsonArray(SCOPES).remove(new JsonPrimitive(other))) {
            throw ErrorResponseException.notFound("scope for the machine", other);
        }
        machines.touch(machine);
        var scope = scope(request, other);
        scope.addProperty("deleted", true);
        return scope;
    }

    private static JsonObject scope(CheckedRequest request, String other) {
        var scope = new JsonObject();
        scope.addProperty("object", "machine_scope");
        scope.addProperty("from_machine_id", request.variable("machine_id"));
        scope.addProperty("to_machine_id", other);
        return scope;
    }
}
