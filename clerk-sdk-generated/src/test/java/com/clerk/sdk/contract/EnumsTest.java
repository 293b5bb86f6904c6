package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.OpenEnum;
import com.google.gson.Gson;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every enum of the contract. */
class EnumsTest {
    private static final String UNKNOWN = "Word of tomorrow";

    @TestFactory
    Stream<DynamicTest> everyValueHasItsConstant() {
        return forEachEnum(schema -> {
            var named = schema.node().nodes("x-clerk-values");
            assertThat(named).extracting(value -> value.text("value")).isEqualTo(schema.enumValues());
            for (var value : named) {
                var constant = (OpenEnum) Java.constant(schema.javaType(), value.text("name"));
                assertThat(constant.value()).isEqualTo(value.text("value"));
                assertThat(constant).hasToString(value.text("value"));
                assertThat(of(schema, value.text("value"))).isSameAs(constant);
                assertThat(known(constant).name()).isEqualTo(value.text("name"));
                assertThat(Expected.read(schema, JsonValue.of(constant))).isSameAs(constant);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> thereIsNoOtherConstant() {
        return forEachEnum(schema -> {
            var names = schema.node().nodes("x-clerk-values").stream()
                    .map(value -> value.text("name"))
                    .toList();
            var known = Java.type(schema.javaName() + "$Known").getEnumConstants();

            assertThat(Arrays.stream(schema.javaType().getFields())
                            .filter(field -> field.getType() == schema.javaType())
                            .map(Field::getName))
                    .containsExactlyElementsOf(names);
            assertThat(Arrays.stream(known).map(Object::toString).toList())
                    .isEqualTo(Stream.concat(names.stream(), Stream.of("OTHER")).toList());
        });
    }

    @TestFactory
    Stream<DynamicTest> anUnknownWordKeepsItsText() {
        return forEachEnum(schema -> {
            for (var text : List.of(UNKNOWN, " ", "OTHER")) {
                var word = of(schema, text);

                assertThat(word.value()).isEqualTo(text);
                assertThat(known(word).name()).isEqualTo("OTHER");
                assertThat(word).isEqualTo(of(schema, text)).hasSameHashCodeAs(of(schema, text));
                assertThat(Expected.read(schema, JsonValue.of(word))).isEqualTo(word);
                assertThat(JsonValue.of(word)).isEqualTo(JsonValue.of(text));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> mappersWriteTheTextAndDoNotRead() {
        var jackson2 = new com.fasterxml.jackson.databind.ObjectMapper();
        var jackson3 = new tools.jackson.databind.ObjectMapper();
        var gson = new Gson();
        return forEachEnum(schema -> {
            var word = of(schema, UNKNOWN);
            var json = JsonValue.of(UNKNOWN).toJson();

            assertThat(jackson2.valueToTree(word).toString()).isEqualTo(json);
            assertThat(jackson3.writeValueAsString(word)).isEqualTo(json);
            assertThat(gson.toJson(word)).isEqualTo(json);
            assertThatThrownBy(() -> jackson2.readValue(json, schema.javaType()))
                    .hasMessageContaining("fromJson");
            assertThatThrownBy(() -> jackson3.readValue(json, schema.javaType()))
                    .hasMessageContaining("fromJson");
            assertThatThrownBy(() -> gson.fromJson(json, schema.javaType())).hasMessageContaining("fromJson");
        });
    }

    private static OpenEnum of(Schema schema, String text) {
        return (OpenEnum) Java.call(Java.method(schema.javaType(), "of", String.class), null, text);
    }

    private static Enum<?> known(OpenEnum word) {
        return (Enum<?>) Java.get(word, "known");
    }

    private static Stream<DynamicTest> forEachEnum(Consumer<Schema> test) {
        var enums = Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> schema.kind() == Kind.ENUM && !schema.isShared());
        return Cases.each(enums, test);
    }
}
