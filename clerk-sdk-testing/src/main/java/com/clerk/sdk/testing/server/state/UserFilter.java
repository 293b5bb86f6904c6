package com.clerk.sdk.testing.server.state;

import com.clerk.sdk.testing.server.http.Json;
import com.clerk.sdk.testing.server.http.Query;
import com.clerk.sdk.testing.server.http.SortOrder;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Selects the users of a list or a count by the query, and names their sort keys. */
public final class UserFilter {
    public static final SortOrder.Keys ORDER = new SortOrder.Keys(Map.of(
            "created_at", SortOrder.number("created_at"),
            "updated_at", SortOrder.number("updated_at"),
            "last_active_at", SortOrder.number("last_active_at"),
            "last_sign_in_at", SortOrder.number("last_sign_in_at"),
            "first_name", SortOrder.text("first_name"),
            "last_name", SortOrder.text("last_name"),
            "username", SortOrder.text("username"),
            "email_address", firstOf(Identifications.Kind.EMAIL_ADDRESS),
            "phone_number", firstOf(Identifications.Kind.PHONE_NUMBER),
            "web3wallet", firstOf(Identifications.Kind.WEB3_WALLET)));

    private static final Set<String> UNFILTERED = Set.of("limit", "offset", "order_by", "starting_after");
    private static final List<String> INDEXES = List.of(
            "user_id", "email_address", "phone_number", "username", "web3_wallet", "external_id", "organization_id");

    private final Instance instance;

    public UserFilter(Instance instance) {
        this.instance = instance;
    }

    public static Function<JsonObject, @Nullable Object> firstOf(Identifications.Kind kind) {
        return user -> kind.of(user).stream().findFirst().orElse(null);
    }

    /** Returns whether all users meet a query: it has no condition. */
    public static boolean selectsAll(Query query) {
        return query.hasOnly(UNFILTERED);
    }

    /**
     * Returns users among which are all that meet the conditions of a query: those that an index has for one of them,
     * else all.
     */
    public Collection<JsonObject> candidates(Query query) {
        // A cursor need not meet the conditions.
        if (query.has("starting_after")) {
            return instance.users().all();
        }
        for (var index : INDEXES) {
            var wanted = query.all(index);
            if (!wanted.isEmpty() && wanted.stream().noneMatch(text -> text.startsWith("-"))) {
                return wanted.stream()
                        .flatMap(text -> byIndex(index, text).stream())
                        .distinct()
                        .toList();
            }
        }
        return instance.users().all();
    }

    private List<JsonObject> byIndex(String index, String text) {
        return switch (index) {
            case "user_id" ->
                Stream.ofNullable(instance.users().find(withoutSign(text))).toList();
            case "organization_id" -> membersOf(withoutSign(text));
            case "external_id" -> instance.users().by(index, withoutSign(text).toLowerCase(Locale.ROOT));
            default -> instance.users().by(index, text.toLowerCase(Locale.ROOT));
        };
    }

    private List<JsonObject> membersOf(String organizationId) {
        return instance.memberships().by("organization_id", organizationId).stream()
                .map(membership ->
                        instance.users().get(membership.get("user_id").getAsString()))
                .toList();
    }

    /**
     * Returns whether a user meets all conditions of the query. A condition with several values asks for any of them.
     */
    public Predicate<JsonObject> of(Query query) {
        var conditions = new ArrayList<Predicate<JsonObject>>();
        for (var kind : Identifications.Kind.values()) {
            conditions.add(isAnyOf(query.all(kind.field()), kind::of));
        }
        conditions.add(isAnyOf(query.all("username"), user -> valuesOf(user, "username")));
        conditions.add(includeExclude(query.all("external_id"), user -> valuesOf(user, "external_id")));
        conditions.add(includeExclude(query.all("user_id"), user -> valuesOf(user, "id")));
        conditions.add(includeExclude(query.all("organization_id"), this::organizationIds));
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
        conditions.add(contains(query.first("username_query"), user -> valuesOf(user, "username")));
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
        return instance.memberships().by("user_id", user.get("id").getAsString()).stream()
                .map(membership -> membership.get("organization_id").getAsString())
                .toList();
    }

    private static Predicate<JsonObject> isAnyOf(List<String> wanted, Function<JsonObject, List<String>> values) {
        return wanted.isEmpty()
                ? user -> true
                : user -> values.apply(user).stream()
                        .anyMatch(value -> wanted.stream().anyMatch(value::equalsIgnoreCase));
    }

    /** Matches entries by values that may begin with a plus, or with a minus to exclude the entries that have them. */
    public static Predicate<JsonObject> includeExclude(List<String> wanted, Function<JsonObject, List<String>> values) {
        var excluded = wanted.stream()
                .filter(text -> text.startsWith("-"))
                .map(text -> text.substring(1))
                .toList();
        var included = wanted.stream()
                .filter(text -> !text.startsWith("-"))
                .map(UserFilter::withoutSign)
                .toList();
        return entry -> {
            var own = values.apply(entry);
            return own.stream().noneMatch(excluded::contains)
                    && (included.isEmpty() || own.stream().anyMatch(included::contains));
        };
    }

    /** Returns a value without the plus that it may begin with. */
    public static String withoutSign(String text) {
        // A plus that was not percent-encoded arrives as a space.
        return text.startsWith("+") || text.startsWith(" ") ? text.substring(1) : text;
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
        var texts = Stream.concat(valuesOf(user, "id").stream(), valuesOf(user, "username").stream());
        return Stream.of(identifications, texts, names(user).stream())
                .flatMap(stream -> stream)
                .toList();
    }

    private static List<String> names(JsonObject user) {
        var first = valuesOf(user, "first_name");
        var last = valuesOf(user, "last_name");
        var full = String.join(" ", Stream.concat(first.stream(), last.stream()).toList());
        return full.isEmpty() ? List.of() : List.of(full);
    }

    public static List<String> valuesOf(JsonObject entry, String field) {
        var text = Json.text(entry, field);
        return text == null ? List.of() : List.of(text);
    }
}
