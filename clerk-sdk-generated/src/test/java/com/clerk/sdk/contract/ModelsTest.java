package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.contract.Samples.Variety;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type that Clerk answers with. */
class ModelsTest {
    private static final Pattern CANARY = Pattern.compile(Samples.CANARY + "-[0-9]+");

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

    /** Gson writes what is read, with other blanks and escapes than this SDK, and reads what is written. */
    @TestFactory
    Stream<DynamicTest> gsonReadsTheSameBeforeAndAfter() {
        var writer = new GsonBuilder().setPrettyPrinting().serializeNulls().create();
        return forEachModel(schema -> {
            for (var variety : Variety.values()) {
                var before =
                        JsonParser.parseString(new Samples(variety).of(schema).toJson());
                var model = fromJson(schema, writer.toJson(before));

                assertThat(JsonParser.parseString(model.toJson()))
                        .as(variety.name())
                        .isEqualTo(before);
            }
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
    Stream<DynamicTest> aValueOfAnotherTypeIsNoticedOnAccessOnly() {
        return forEachModel(schema -> {
            var json = Samples.whole(schema);
            for (var field : schema.fields()) {
                for (var odd : Samples.ofOtherTypes(field.schema())) {
                    var fields = new LinkedHashMap<>(json.entries());
                    fields.put(field.wire(), odd);
                    checkOdd(schema, field, JsonValue.of(fields));
                }
            }
        });
    }

    private static void checkOdd(Schema schema, Field odd, JsonValue json) {
        var model = (Model) Expected.read(schema, json);

        assertThatThrownBy(() -> Java.get(model, odd.javaName()))
                .as(odd.toString())
                .isInstanceOfSatisfying(
                        ClerkDecodingException.class,
                        e -> assertThat(e.jsonPath()).isEqualTo("$." + odd.wire()))
                .hasMessageContainingAll(schema.typeName(), odd.wire())
                .hasMessageNotContaining(Samples.CANARY);
        Expected.checkOthers(schema, odd, json, model);
        assertThat(JsonValue.parse(model.toJson())).isEqualTo(json);
    }

    @TestFactory
    Stream<DynamicTest> mappersWriteAllButSecrets() {
        var jackson2 = new com.fasterxml.jackson.databind.ObjectMapper();
        var jackson3 = new tools.jackson.databind.ObjectMapper();
        var gson = new Gson();
        return forEachModel(schema -> {
            for (var variety : List.of(Variety.WHOLE, Variety.UNKNOWN_FIELDS)) {
                var json = new Samples(variety).of(schema);
                var model = read(schema, json);
                var shown = Secrets.removedFrom(schema, json);

                assertThat(JsonValue.parse(jackson3.writeValueAsString(model))).isEqualTo(shown);
                assertThat(JsonValue.parse(gson.toJson(model))).isEqualTo(shown);
                assertThat(JsonValue.parse(written(jackson2, model))).isEqualTo(shown);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> mappersWriteNoSecretOfAListWithAnElementOfAnotherType() {
        return forEachModel(schema -> {
            var json = Samples.whole(schema);
            for (var field : schema.fields()) {
                var list = json.get(field.wire());
                if (list != null && list.isArray()) {
                    checkSecretsOf(list, schema, field, json);
                }
            }
        });
    }

    private static void checkSecretsOf(JsonValue list, Schema schema, Field field, JsonValue json) {
        var secrets = canaries(list);
        secrets.removeAll(canaries(Secrets.removedFrom(field.schema(), list)));
        if (secrets.isEmpty()) {
            return;
        }
        for (var odd : List.of(JsonValue.NULL, JsonValue.of(true))) {
            var items = new ArrayList<>(list.items());
            items.add(odd);
            var fields = new LinkedHashMap<>(json.entries());
            fields.put(field.wire(), JsonValue.of(items));
            var model = (Model) Expected.read(schema, JsonValue.of(fields));

            assertThat(canaries(JsonValue.parse(model.toJson()))).containsAll(secrets);
            assertThat(canaries(JsonValue.parse(model.toJsonWithoutSecrets())))
                    .as(field.toString())
                    .doesNotContainAnyElementsOf(secrets);
        }
    }

    private static Set<String> canaries(JsonValue json) {
        return CANARY.matcher(json.toJson()).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static String written(com.fasterxml.jackson.databind.ObjectMapper mapper, Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @TestFactory
    Stream<DynamicTest> mappersDoNotRead() {
        var jackson2 = new com.fasterxml.jackson.databind.ObjectMapper();
        var jackson3 = new tools.jackson.databind.ObjectMapper();
        var gson = new Gson();
        return forEachModel(schema -> {
            var json = Samples.whole(schema).toJson();
            assertThatThrownBy(() -> jackson2.readValue(json, schema.javaType()))
                    .hasMessageContaining("fromJson");
            assertThatThrownBy(() -> jackson3.readValue(json, schema.javaType()))
                    .hasMessageContaining("fromJson");
            assertThatThrownBy(() -> gson.fromJson(json, schema.javaType())).hasMessageContaining("fromJson");
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
        assertThat(JsonValue.parse(model.toJson())).isEqualTo(json);
    }

    private static boolean mayBeNull(Field field) {
        return switch (field.schema().kind()) {
            case LIST, MAP, ANY, OBJECT -> false;
            default -> field.isUnset();
        };
    }

    private static Model read(Schema schema, JsonValue json) {
        var model = fromJson(schema, json.toJson());
        assertThat(model).isNotNull().isEqualTo(Expected.read(schema, json));
        return model;
    }

    private static Model fromJson(Schema schema, String json) {
        return (Model) Java.call(Java.method(schema.javaType(), "fromJson", String.class), null, json);
    }

    private static Stream<DynamicTest> forEachModel(Consumer<Schema> test) {
        var models = Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> schema.kind() == Kind.MODEL && !schema.isShared() && !schema.isWrittenByHand());
        return Cases.each(models, test);
    }
}
