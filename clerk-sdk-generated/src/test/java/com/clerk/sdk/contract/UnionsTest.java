package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.contract.Union.Member;
import com.clerk.sdk.runtime.JsonValue;
import com.clerk.sdk.runtime.Model;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every union of the contract. */
class UnionsTest {
    @TestFactory
    Stream<DynamicTest> everyDeclaredValueTellsItsKindWhereverItStands() {
        return forEachUnion(union -> {
            for (var member : union.members()) {
                for (var marks : marks(union, member)) {
                    checkIsA(union, member, joined(marks, others(union, member, marks)));
                    checkIsA(union, member, joined(others(union, member, marks), marks));
                    checkIsA(union, member, marks);
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theMostTellingPropertyDecides() {
        return forEachUnion(union -> {
            var members = union.members();
            var fields = new LinkedHashMap<String, @Nullable Object>();
            // The less telling ones first, each telling another kind.
            for (int i = union.selectors().size() - 1; i >= 0; i--) {
                fields.putAll(marks(union, members.get(members.size() - 1 - i)).get(union.isByPresence() ? 0 : i));
            }
            var json = JsonValue.of(fields);
            var expected = union.memberOf(json).orElseThrow().schema().javaType();

            assertThat(fields.keySet()).containsAll(union.selectors());
            assertThat(Expected.read(union.schema(), json)).isExactlyInstanceOf(expected);
        });
    }

    @TestFactory
    Stream<DynamicTest> anUnknownKindKeepsAll() {
        return forEachUnion(union -> {
            var selector = union.isByPresence() ? "new" : union.selectors().get(0);
            for (var json : List.of(
                    JsonValue.EMPTY_OBJECT,
                    JsonValue.of(Map.of(selector, "kind_of_tomorrow", "more", Map.of("list", List.of(1, 2)))),
                    JsonValue.of(Collections.singletonMap(union.selectors().get(0), null)))) {
                var unknown = (Model) Expected.read(union.schema(), json);

                Expected.check(union.schema(), json, unknown);
                assertThat(JsonValue.parse(unknown.toJson())).isEqualTo(json);
                assertThat(unknown)
                        .isEqualTo(Expected.read(union.schema(), json))
                        .hasToString("Unknown");
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> theKindsAreThoseOfTheContractAndTwoMore() {
        return forEachUnion(union -> {
            var type = union.schema().javaType();
            var expected = new ArrayList<>(union.members().stream()
                    .map(member -> member.schema().javaName())
                    .toList());
            expected.add(union.schema().javaName() + "$Unknown");
            var kinds = Arrays.asList(type.getPermittedSubclasses());

            assertThat(type.isSealed()).isTrue();
            assertThat(kinds.stream()
                            .filter(kind -> Modifier.isPublic(kind.getModifiers()))
                            .map(Class::getName))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(kinds)
                    .filteredOn(kind -> !Modifier.isPublic(kind.getModifiers()))
                    .hasSize(1);
        });
    }

    @TestFactory
    Stream<DynamicTest> whatAllKindsHaveIsReadFromEachOfThem() {
        return forEachUnion(union -> {
            var common = union.schema().node().nodes("x-clerk-common");
            for (var member : union.members()) {
                var json = marked(union, member);
                checkCommon(union, member.schema(), common, json);
            }
            var unknown = JsonValue.of(Map.of(union.selectors().get(0) + "_new", "kind_of_tomorrow"));
            for (var property : common) {
                assertThat(common(union, Expected.read(union.schema(), unknown), property))
                        .isNull();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> whatAllKindsHaveIsReadFromAnUnknownKindToo() {
        return forEachUnion(union -> {
            var common = union.schema().node().nodes("x-clerk-common");
            var fields = new LinkedHashMap<String, @Nullable Object>();
            common.forEach(property -> fields.put(property.text("wire"), "word_of_tomorrow"));
            var json = JsonValue.of(fields);
            var unknown = Expected.read(union.schema(), json);
            for (var property : common) {
                assertThat(common(union, unknown, property)).hasToString("word_of_tomorrow");
            }
        });
    }

    private static void checkCommon(Union union, Schema member, List<Node> common, JsonValue json) {
        var read = Expected.read(union.schema(), json);
        for (var property : common) {
            var wire = property.text("wire");
            var value = json.get(wire);
            if (value != null && !value.isNull()) {
                Expected.check(member.field(wire).schema(), value, common(union, read, property));
            }
        }
    }

    private static @Nullable Object common(Union union, Object read, Node property) {
        return Java.call(Java.method(union.schema().javaType(), property.text("name")), read);
    }

    private static void checkIsA(Union union, Member member, Map<String, @Nullable Object> fields) {
        var json = JsonValue.of(fields);
        var read = Expected.read(union.schema(), json);

        assertThat(read)
                .as(fields.keySet().toString())
                .isExactlyInstanceOf(member.schema().javaType());
        var codec = Expected.codec(union.schema());
        assertThat(codec.fromJson(((Model) read).toJson())).isEqualTo(read);
    }

    /** The properties that alone tell this kind, in every way in which they can. */
    private static List<Map<String, @Nullable Object>> marks(Union union, Member member) {
        var marks = new ArrayList<Map<String, @Nullable Object>>();
        for (var value : member.values()) {
            if (union.isByPresence()) {
                marks.add(new LinkedHashMap<>(Map.of(value, plain(member, value))));
                continue;
            }
            for (var selector : union.selectors()) {
                marks.add(new LinkedHashMap<>(Map.of(selector, value)));
            }
        }
        for (var prefix : member.prefixes()) {
            for (var selector : union.selectors()) {
                marks.add(new LinkedHashMap<>(Map.of(selector, prefix + "of_tomorrow")));
            }
        }
        return marks;
    }

    private static Object plain(Member member, String wire) {
        var json = Samples.whole(member.schema()).get(wire);
        return json == null ? "" : json;
    }

    /** The rest of such an object, which tells nothing. */
    private static Map<String, @Nullable Object> others(
            Union union, Member member, Map<String, @Nullable Object> marks) {
        var others = new LinkedHashMap<String, @Nullable Object>(
                Samples.whole(member.schema()).entries());
        others.keySet().removeAll(union.selectors());
        others.keySet().removeAll(marks.keySet());
        return others;
    }

    private static Map<String, @Nullable Object> joined(
            Map<String, @Nullable Object> first, Map<String, @Nullable Object> second) {
        var all = new LinkedHashMap<>(first);
        all.putAll(second);
        return all;
    }

    private static JsonValue marked(Union union, Member member) {
        var fields = new LinkedHashMap<String, @Nullable Object>(
                Samples.whole(member.schema()).entries());
        union.mark(fields, member);
        return JsonValue.of(fields);
    }

    private static Stream<DynamicTest> forEachUnion(Consumer<Union> test) {
        var unions = Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> schema.kind() == Kind.UNION && !schema.isShared());
        return Cases.each(unions.map(Union::new), test);
    }
}
