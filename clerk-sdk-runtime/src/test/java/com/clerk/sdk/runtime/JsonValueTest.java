package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    private static final String ALL =
            "{\"s\":\"ü\",\"n\":1.50,\"t\":true,\"f\":false,\"0\":null,\"a\":[1,{}],\"o\":{\"x\":[]}}";

    record Plan(String name, int seats) {}

    record Price(double amount) {}

    @Test
    void textGoesThroughUnchanged() {
        assertThat(JsonValue.parse(ALL).toJson()).isEqualTo(ALL);
    }

    @Test
    void numbersKeepEveryDigit() {
        var json = "[12345678901234567890123,0.10000000000000000001,1E400,-0]";
        assertThat(JsonValue.parse(json).toJson()).isEqualTo(json);
    }

    @Test
    void knowsItsKind() {
        var all = JsonValue.parse(ALL);
        assertThat(all.isObject()).isTrue();
        assertThat(all.isArray()).isFalse();
        assertThat(all.entries().get("s").isString()).isTrue();
        assertThat(all.entries().get("n").isNumber()).isTrue();
        assertThat(all.entries().get("t").isBoolean()).isTrue();
        assertThat(all.entries().get("0").isNull()).isTrue();
        assertThat(all.entries().get("a").isArray()).isTrue();
    }

    @Test
    void givesItsContent() {
        var entries = JsonValue.parse(ALL).entries();
        assertThat(entries.get("s").asString()).isEqualTo("ü");
        assertThat(entries.get("n").asDouble()).isEqualTo(1.5);
        assertThat(entries.get("t").asBoolean()).isTrue();
        assertThat(entries.get("f").asBoolean()).isFalse();
        assertThat(entries.get("a").at(0).asLong()).isEqualTo(1);
        assertThat(entries.get("a").items()).hasSize(2);
        assertThat(entries.keySet()).containsExactly("s", "n", "t", "f", "0", "a", "o");
    }

    @Test
    void aPropertyThatIsNotThereIsNull() {
        assertThat(JsonValue.parse(ALL).get("none")).isNull();
        assertThat(JsonValue.NULL.get("none")).isNull();
        assertThat(JsonValue.parse("[1]").get("none")).isNull();
    }

    @Test
    void anotherKindThanAskedForIsAFailureWithoutContent() {
        var text = JsonValue.of("canary");
        assertThatThrownBy(text::asLong).hasMessage("expected a JSON number, found string");
        assertThatThrownBy(text::asDouble).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(text::asBoolean).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(text::items).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(text::entries).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> text.at(0)).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(JsonValue.NULL::asString).hasMessage("expected a JSON string, found null");
    }

    @ParameterizedTest
    @CsvSource({"1,1", "-9223372036854775808,-9223372036854775808", "1.0,1", "1e3,1000", "1.5e1,15"})
    void aWholeNumberIsALongHoweverItIsWritten(String json, long number) {
        assertThat(JsonValue.parse(json).asLong()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "9223372036854775808", "1e999999999", "-1e-999999999"})
    void anotherNumberIsNoLong(String json) {
        assertThatThrownBy(() -> JsonValue.parse(json).asLong()).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(() -> JsonValue.parse("1" + "0".repeat(100_000)).asLong())
                .isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void emptyObjectsAreOneInstance() {
        assertThat(JsonValue.parse("{}")).isSameAs(JsonValue.EMPTY_OBJECT);
        assertThat(JsonValue.of(Map.of())).isSameAs(JsonValue.EMPTY_OBJECT);
        assertThat(JsonValue.parse("null")).isSameAs(JsonValue.NULL);
    }

    @Test
    void isMadeOfJavaValues() {
        var map = new HashMap<String, Object>();
        map.put("nothing", null);
        assertThat(JsonValue.of(map).toJson()).isEqualTo("{\"nothing\":null}");
        assertThat(JsonValue.of(Arrays.asList(
                                "a",
                                1,
                                2L,
                                (short) 3,
                                (byte) 4,
                                5.5,
                                6.5f,
                                new BigDecimal("7.70"),
                                BigInteger.TEN,
                                new AtomicLong(8),
                                true,
                                false,
                                null,
                                Instant.ofEpochMilli(9),
                                Color.of("blue"),
                                JsonValue.EMPTY_OBJECT,
                                List.of(List.of())))
                        .toJson())
                .isEqualTo(
                        "[\"a\",1,2,3,4,5.5,6.5,7.70,10,8,true,false,null,\"1970-01-01T00:00:00.009Z\",\"blue\",{},[[]]]");
    }

    @Test
    void isMadeOfModelsAndParams() {
        var thing = Thing.CODEC.fromJson("{\"id\":\"t_1\",\"more\":1}");
        assertThat(JsonValue.of(thing).toJson()).isEqualTo("{\"id\":\"t_1\",\"more\":1}");
        var params = ThingParams.of(p -> p.inBody("name", "Ada").cleared("last").extra("more", 1));
        assertThat(JsonValue.of(params).toJson()).isEqualTo("{\"name\":\"Ada\",\"last\":null,\"more\":1}");
        var list = ThingParams.of(p -> p.asItems(List.of("a")));
        assertThat(JsonValue.of(list).toJson()).isEqualTo("[\"a\"]");
    }

    @Test
    void laterChangesOfWhatItWasMadeOfDoNotShow() {
        var list = new ArrayList<>(List.of("a"));
        var map = new HashMap<String, Object>(Map.of("list", list));
        var json = JsonValue.of(map);
        list.add("b");
        map.clear();
        assertThat(json.toJson()).isEqualTo("{\"list\":[\"a\"]}");
    }

    @Test
    void cannotBeChanged() {
        var json = JsonValue.parse(ALL);
        assertThatThrownBy(() -> json.entries().clear()).isInstanceOf(UnsupportedOperationException.class);
        var array = json.entries().get("a");
        assertThatThrownBy(() -> array.items().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void whatCannotBeJsonIsRefusedWithoutItsContent() {
        assertThatThrownBy(() -> JsonValue.of(new Thread("canary")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A java.lang.Thread cannot be converted to JSON");
        assertThatThrownBy(() -> JsonValue.of(Map.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValue.of(List.of(Double.NaN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> JsonValue.of(Float.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "{", "[1,", "{\"a\"}", "{}{}", "{} x", "nul", "{'a':1}", "[1,]", "<p>", "\"canary"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonValue.parse(text))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageNotContaining("canary");
    }

    @Test
    void equalityGoesByContentAndNotByTheOrderOfProperties() {
        assertThat(JsonValue.parse("{\"a\":1,\"b\":[true]}"))
                .isEqualTo(JsonValue.parse("{\"b\":[true],\"a\":1}"))
                .hasSameHashCodeAs(JsonValue.parse("{\"b\":[true],\"a\":1}"))
                .isNotEqualTo(JsonValue.parse("{\"b\":[false],\"a\":1}"))
                .isNotEqualTo("{\"a\":1,\"b\":[true]}");
        assertThat(JsonValue.of("1")).isNotEqualTo(JsonValue.of(1));
        assertThat(JsonValue.of(1)).isEqualTo(JsonValue.of(1L));
    }

    @Test
    void ofTwoValuesOfOneNameTheLastStays() {
        assertThat(JsonValue.parse("{\"a\":1,\"a\":2}").toJson()).isEqualTo("{\"a\":2}");
    }

    @Test
    void toStringShowsKindAndSizeOnly() {
        assertThat(JsonValue.parse("{\"canary\":\"canary\"}")).hasToString("object(1)");
        assertThat(JsonValue.parse("[1,2]")).hasToString("array(2)");
        assertThat(JsonValue.of("canary")).hasToString("string(6)");
        assertThat(JsonValue.of(12)).hasToString("number");
        assertThat(JsonValue.of(true)).hasToString("boolean");
        assertThat(JsonValue.NULL).hasToString("null");
    }

    @Test
    void bindsToAClassOfTheCaller() {
        assertThat(JsonValue.parse("{\"name\":\"pro\",\"seats\":3}").as(Plan.class))
                .isEqualTo(new Plan("pro", 3));
        assertThat(JsonValue.of(List.of(1, 2)).as(long[].class)).containsExactly(1, 2);
    }

    @Test
    void aClassThatDoesNotFitIsAFailureWithoutContent() {
        for (var json : List.of("{\"seats\":\"canary\"}", "\"canary\"", "null", "[]")) {
            assertThatThrownBy(() -> JsonValue.parse(json).as(Plan.class))
                    .isInstanceOf(ClerkDecodingException.class)
                    .hasMessageContaining("does not fit " + Plan.class.getName())
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
        }
        assertThatThrownBy(() -> JsonValue.parse("{\"amount\":\"canary\"}").as(Price.class))
                .isInstanceOf(ClerkDecodingException.class)
                .hasMessageContaining("does not fit " + Price.class.getName())
                .hasMessageNotContaining("canary")
                .hasNoCause();
    }

    @Test
    void readsAsATypeThatHasACodec() {
        assertThat(JsonValue.parse("{\"id\":\"t_1\"}").as(Thing.CODEC).id()).isEqualTo("t_1");
        assertThatThrownBy(() -> JsonValue.parse("1").as(Thing.CODEC)).hasMessage("expected an object, found a number");
    }
}
