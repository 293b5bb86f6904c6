package com.clerk.sdk.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.backend.model.User;
import com.clerk.sdk.contract.Schema.Kind;
import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Members that are computed from the fields of a type. */
class ComputedMembersTest {
    @TestFactory
    Stream<DynamicTest> everyComputedMemberCanBeNull() {
        return forEachMember((schema, member) -> {
            var method = Java.method(schema.javaType(), member.text("name"));

            assertThat(method.getAnnotatedReturnType().isAnnotationPresent(Nullable.class))
                    .isTrue();
            assertThat(Java.call(method, read(schema, Map.of()))).isNull();
        });
    }

    @TestFactory
    Stream<DynamicTest> findReturnsTheElementWithTheId() {
        return forEachMember((schema, member) -> {
            if (!member.has("find")) {
                return;
            }
            var find = member.node("find");
            var list = wire(schema, find.text("list"));
            var id = wire(schema, find.text("equals"));
            var elements = List.of(Map.of("id", "id_1"), Map.of("id", "id_2"));

            var found = get(schema, member, Map.of(list, elements, id, "id_2"));
            assertThat(found).isNotNull().hasToString(find.text("of") + "(id=id_2)");
            assertThat(get(schema, member, Map.of(list, elements, id, "id_3"))).isNull();
            assertThat(get(schema, member, Map.of(list, elements))).isNull();
        });
    }

    @TestFactory
    Stream<DynamicTest> findSkipsElementsWithoutAnIdOnlyIfTheIdIsNotRequired() {
        return forEachMember((schema, member) -> {
            if (!member.has("find")) {
                return;
            }
            var find = member.node("find");
            var element = schema.contract().schema(find.text("of"));
            var json = Map.of(
                    wire(schema, find.text("list")), List.of(Map.of()), wire(schema, find.text("equals")), "id_1");

            if (element.field("id").required()) {
                assertThatThrownBy(() -> get(schema, member, json)).isInstanceOf(ClerkDecodingException.class);
            } else {
                assertThat(get(schema, member, json)).isNull();
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> joinReturnsTheTextsThatAreNotBlankWithSpacesBetweenThem() {
        return forEachMember((schema, member) -> {
            var texts = new ArrayList<String>();
            var object = new LinkedHashMap<String, Object>();
            for (var name : member.texts("join")) {
                object.put(wire(schema, name), "text of " + name);
                texts.add("text of " + name);
                assertThat(get(schema, member, object)).isEqualTo(String.join(" ", texts));
            }
            object.replaceAll((name, text) -> " ");
            assertThat(get(schema, member, object)).isNull();
        });
    }

    @Test
    void aUserHasPrimaryAddressesAndAFullName() {
        var user = User.fromJson("""
                {"id": "user_1", "first_name": "Ada", "last_name": "Lovelace",
                 "primary_email_address_id": "idn_2", "primary_phone_number_id": "idn_3",
                 "email_addresses": [{"id": "idn_1", "email_address": "a@example.com"},
                                     {"id": "idn_2", "email_address": "ada@example.com"}],
                 "phone_numbers": [{"id": "idn_3", "phone_number": "+15555550100"}]}
                """);

        assertThat(user.fullName()).isEqualTo("Ada Lovelace");
        assertThat(user.primaryEmailAddress().emailAddress()).isEqualTo("ada@example.com");
        assertThat(user.primaryPhoneNumber().phoneNumber()).isEqualTo("+15555550100");
        assertThat(JsonValue.parse(user.toJson()).get("full_name")).isNull();
    }

    @Test
    void usersOfEveryApiThatShowsAddressesHaveThem() {
        assertThat(computed(Contract.BACKEND.schema("User")))
                .containsExactly("primaryEmailAddress", "primaryPhoneNumber", "fullName");
        assertThat(Contract.all().stream()
                        .flatMap(Contract::schemas)
                        .filter(schema -> schema.kind() == Kind.MODEL && !schema.isShared())
                        .filter(schema -> hasField(schema, "primary_email_address_id"))
                        .map(ComputedMembersTest::computed))
                .isNotEmpty()
                .allMatch(computed(Contract.BACKEND.schema("User"))::equals);
    }

    private static boolean hasField(Schema schema, String wire) {
        return schema.fields().stream().anyMatch(field -> field.wire().equals(wire));
    }

    private static List<String> computed(Schema schema) {
        return schema.computedMembers().stream()
                .map(member -> member.text("name"))
                .toList();
    }

    private static String wire(Schema schema, String javaName) {
        return schema.fields().stream()
                .filter(field -> field.javaName().equals(javaName))
                .map(Field::wire)
                .findFirst()
                .orElseThrow();
    }

    private static @Nullable Object get(Schema schema, Node member, Map<String, ?> json) {
        return Java.get(read(schema, json), member.text("name"));
    }

    private static Object read(Schema schema, Map<String, ?> json) {
        return Java.call(
                Java.method(schema.javaType(), "fromJson", String.class),
                null,
                JsonValue.of(json).toJson());
    }

    private static Stream<DynamicTest> forEachMember(BiConsumer<Schema, Node> test) {
        var schemas = Contract.all().stream()
                .flatMap(Contract::schemas)
                .filter(schema -> !schema.computedMembers().isEmpty());
        return Cases.each(schemas, schema -> schema.computedMembers().forEach(member -> test.accept(schema, member)));
    }
}
