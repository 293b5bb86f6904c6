package com.clerk.sdk.testing.server.backend;

import com.clerk.sdk.testing.server.contract.CheckedRequest;
import com.clerk.sdk.testing.server.contract.Contract;
import com.clerk.sdk.testing.server.contract.Field;
import com.clerk.sdk.testing.server.contract.Type;
import com.clerk.sdk.testing.server.http.ErrorResponseException;
import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.clerk.sdk.testing.server.state.Table;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Selects and orders the resources of a list by the query of a request. */
final class Lists {
    /** The parameters that choose a page of a list and its order, and no rows. */
    static final Set<String> PAGING = Set.of("limit", "offset", "order_by", "paginated");

    private Lists() {}

    /**
     * Returns the resources that a request asks for, in its order. A parameter that has the name of a field selects by
     * it; several values ask for any of them, and a value after a minus excludes. The parameter {@code query} searches
     * the given fields.
     */
    static List<JsonObject> of(
            CheckedRequest request, Contract contract, Collection<JsonObject> rows, List<String> searched) {
        var type = contract.type(request.operation().result());
        var parameters = contract.parameters(request.operation());
        var conditions = new ArrayList<Predicate<JsonObject>>();
        for (var parameter : parameters.fields().values()) {
            if (type.fields().containsKey(parameter.name())) {
                conditions.add(hasAny(parameter.name(), values(request, parameter)));
            }
        }
        conditions.add(contains(request.query().first("query"), searched));
        var matches = conditions.stream().reduce(row -> true, Predicate::and);
        return ordered(request, type, parameters, rows.stream().filter(matches).toList());
    }

    private static List<String> values(CheckedRequest request, Field parameter) {
        var values = request.query().all(parameter.name());
        return parameter.separator().isEmpty()
                ? values
                : values.stream()
                        .flatMap(text -> List.of(text.split(parameter.separator(), -1)).stream())
                        .toList();
    }

    /**
     * Returns the rows of a table that a request asks for, in its order. Without a condition, and in the order of
     * creation, this is a view of the table: its page costs no more than the page.
     */
    static List<JsonObject> of(CheckedRequest request, Contract contract, Table table, List<String> searched) {
        var type = contract.type(request.operation().result());
        var parameters = contract.parameters(request.operation());
        if (request.query().hasOnly(PAGING) && isNumber(type.fields().get(SortOrder.CREATED_AT))) {
            var order = order(request, type, parameters);
            if (order.isByCreation()) {
                return table.byCreation(order.descending());
            }
        }
        return of(request, contract, table.all(), searched);
    }

    private static boolean isNumber(@Nullable Field field) {
        return field != null && (field.type().equals("integer") || field.type().equals("millis"));
    }

    private static SortOrder order(CheckedRequest request, Type type, Type parameters) {
        var orderBy = parameters.fields().get("order_by");
        return orderBy == null
                ? SortOrder.NEWEST_FIRST
                : SortOrder.of(request.query(), new SortOrder.Keys(readers(type)), orderBy.fallback());
    }

    /** Orders rows by the parameter {@code order_by}; without it by its default, else newest first. */
    static List<JsonObject> ordered(CheckedRequest request, Type type, Type parameters, List<JsonObject> rows) {
        var keys =
                parameters.fields().containsKey("order_by") ? new SortOrder.Keys(readers(type)) : SortOrder.BY_CREATION;
        return order(request, type, parameters).sort(rows, keys);
    }

    private static Map<String, Function<JsonObject, @Nullable Object>> readers(Type type) {
        var readers = new HashMap<String, Function<JsonObject, @Nullable Object>>();
        for (var field : type.fields().values()) {
            switch (field.type()) {
                case "string" -> readers.put(field.name(), SortOrder.text(field.name()));
                case "integer", "millis" -> readers.put(field.name(), SortOrder.number(field.name()));
                default -> {}
            }
        }
        return readers;
    }

    private static Predicate<JsonObject> hasAny(String field, List<String> wanted) {
        var excluded = wanted.stream()
                .filter(text -> text.startsWith("-"))
                .map(text -> text.substring(1))
                .toList();
        var included = wanted.stream().filter(text -> !text.startsWith("-")).toList();
        return row -> {
            var own = textsOf(row, field);
            return own.stream().noneMatch(excluded::contains)
                    && (included.isEmpty() || own.stream().anyMatch(included::contains));
        };
    }

    /** Matches rows one of whose fields contains a text in any letter case, or whose id is the text. */
    static Predicate<JsonObject> contains(@Nullable String text, List<String> fields) {
        if (text == null || text.isEmpty()) {
            return row -> true;
        }
        var part = text.toLowerCase(Locale.ROOT);
        return row -> text.equals(Json.text(row, "id"))
                || fields.stream()
                        .flatMap(field -> textsOf(row, field).stream())
                        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(part));
    }

    /** Returns the texts of a field: none, one, or the elements of an array. */
    static List<String> textsOf(JsonObject row, String field) {
        var value = Json.value(row, field);
        if (value == null) {
            return List.of();
        }
        return value.isJsonArray()
                ? value.getAsJsonArray().asList().stream()
                        .filter(JsonElement::isJsonPrimitive)
                        .map(JsonElement::getAsString)
                        .toList()
                : primitive(value);
    }

    private static List<String> primitive(JsonElement value) {
        return value.isJsonPrimitive() ? List.of(value.getAsString()) : List.of();
    }

    /** Returns the error for a resource that does not exist, named by a parameter of the body. */
    static ErrorResponseException unknown(String kind, String parameter) {
        return ErrorResponseException.unprocessable(
                "form_resource_not_found", "There is no " + kind + " with this id.", parameter);
    }
}
