package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.clerk.sdk.runtime.OpenEnum;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Compares what generated code made of JSON with what the contract says about it. */
final class Expected {
    private Expected() {}

    static Codec<?> codec(Schema schema) {
        return (Codec<?>) Java.constant(schema.javaType(), "CODEC");
    }

    static Object read(Schema schema, JsonValue json) {
        return codec(schema).fromJson(json.toJson());
    }

    static void check(Schema schema, JsonValue json, @Nullable Object actual) {
        check(schema, json, actual, schema.toString());
    }

    private static void check(Schema schema, JsonValue json, @Nullable Object actual, String path) {
        switch (schema.kind()) {
            case TEXT -> assertThat(actual).as(path).isEqualTo(json.asString());
            case BOOL -> assertThat(actual).as(path).isEqualTo(json.asBoolean());
            case INTEGER -> assertThat(actual).as(path).isEqualTo(json.asLong());
            case DECIMAL -> assertThat(actual).as(path).isEqualTo(json.asDouble());
            case TIME -> assertThat(actual).as(path).isEqualTo(time(schema, json));
            case ANY, OBJECT -> assertThat(actual).as(path).isEqualTo(json);
            case LIST -> checkList(schema.items(), json, actual, path);
            case MAP -> checkMap(schema.mapValues(), json, actual, path);
            case ENUM -> checkEnum(schema, json, actual, path);
            case UNION -> checkUnion(schema, json, actual, path);
            case MODEL -> checkModel(schema.target(), json, actual, path);
            default -> throw new IllegalArgumentException(path + " is never answered");
        }
    }

    private static Instant time(Schema schema, JsonValue json) {
        return switch (schema.node().text("x-clerk-timestamp")) {
            case "millis" -> Instant.ofEpochMilli(json.asLong());
            case "seconds" -> Instant.ofEpochSecond(json.asLong());
            default -> Instant.parse(json.asString());
        };
    }

    private static void checkList(Schema items, JsonValue json, @Nullable Object actual, String path) {
        var expected = json.items().stream().filter(item -> !item.isNull()).toList();
        assertThat(actual).as(path).isInstanceOf(List.class);
        if (actual instanceof List<?> list) {
            assertThat(list).as(path).hasSameSizeAs(expected);
            for (int i = 0; i < list.size(); i++) {
                check(items, expected.get(i), list.get(i), path + "[" + i + "]");
            }
        }
    }

    private static void checkMap(Schema values, JsonValue json, @Nullable Object actual, String path) {
        assertThat(actual).as(path).isInstanceOf(Map.class);
        if (actual instanceof Map<?, ?> map) {
            var names = new HashSet<>(json.entries().keySet());
            names.removeIf(name -> json.entries().get(name).isNull());
            assertThat(map.keySet()).as(path).isEqualTo(names);
            names.forEach(name -> check(values, json.entries().get(name), map.get(name), path + "." + name));
        }
    }

    private static void checkEnum(Schema schema, JsonValue json, @Nullable Object actual, String path) {
        assertThat(actual).as(path).isInstanceOf(OpenEnum.class).isInstanceOf(schema.javaType());
        if (actual instanceof OpenEnum word) {
            assertThat(word.value()).as(path).isEqualTo(json.asString());
        }
    }

    private static void checkUnion(Schema schema, JsonValue json, @Nullable Object actual, String path) {
        var member = new Union(schema.target()).memberOf(json);
        assertThat(actual).as(path).isInstanceOf(schema.javaType());
        if (member.isPresent()) {
            checkModel(member.get().schema(), json, actual, path);
        } else {
            assertThat(actual).as(path).hasSameClassAs(actual).isInstanceOf(Java.type(schema.javaName() + "$Unknown"));
            assertThat(((Model) actual).extras()).as(path).isEqualTo(json.entries());
        }
    }

    private static void checkModel(Schema schema, JsonValue json, @Nullable Object actual, String path) {
        assertThat(actual).as(path).isExactlyInstanceOf(schema.javaType());
        if (actual instanceof Model model) {
            var unknown = new HashSet<>(json.entries().keySet());
            for (var field : schema.fields()) {
                unknown.remove(field.wire());
                checkField(field, json, model, path + "." + field.wire());
            }
            assertThat(model.extras().keySet()).as(path + ".extras()").isEqualTo(unknown);
            unknown.forEach(name -> assertThat(model.extra(name)).as(path).isEqualTo(json.get(name)));
        }
    }

    /** Compares all fields but one. */
    static void checkOthers(Schema schema, Field but, JsonValue json, Model model) {
        for (var field : schema.fields()) {
            if (!field.wire().equals(but.wire())) {
                checkField(field, json, model, field.toString());
            }
        }
    }

    private static void checkField(Field field, JsonValue json, Model model, String path) {
        var value = json.get(field.wire());
        if (value != null && !value.isNull()) {
            check(field.schema(), value, Java.get(model, field.javaName()), path);
        } else {
            checkMissing(field, model, path);
        }
    }

    /** The message of an accessor whose field is null or absent. */
    private static void checkMissing(Field field, Model model, String path) {
        if (field.owner().isWrittenByHand()) {
            assertThat(Java.get(model, field.javaName())).as(path).isIn(null, JsonValue.NULL);
            return;
        }
        switch (field.schema().kind()) {
            case LIST -> assertThat(Java.get(model, field.javaName())).as(path).isEqualTo(List.of());
            case MAP -> assertThat(Java.get(model, field.javaName())).as(path).isEqualTo(Map.of());
            case ANY, OBJECT ->
                assertThat(Java.get(model, field.javaName())).as(path).isEqualTo(JsonValue.NULL);
            default -> {
                if (field.isUnset()) {
                    assertThat(Java.get(model, field.javaName())).as(path).isNull();
                } else {
                    checkNoticed(field, model, path);
                }
            }
        }
    }

    private static void checkNoticed(Field field, Model model, String path) {
        assertThat(catchThrowable(() -> Java.get(model, field.javaName())))
                .as(path)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageContainingAll(field.owner().typeName(), field.wire());
    }
}
