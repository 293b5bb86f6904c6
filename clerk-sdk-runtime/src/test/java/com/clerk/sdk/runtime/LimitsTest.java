package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are nested deep, and long numbers: a value of free form never makes the answer around it unusable. */
class LimitsTest {
    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static String nestedObjects(int depth) {
        return "{\"a\":".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static JsonValue inner(JsonValue value, int levels) {
        return levels == 0 ? value : inner(value.at(0), levels - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 199, 200, 201, 254, 255, 256, 1000, 50_000})
    void aValueOfFreeFormIsKeptHoweverDeepItIs(int depth) {
        for (var value : List.of(nested(depth), nestedObjects(depth))) {
            var json = "{\"id\":\"t_1\",\"metadata\":" + value + ",\"tags\":[\"a\"]}";

            var thing = Thing.CODEC.fromJson(json);

            assertThat(thing.id()).isEqualTo("t_1");
            assertThat(thing.tags()).containsExactly("a");
            assertThat(thing.toJson()).isEqualTo("{\"id\":\"t_1\",\"tags\":[\"a\"],\"metadata\":" + value + "}");
            assertThat(thing.metadata().toJson()).isEqualTo(value);
            assertThat(JsonValue.parse(thing.metadata().toJson()).toJson()).isEqualTo(value);
            assertThat(thing).isEqualTo(Thing.CODEC.fromJson(json)).hasToString("Thing(id=t_1)");
        }
    }

    @Test
    void whatIsTooDeepFailsOnAccess() {
        var value = JsonValue.parse(nested(201));

        var deepest = inner(value, 200);

        assertThat(deepest.isArray()).isTrue();
        assertThat(deepest.toJson()).isEqualTo("[]");
        assertThat(deepest).hasToString("array");
        assertThatThrownBy(deepest::items)
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageContainingAll("200 levels", "toJson()");
        assertThat(inner(JsonValue.parse(nested(200)), 199).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 1001, 1023, 1024, 1100, 70_000})
    void aNumberIsKeptHoweverLongItIs(int digits) {
        var number = "1" + "2".repeat(digits - 1);
        var json = "{\"id\":\"t_1\",\"metadata\":{\"n\":" + number + ",\"m\":-0." + number + "},\"later\":[" + number
                + "]}";

        var thing = Thing.CODEC.fromJson(json);

        assertThat(thing.id()).isEqualTo("t_1");
        assertThat(thing.toJson()).isEqualTo(json);
        assertThat(JsonValue.parse(thing.toJson()).toJson()).isEqualTo(json);
        var kept = thing.metadata().get("n");
        assertThat(kept).isNotNull();
        assertThat(kept.isNumber()).isTrue();
        if (digits > 1000) {
            assertThatThrownBy(kept::asDouble).hasMessageContaining("1000 digits");
        } else {
            assertThat(kept.asDouble()).isPositive();
        }
    }

    @Test
    void aLongNumberInPlaceOfAnotherTypeFailsOnAccess() {
        var json = "{\"id\":" + "7".repeat(2000) + ",\"created_at\":" + "7".repeat(2000) + ",\"tags\":[\"a\"]}";

        var thing = Thing.CODEC.fromJson(json);

        assertThat(thing.tags()).containsExactly("a");
        assertThatThrownBy(thing::id).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(thing::createdAt).isInstanceOf(ClerkDecodingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "01", "1.", ".1", "1e", "--1", "1-1", "1e+"})
    void aLongTextThatIsNotANumberIsNotJson(String start) {
        var json = "[" + start + ",-" + "1".repeat(2000) + "]";
        assertThatThrownBy(() -> JsonValue.parse(json)).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonValue.parse("[" + "1".repeat(2000) + "+1]"))
                .isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void digitsInATextAreText() {
        var json = "{\"id\":\"" + "1".repeat(5000) + "\\n\",\"metadata\":{\"x\":[" + "1".repeat(1500) + ",\"\\\""
                + "9".repeat(1500) + "\",null,true,{}]}}";
        var thing = Thing.CODEC.fromJson(json);
        assertThat(thing.id()).hasSize(5001);
        assertThat(thing.toJson()).isEqualTo(json);
    }

    @Test
    void whatTheReaderWouldNotReadIsNotMade() {
        Object value = "x";
        for (int i = 0; i < 200; i++) {
            value = List.of(value);
        }
        var deepest = JsonValue.of(value);
        assertThat(JsonValue.parse(deepest.toJson())).isEqualTo(deepest);
        var tooDeep = List.of(value);
        assertThatThrownBy(() -> JsonValue.of(tooDeep))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("200 levels");
        assertThatThrownBy(() -> JsonValue.of(new BigInteger("1" + "0".repeat(1000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1000");
        assertThat(JsonValue.of(new BigDecimal("1E+5000")).toJson()).isEqualTo("1E+5000");
    }

    @Test
    void aDeepTextKeepsASurrogateWithoutItsOtherHalf() {
        var deep = JsonValue.parse("[".repeat(300) + "\"a\ud800\"" + "]".repeat(300));

        assertThat(deep.toJson()).isEqualTo("[".repeat(300) + "\"a\\ud800\"" + "]".repeat(300));
        assertThat(inner(JsonValue.parse(deep.toJson()), 200).toJson()).endsWith("[\"a\\ud800\"" + "]".repeat(100));
    }

    @Test
    void aDeepValueOfClerkCanBeSentBack() {
        var deep = JsonValue.parse(nested(300));

        var wrapped = JsonValue.of(Map.of("metadata", List.of(deep)));

        assertThat(wrapped.toJson()).isEqualTo("{\"metadata\":[" + nested(300) + "]}");
        assertThat(JsonValue.parse(wrapped.toJson())).isEqualTo(wrapped);
    }

    public static class Node {
        public Object next = List.of(this);
    }

    @Test
    void aValueThatContainsItselfIsRefused() {
        var list = new ArrayList<Object>();
        list.add(list);
        var map = new HashMap<String, Object>();
        map.put("map", Map.of("list", List.of(map)));
        for (var value : List.of(list, map, new Node(), Map.of("node", new Node()))) {
            assertThatThrownBy(() -> JsonValue.of(value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("contains itself");
        }
    }
}
