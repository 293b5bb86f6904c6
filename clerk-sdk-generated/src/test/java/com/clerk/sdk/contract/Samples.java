package com.clerk.sdk.contract;

import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes JSON of the contract's types. No two texts and no two numbers in it are the same. */
final class Samples {
    /** Stands in every text but ids and fixed words. */
    static final String CANARY = "canary";

    static final String WORD_OF_TOMORROW = "word_of_tomorrow";
    static final String KIND_OF_TOMORROW = "kind_of_tomorrow";
    static final String FIELD_OF_TOMORROW = "field_of_tomorrow";

    private static final long SECONDS = 1_800_000_000L;
    private static final int LONG_LISTS_UNTIL = 2;

    /** How the JSON is made. */
    enum Variety {
        /** Every field has a value. */
        WHOLE,
        /** Every field that Clerk always sends has a value. */
        REQUIRED,
        /** Every object has a field that the contract does not know. */
        UNKNOWN_FIELDS,
        /** Every enum has a value that the contract does not know. */
        UNKNOWN_WORDS,
        /** Every union is of a kind that the contract does not know. */
        UNKNOWN_KINDS,
        /** Every plain value is null, and every list and map has a null in it. */
        NULLS
    }

    private final Variety variety;
    private final Deque<String> open = new ArrayDeque<>();
    private int count;

    Samples(Variety variety) {
        this.variety = variety;
    }

    static JsonValue whole(Schema schema) {
        return new Samples(Variety.WHOLE).of(schema);
    }

    /** Makes values that are of other types than a field. */
    static List<JsonValue> ofOtherTypes(Schema schema) {
        var text = JsonValue.of(CANARY);
        var number = JsonValue.of(7);
        return switch (schema.kind()) {
            case ANY, OBJECT -> List.of();
            case TEXT, ENUM ->
                List.of(number, JsonValue.of(true), JsonValue.of(List.of(CANARY)), JsonValue.EMPTY_OBJECT);
            case BOOL -> List.of(text, number);
            case INTEGER -> List.of(text, JsonValue.of(true), JsonValue.of(1.5));
            case DECIMAL -> List.of(text, JsonValue.of(true));
            case TIME ->
                schema.node().text("x-clerk-timestamp").equals("date-time")
                        ? List.of(text, number)
                        : List.of(text, JsonValue.of(Map.of(CANARY, 1)));
            case LIST -> listsOfOtherTypes(schema);
            case MAP -> List.of(text, JsonValue.of(List.of(1)));
            default -> List.of(text, number, JsonValue.of(List.of(Map.of(CANARY, 1))));
        };
    }

    private static List<JsonValue> listsOfOtherTypes(Schema schema) {
        var lists = new ArrayList<>(List.of(JsonValue.of(CANARY), JsonValue.EMPTY_OBJECT));
        var one = whole(schema).items();
        for (var odd : ofOtherTypes(schema.items())) {
            lists.add(JsonValue.of(List.of(odd)));
            if (!one.isEmpty()) {
                lists.add(JsonValue.of(List.of(one.get(0), odd, one.get(0))));
            }
        }
        return lists;
    }

    /** Makes one value; a type within itself is left out. */
    JsonValue of(Schema schema) {
        return JsonValue.of(value(schema));
    }

    private @Nullable Object value(Schema use) {
        var schema = use.target();
        return switch (use.kind()) {
            case TEXT -> text(schema);
            case BOOL ->
                schema.node().has("enum") ? schema.node().values("enum").get(0) : (Object) (next() % 2 == 0);
            case INTEGER -> next();
            case DECIMAL -> next() + 0.25;
            case TIME -> time(schema);
            case ANY, OBJECT -> anything();
            case LIST -> list(schema.items());
            case MAP -> map(schema.mapValues());
            case ENUM -> variety == Variety.UNKNOWN_WORDS ? WORD_OF_TOMORROW : any(schema.enumValues());
            case UNION -> union(schema);
            case PAGE -> schema.node().has("oneOf") ? value(choice(schema)) : object(schema);
            case MODEL, ENVELOPE, EVENT -> object(schema);
            case PARAMS, FILE -> throw new IllegalArgumentException(use + " is never answered");
        };
    }

