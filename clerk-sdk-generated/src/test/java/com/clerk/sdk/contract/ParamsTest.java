package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.clerk.sdk.contract.Arguments.Argument;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Params;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every type that a call takes, and every type in one. */
class ParamsTest {
    @TestFactory
    Stream<DynamicTest> everyFieldGoesWhereTheContractSays() {
        return forEachParams(schema -> {
            var arguments = new Arguments().of(schema);
            var contents = contents(Arguments.build(schema, arguments));
            for (var argument : arguments) {
                checkPlace(argument, contents);
            }
            assertThat(size(contents)).isEqualTo(arguments.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> whatIsNotSetIsNotSent() {
        return forEachParams(schema -> {
            var required = required(schema);
            var contents = contents(Arguments.build(schema, required));

            required.forEach(argument -> checkPlace(argument, contents));
            assertThat(size(contents)).isEqualTo(required.size());
        });
    }

    @TestFactory
    Stream<DynamicTest> aMissingFieldIsNamed() {
        return forEachParams(schema -> {
            var required = required(schema);
            for (var missing : required) {
                var others = new ArrayList<>(required);
                others.remove(missing);
                assertThatThrownBy(() -> Arguments.build(schema, others))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContainingAll(
                                schema.typeName(), missing.field().wire())
                        .hasMessageNotContaining(Samples.CANARY + "-");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> fieldsAreBuiltInPlaceToo() {
        return forEachParams(schema -> {
            var arguments = new Arguments().of(schema);
            Consumer<Object> setsAll = builder -> arguments.forEach(argument -> Arguments.set(builder, argument));
            var inPlace = Java.call(Java.method(schema.javaType(), "of", Consumer.class), null, setsAll);

            assertThat(contents(inPlace)).isEqualTo(contents(Arguments.build(schema, arguments)));
        });
    }

    @TestFactory
    Stream<DynamicTest> exactlyWhatTheContractAllowsCanBeCleared() {
        return forEachParams(schema -> {
            var clearable = schema.fields().stream().filter(Field::isClearable).toList();
            var builder = Arguments.builder(schema);
            new Arguments().of(schema).forEach(argument -> Arguments.set(builder, argument));
            for (var field : clearable) {
                Java.get(builder, clearer(field));
                var contents = contents(Arguments.build(builder));
                assertThat(contents.body().get(field.wire()))
                        .as(field.toString())
                        .isEqualTo(JsonValue.NULL);
                assertThat(contents.json().get(field.wire()))
                        .as(field.toString())
                        .isEqualTo(JsonValue.NULL);
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theContractKnowsEverySetter() {
        return forEachParams(schema -> {
            var expected = new ArrayList<>(List.of("build"));
            for (var field : schema.fields()) {
                expected.add(field.javaName());
                if (takesSeveralArguments(field)) {
                    expected.add(field.javaName());
                }
                if (field.isClearable()) {
                    expected.add(clearer(field));
                }
            }
            var methods = Stream.of(Arguments.builder(schema).getClass().getDeclaredMethods())
                    .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());

            assertThat(methods.map(Method::getName)).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> deprecatedFieldsAreMarked() {
        return forEachParams(schema -> {
            var builder = Arguments.builder(schema);
            for (var field : schema.fields()) {
                assertThat(Java.methods(builder.getClass(), field.javaName()))
                        .as(field.toString())
                        .allMatch(method -> method.isAnnotationPresent(Deprecated.class) == field.isDeprecated());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> severalArgumentsAndAListSendTheSame() {
        return forEachParams(schema -> {
            for (var argument : new Arguments().of(schema)) {
                if (takesSeveralArguments(argument.field())) {
                    var one = Arguments.builder(schema);
                    var other = Arguments.builder(schema);
                    required(schema).forEach(needed -> Arguments.set(one, needed));
                    required(schema).forEach(needed -> Arguments.set(other, needed));
                    Arguments.set(one, argument);
                    var several = several(other, argument.field());
                    Java.call(several, other, Arguments.array(several, (List<?>) argument.java()));

                    assertThat(contents(Arguments.build(other))).isEqualTo(contents(Arguments.build(one)));
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> namesAreShownAndNoValue() {
        return forEachParams(schema -> {
            var names = schema.fields().stream()
                    .map(field -> field.place().equals("map") ? Arguments.MAP_KEY : field.wire())
                    .toList();
            var shown = Arguments.build(schema, new Arguments().of(schema)).toString();

            assertThat(shown).startsWith(schema.typeName() + "(").endsWith(")");
            var list = shown.substring(schema.typeName().length() + 1, shown.length() - 1);
            assertThat(Arrays.asList(list.split(", "))).isSubsetOf(concat(names, "more"));
            assertThat(names).allMatch(shown::contains);
        });
    }

    @TestFactory
    Stream<DynamicTest> nullIsRefusedByName() {
        return forEachParams(schema -> {
            var builder = Arguments.builder(schema);
            for (var field : schema.fields()) {
                if (field.place().equals("map")) {
                    continue;
                }
                for (var setter : Java.methods(builder.getClass(), field.javaName())) {
                    if (!setter.getParameterTypes()[0].isPrimitive()) {
                        var refusal = catchThrowable(() -> Java.call(setter, builder, (Object) null));
                        assertThat(refusal).as(field.toString()).isInstanceOf(NullPointerException.class);
                        // No caller writes a null array: the compiler takes null for the list or for one element.
                        assertThat(setter.isVarArgs() || refusal.getMessage().contains(field.wire()))
                                .as(field + ": " + refusal.getMessage())
                                .isTrue();
                    }
                }
            }
            assertThat(size(contents(Arguments.build(schema, required(schema)))))
                    .isEqualTo(required(schema).size());
        });
    }

    @TestFactory
    Stream<DynamicTest> fieldsThatThisVersionDoesNotKnowCanBeSent() {
        return forEachParams(schema -> {
            var builder = (Params.Builder<?>) Arguments.builder(schema);
            required(schema).forEach(argument -> Arguments.set(builder, argument));
            builder.extra("field_of_tomorrow", 1);

            assertThat(contents(Arguments.build(builder)).extra()).containsOnlyKeys("field_of_tomorrow");
        });
    }

    private static void checkPlace(Argument argument, Params.Contents contents) {
        var field = argument.field();
        var name = field.toString();
        switch (field.place()) {
            case "query" ->
                assertThat(contents.query().get(field.wire())).as(name).isEqualTo(json(argument));
            case "header" ->
                assertThat(contents.headers().get(field.wire()))
                        .as(name)
                        .isEqualTo(argument.json().asString());
            case "items" -> assertThat(contents.items()).as(name).isEqualTo(argument.json());
            case "map" -> assertThat(JsonValue.of(contents.body())).as(name).isEqualTo(argument.json());
            default -> {
                if (field.schema().kind() == Kind.FILE) {
                    assertThat(contents.uploads().get(field.wire())).as(name).isSameAs(argument.java());
                } else {
                    assertThat(contents.body().get(field.wire())).as(name).isEqualTo(json(argument));
                }
            }
        }
    }

    private static JsonValue json(Argument argument) {
        var separator = argument.field().schema().node().text("x-clerk-joined");
        return separator.isEmpty() ? argument.json() : JsonValue.of(String.join(separator, argument.texts()));
    }

    private static List<Argument> required(Schema schema) {
        return new Arguments()
                .of(schema).stream()
                        .filter(argument -> argument.field().required())
                        .toList();
    }

    private static boolean takesSeveralArguments(Field field) {
        return field.schema().kind() == Kind.LIST
                && switch (field.schema().items().kind()) {
                    case LIST, MAP, OBJECT -> false;
                    default -> true;
                };
    }

    private static Method several(Object builder, Field field) {
        return Java.methods(builder.getClass(), field.javaName()).stream()
                .filter(Method::isVarArgs)
                .findFirst()
                .orElseThrow(() -> new AssertionError(field + " takes a list alone"));
    }

    private static String clearer(Field field) {
        return "clear" + Java.capitalized(field.javaName());
    }

    private static Params.Contents contents(@Nullable Object params) {
        assertThat(params).isInstanceOf(Params.class);
        return ((Params) params).contents();
    }

    /** How many fields are set; entries of a map count as one field. */
    private static int size(Params.Contents contents) {
        var isMap = contents.body().containsKey(Arguments.MAP_KEY);
        return contents.query().size()
                + contents.headers().size()
                + (isMap ? 1 : contents.body().size())
                + contents.uploads().size()
                + contents.extra().size()
                + (contents.items() == null ? 0 : 1);
    }

    private static List<String> concat(List<String> names, String more) {
        var all = new ArrayList<>(names);
        all.add(more);
        return all;
    }

    private static Stream<DynamicTest> forEachParams(Consumer<Schema> test) {
        var params = Contract.all().stream().flatMap(Contract::schemas).filter(schema -> schema.kind() == Kind.PARAMS);
        return Cases.each(params, test);
    }
}
