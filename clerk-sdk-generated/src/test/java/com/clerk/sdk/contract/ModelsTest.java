package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.contract.Samples.Variety;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type that Clerk answers with. */
class ModelsTest {
    @TestFactory
    Stream<DynamicTest> everyFieldIsReadAndWritten() {
        return forEachModel(schema -> {
            var json = Samples.whole(schema);
            var model = read(schema, json);

            Expected.check(schema, json, model);
            assertThat(JsonValue.parse(model.toJson())).isEqualTo(json);
            assertThat(model.extras()).isEmpty();
            assertThat(model).isEqualTo(read(schema, json)).hasSameHashCodeAs(read(schema, json));
        });
    }

    @TestFactory
    Stream<DynamicTest> fieldsThatThisVersionDoesNotKnowAreKept() {
        return forEachModel(schema -> {
            var json = new Samples(Variety.UNKNOWN_FIELDS).of(schema);
            var model = read(schema, json);

            Expected.check(schema, json, model);
            assertThat(JsonValue.parse(model.toJson())).isEqualTo(json);
        });
    }

    @TestFactory
    Stream<DynamicTest> wordsThatThisVersionDoesNotKnowAreKept() {
        return forEachModel(schema -> {
            var json = new Samples(Variety.UNKNOWN_WORDS).of(schema);
            var model = read(schema, json);

            Expected.check(schema, json, model);
            assertThat(JsonValue.parse(model.toJson())).isEqualTo(json);
        });
    }

    @TestFactory
    Stream<DynamicTest> kindsThatThisVersionDoesNotKnowAreKept() {
        return forEachModel(schema -> {
            var json = new Samples(Variety.UNKNOWN_KINDS).of(schema);
            var model = read(schema, json);

            Expected.check(schema, json, model);
            assertThat(JsonValue.parse(model.toJson())).isEqualTo(json);
        });
    }

    @TestFactory
    Stream<DynamicTest> missingFieldsAreNoticedOnAccessOnly() {
        return forEachModel(schema -> {
            checkRoundTrip(schema, JsonValue.EMPTY_OBJECT);
            var json = new Samples(Variety.REQUIRED).of(schema);
            for (var field : schema.fields()) {
                var others = new LinkedHashMap<>(json.entries());
                others.remove(field.wire());
                checkRoundTrip(schema, JsonValue.of(others));
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> nullsAreTakenEverywhere() {
        return forEachModel(schema -> {
            checkRoundTrip(schema, new Samples(Variety.NULLS).of(schema));
            var nulls = new LinkedHashMap<String, @Nullable Object>();
            schema.fields().forEach(field -> nulls.put(field.wire(), null));
            checkRoundTrip(schema, JsonValue.of(nulls));
        });
    }

    @TestFactory
    Stream<DynamicTest> onlyTheIdIsShown() {
        return forEachModel(schema -> {
            var type = schema.javaType().getSimpleName();
            var id = Optional.ofNullable(Samples.whole(schema).get("id")).filter(JsonValue::isString);

            assertThat(read(schema, Samples.whole(schema)))
                    .hasToString(type
                            + id.map(value -> "(id=" + value.asString() + ")").orElse(""));
        });
    }

    @TestFactory
    Stream<DynamicTest> accessorsSayWhatMayBeNullAndWhatIsDeprecated() {
        return forEachModel(schema -> {
            for (var field : schema.fields()) {
                var accessor = Java.method(schema.javaType(), field.javaName());
                assertThat(accessor.getAnnotatedReturnType().isAnnotationPresent(Nullable.class))
                        .as(field.toString())
                        .isEqualTo(mayBeNull(field));
                assertThat(accessor.isAnnotationPresent(Deprecated.class))
                        .as(field.toString())
                        .isEqualTo(field.isDeprecated());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theContractKnowsEveryAccessor() {
        return forEachModel(schema -> {
            var accessors = Stream.of(schema.javaType().getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()))
                    .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
                    .map(java.lang.reflect.Method::getName);

            var fields = schema.fields().stream().map(Field::javaName);
            var computed = schema.computedMembers().stream().map(member -> member.text("name"));

            assertThat(accessors)
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(fields, computed).toList());
        });
    }

    private static void checkRoundTrip(Schema schema, JsonValue json) {
        var model = read(schema, json);

        Expected.check(schema, json, model);
        assertThat(read(schema, JsonValue.parse(model.toJson()))).isEqualTo(model);
    }

    private static boolean mayBeNull(Field field) {
        return switch (field.schema().kind()) {
            case LIST, MAP, ANY, OBJECT -> false;
            default -> field.isUnset();
        };
    }

    private static Model read(Schema schema, JsonValue json) {
        var fromJson = Java.method(schema.javaType(), "fromJson", String.class);
        var model = (Model) Java.call(fromJson, null, json.toJson());
        assertThat(model).isNotNull().isEqualTo(Expected.read(schema, json));
        return model;
    }

    private static Stream<DynamicTest> forEachModel(Consumer<Schema> test) {
        var models = Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> schema.kind() == Kind.MODEL && !schema.isShared() && !schema.isWrittenByHand());
        return Cases.each(models, test);
    }
}
