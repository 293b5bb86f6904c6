package com.clerk.sdk.testing;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which users a list or a count is about, and in what order. */
final class UserFilter {
    static final Order.Keys ORDER = new Order.Keys(Map.of(
            "created_at", Order.number("created_at"),
            "updated_at", Order.number("updated_at"),
            "last_active_at", Order.number("last_active_at"),
            "last_sign_in_at", Order.number("last_sign_in_at"),
            "first_name", Order.text("first_name"),
            "last_name", Order.text("last_name"),
            "username", Order.text("username"),
            "email_address", firstOf(Identifications.Kind.EMAIL_ADDRESS),
            "phone_number", firstOf(Identifications.Kind.PHONE_NUMBER),
            "web3wallet", firstOf(Identifications.Kind.WEB3_WALLET)));

    private final Store store;

    UserFilter(Store store) {
        this.store = store;
    }

    static Function<JsonObject, @Nullable Object> firstOf(Identifications.Kind kind) {
        return user -> kind.of(user).stream().findFirst().orElse(null);
    }

    /** All of the query's conditions on a user must hold; those that list several values ask for any of them. */
    Predicate<JsonObject> of(Query query) {
        var conditions = new ArrayList<Predicate<JsonObject>>();
        for (var kind : Identifications.Kind.values()) {
            conditions.add(isAnyOf(query.all(kind.field()), kind::of));
        }
        conditions.add(isAnyOf(query.all("username"), user -> listed(user, "username")));
        conditions.add(signed(query.all("external_id"), user -> listed(user, "external_id")));
        conditions.add(signed(query.all("user_id"), user -> listed(user, "id")));
        conditions.add(signed(query.all("organization_id"), this::organizationIds));
        addTextConditions(conditions, query);
        addTimeConditions(conditions, query);
        if (query.has("banned")) {
            var banned = query.flag("banned");
            conditions.add(user -> Json.flag(user, "banned") == banned);
        }
        if (query.has("provider") || query.has("provider_user_id")) {
            conditions.add(noUserHasAnExternalAccountHere -> false);
        }
        return conditions.stream().reduce(user -> true, Predicate::and);
    }

    private static void addTextConditions(List<Predicate<JsonObject>> conditions, Query query) {
        conditions.add(contains(query.first("query"), UserFilter::searchable));
        conditions.add(contains(query.first("email_address_query"), Identifications.Kind.EMAIL_ADDRESS::of));
        conditions.add(contains(query.first("phone_number_query"), Identifications.Kind.PHONE_NUMBER::of));
        conditions.add(contains(query.first("username_query"), user -> listed(user, "username")));
        conditions.add(contains(query.first("name_query"), UserFilter::names));
    }

    private static void addTimeConditions(List<Predicate<JsonObject>> conditions, Query query) {
        for (var field : List.of("created_at", "last_active_at", "last_sign_in_at")) {
            query.number(field + "_before")
                    .ifPresent(limit -> conditions.add(user -> isSet(user, field) && Json.number(user, field) < limit));
            query.number(field + "_after")
                    .ifPresent(limit -> conditions.add(user -> isSet(user, field) && Json.number(user, field) > limit));
        }
        query.number("last_active_at_since")
                .ifPresent(limit -> conditions.add(
                        user -> isSet(user, "last_active_at") && Json.number(user, "last_active_at") >= limit));
    }

    private static boolean isSet(JsonObject user, String field) {
        return Json.value(user, field) != null;
    }

    private List<String> organizationIds(JsonObject user) {
        var id = Json.text(user, "id");
        return store.memberships().all(membership -> Objects.equals(id, Json.text(membership, "user_id"))).stream()
                .map(membership -> membership.get("organization_id").getAsString())
                .toList();
    }

    private static Predicate<JsonObject> isAnyOf(List<String> wanted, Function<JsonObject, List<String>> values) {
        return wanted.isEmpty()
                ? user -> true
                : user -> values.apply(user).stream()
                        .anyMatch(value -> wanted.stream().anyMatch(value::equalsIgnoreCase));
    }

    /** Each wanted value may have a plus before it, or a minus, which leaves out whoever has it. */
    static Predicate<JsonObject> signed(List<String> wanted, Function<JsonObject, List<String>> values) {
        var excluded = wanted.stream()
                .filter(text -> text.startsWith("-"))
                .map(text -> text.substring(1))
                .toList();
        var included = wanted.stream()
                .filter(text -> !text.startsWith("-"))
                // A plus that was not percent-encoded arrives as a space.
                .map(text -> text.startsWith("+") || text.startsWith(" ") ? text.substring(1) : text)
                .toList();
        return entry -> {
            var own = values.apply(entry);
            return own.stream().noneMatch(excluded::contains)
                    && (included.isEmpty() || own.stream().anyMatch(included::contains));
        };
    }

    private static Predicate<JsonObject> contains(@Nullable String part, Function<JsonObject, List<String>> values) {
        if (part == null || part.isEmpty()) {
            return user -> true;
        }
        var wanted = part.toLowerCase(Locale.ROOT);
        return user -> values.apply(user).stream()
                .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static List<String> searchable(JsonObject user) {
        var identifications = Stream.of(Identifications.Kind.values()).flatMap(kind -> kind.of(user).stream());
        var texts = Stream.concat(listed(user, "id").stream(), listed(user, "username").stream());
        return Stream.of(identifications, texts, names(user).stream())
                .flatMap(stream -> stream)
                .toList();
    }

    private static List<String> names(JsonObject user) {
        var first = listed(user, "first_name");
        var last = listed(user, "last_name");
        var full = String.join(" ", Stream.concat(first.stream(), last.stream()).toList());
        return full.isEmpty() ? List.of() : List.of(full);
    }

    static List<String> listed(JsonObject entry, String field) {
        var text = Json.text(entry, field);
        return text == null ? List.of() : List.of(text);
    }
}
