package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Operations.Handler;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.state.DeletedObject;
import com.clerk.sdk.testing.server.state.Instance;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The usual operations on one kind of resource: create, list, get, update and delete, as far as the contract has them
 * in a group. Declared in a few words, then registered:
 *
 * <pre>{@code
 * new Resource(backend, "redirectUrls", "RedirectUrl", "ru_").unique("url").register();
 * }</pre>
 *
 * <p>A resource has the fields that its type requires, and the fields of the body of the same names.
 */
final class Resource {
    private final Backend backend;
    private final Instance instance;
    private final String group;
    private final String type;
    private final String prefix;
    private final Table table;
    private final List<String> unique = new ArrayList<>();
    private List<String> events = List.of();
    private List<String> searched = List.of();
    private BiConsumer<JsonObject, CheckedRequest> creation = (row, request) -> {};
    private BiConsumer<JsonObject, CheckedRequest> change = (row, request) -> {};
    private BiConsumer<JsonObject, JsonObject> effect = (old, changed) -> {};
    private Consumer<JsonObject> removal = row -> {};
    private UnaryOperator<JsonObject> view = UnaryOperator.identity();

    /**
     * Declares a kind of resource.
     *
     * @param backend the shared parts
     * @param group the group of operations, such as {@code redirectUrls}
     * @param type the type of the resource with all of its fields, such as {@code RedirectUrl}
     * @param prefix the prefix of its ids, such as {@code ru_}
     */
    Resource(Backend backend, String group, String type, String prefix) {
        this.backend = backend;
        this.instance = backend.instance();
        this.group = group;
        this.type = type;
        this.prefix = prefix;
        this.table = instance.table(kind(type));
    }

    private static String kind(String type) {
        return type.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replace(" with secret key", "")
                .replace(" with secret", "");
    }

    /** Refuses a resource whose field has the value of another one. */
    Resource unique(String... fields) {
        for (var field : fields) {
            unique.add(field);
            table.index(field, row -> Lists.textsOf(row, field));
        }
        return this;
    }

    /** Names the events that are published, such as {@code role.created}. */
    Resource events(String... types) {
        events = List.of(types);
        return this;
    }

    /** Names the fields that the parameter {@code query} searches. */
    Resource searched(String... fields) {
        searched = List.of(fields);
        return this;
    }

    /** Completes a new resource, after the fields of the body are copied, before it is stored. */
    Resource onCreate(BiConsumer<JsonObject, CheckedRequest> code) {
        creation = code;
        return this;
    }

    /**
     * Checks and completes a new or changed resource, after the fields of the body are copied, before it is stored. The
     * code must not change other resources: this one may still be refused.
     */
    Resource onChange(BiConsumer<JsonObject, CheckedRequest> code) {
        change = code;
        return this;
    }

    /** Changes other resources with this one, once the change is accepted. The code gets the old and the new state. */
    Resource onAccepted(BiConsumer<JsonObject, JsonObject> code) {
        effect = code;
        return this;
    }

    /** Checks or cleans up before a resource is deleted. */
    Resource onDelete(Consumer<JsonObject> code) {
        removal = code;
        return this;
    }

    /** Computes the resource as it is sent from the one that is stored. */
    Resource shownAs(UnaryOperator<JsonObject> code) {
        view = code;
        return this;
    }

    /** Registers the usual operations that the contract has. */
    Resource register() {
        add("create", request -> show(create(request)));
        add("get", request -> show(get(request)));
        add("update", request -> show(update(get(request), request)));
        add("delete", this::delete);
        if (contract().has(group + ".list")) {
            backend.operations().addList(group + ".list", this::list, view);
        }
        return this;
    }

    private void add(String method, Handler handler) {
        if (contract().has(group + "." + method)) {
            backend.operations().add(group + "." + method, handler);
        }
    }

    private Contract contract() {
        return backend.operations().contract();
    }

    /** Registers another operation of the group, on one resource, which its path names. */
    Resource action(String method, BiConsumer<JsonObject, CheckedRequest> code) {
        backend.operations().add(group + "." + method, request -> {
            var row = get(request);
            code.accept(row, request);
            return show(touch(row));
        });
        return this;
    }

    /** Returns the table of these resources. */
    Table table() {
        return table;
    }

    /** Returns a resource as it is sent. */
    JsonObject show(JsonObject row) {
        return view.apply(row);
    }

    /** Returns the resource that the path of a request names by its last variable. */
    JsonObject get(CheckedRequest request) {
        return table.get(idOf(request));
    }

    private static String idOf(CheckedRequest request) {
        var path = request.operation().path();
        var start = path.indexOf('{');
        return request.variable(path.substring(start + 1, path.indexOf('}', start)));
    }

    private JsonObject create(CheckedRequest request) {
        return insert(newRow(request, request.body()));
    }

    /** Returns a new resource that is not stored yet, made from a body, which may be one of several in a request. */
    JsonObject newRow(CheckedRequest request, JsonObject body) {
        var row = backend.rows().make(type, instance.now());
        row.addProperty("id", instance.ids().id(prefix));
        backend.rows().copy(body, row, type);
        creation.accept(row, request);
        change.accept(row, request);
        requireUnique(row);
        return row;
    }

    /** Stores a new resource, and publishes its event. */
    JsonObject insert(JsonObject row) {
        table.put(id(row), row);
        publish(".created", show(row));
        return row;
    }

    /** Changes a resource as the body of a request asks for, or leaves it as it is if the request is refused. */
    JsonObject update(JsonObject row, CheckedRequest request) {
        var changed = row.deepCopy();
        backend.rows().copy(request.body(), changed, type);
        change.accept(changed, request);
        requireUnique(changed);
        effect.accept(row, changed);
        changed.entrySet().forEach(field -> row.add(field.getKey(), field.getValue()));
        return touch(row);
    }

    /** Notes that a resource was changed, and publishes its event. */
    JsonObject touch(JsonObject row) {
        row.addProperty("updated_at", instance.now());
        table.changed(id(row));
        publish(".updated", show(row));
        return row;
    }

    private JsonObject delete(CheckedRequest request) {
        var row = get(request);
        removal.accept(row);
        table.remove(id(row));
        var deleted = DeletedObject.of(row);
        publish(".deleted", deleted);
        return deleted;
    }

    private void publish(String change, JsonObject data) {
        events.stream()
                .filter(type -> type.endsWith(change))
                .forEach(type -> instance.events().publish(type, data));
    }

    private List<JsonObject> list(CheckedRequest request) {
        return Lists.of(request, contract(), table, searched);
    }

    private void requireUnique(JsonObject row) {
        for (var field : unique) {
            var value = Json.text(row, field);
            if (value != null && isTaken(row, field, value)) {
                throw ErrorResponseException.taken(field.replace('_', ' '), field);
            }
        }
    }

    private boolean isTaken(JsonObject row, String field, String value) {
        return table.by(field, value).stream().anyMatch(other -> !Objects.equals(id(other), id(row)));
    }

    static String id(JsonObject row) {
        return row.get("id").getAsString();
    }
}