    private Object text(Schema schema) {
        return schema.node().has("enum") ? schema.enumValues().get(0) : CANARY + "-" + next();
    }

    private Object time(Schema schema) {
        long seconds = SECONDS + next();
        return switch (schema.node().text("x-clerk-timestamp")) {
            case "millis" -> seconds * 1000 + 7;
            case "seconds" -> seconds;
            case "date-time" ->
                java.time.Instant.ofEpochMilli(seconds * 1000 + 7).toString();
            default -> throw new IllegalStateException("no such unit: " + schema.node());
        };
    }

    private Object anything() {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put(CANARY + "_key", CANARY + "-" + next());
        content.put("list", List.of(next(), true, Map.of(), List.of()));
        content.put("nothing", null);
        return content;
    }

    private Object list(Schema items) {
        var list = new ArrayList<@Nullable Object>();
        for (int i = open.size() < LONG_LISTS_UNTIL ? 2 : 1; i > 0; i--) {
            var item = value(items);
            if (item != null) {
                list.add(item);
            }
        }
        if (variety == Variety.NULLS && items.kind() != Schema.Kind.ANY && items.kind() != Schema.Kind.OBJECT) {
            list.add(null);
        }
        return list;
    }

    private Object map(Schema values) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        var value = value(values);
        if (value != null) {
            map.put(CANARY + "-" + next(), value);
        }
        if (variety == Variety.NULLS) {
            map.put("nothing", null);
        }
        return map;
    }

    private @Nullable Map<String, @Nullable Object> object(Schema schema) {
        if (open.contains(schema.typeName())) {
            return null;
        }
        open.push(schema.typeName());
        var object = new LinkedHashMap<String, @Nullable Object>();
        for (var field : schema.fields()) {
            fill(object, field);
        }
        if (variety == Variety.UNKNOWN_FIELDS) {
            object.put(FIELD_OF_TOMORROW, anything());
        }
        open.pop();
        return object;
    }

    private void fill(Map<String, @Nullable Object> object, Field field) {
        if (variety == Variety.REQUIRED && !field.required() && field.owner().kind() == Schema.Kind.MODEL) {
            return;
        }
        if (variety == Variety.NULLS && isPlain(field.schema())) {
            object.put(field.wire(), null);
            return;
        }
        if (field.wire().equals("id") && field.schema().kind() == Schema.Kind.TEXT) {
            object.put("id", "id_" + next());
            return;
        }
        var value = value(field.schema());
        if (value != null) {
            object.put(field.wire(), value);
        }
    }

    private static boolean isPlain(Schema schema) {
        return switch (schema.kind()) {
            case LIST, MAP, MODEL, UNION, PAGE, ENVELOPE -> false;
            default -> true;
        };
    }

    private @Nullable Object union(Schema schema) {
        var union = new Union(schema);
        if (variety == Variety.UNKNOWN_KINDS) {
            var unknown = new LinkedHashMap<String, @Nullable Object>();
            unknown.put("more", anything());
            unknown.put(
                    union.isByPresence() ? KIND_OF_TOMORROW : union.selectors().get(0), KIND_OF_TOMORROW);
            return unknown;
        }
        var members = union.members();
        var member = members.get((int) (next() % members.size()));
        var object = object(member.schema());
        if (object != null) {
            union.mark(object, member);
        }
        return object;
    }

    private static Schema choice(Schema schema) {
        return new Schema(schema.contract(), null, schema.node().nodes("oneOf").get(0));
    }

    private String any(List<String> values) {
        return values.get((int) (next() % values.size()));
    }

    private long next() {
        count++;
        return count;
    }
}
