package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A union value whose discriminator comes last is read like every other value. */
class DiscriminatorTest {
    private static final int ROUNDS = 3_000;
    private static final int MANY = 200_000;
    private static final List<String> NAMES = List.of("object", "strategy", "a", "b", "c");

    /** Stands before an object whose last property tells what it is, so that all of it has been read ahead. */
    private static JsonSource behindAChoice(String json) {
        var in = JsonSource.of(json);
        assertThat(in.peekDiscriminator("object")).isEqualTo("known");
        return in;
    }

    @Test
    void valuesOfAllKindsReadTheSame() {
        var in = behindAChoice("""
                {"text":"é","whole":-7,"fraction":2.5e3,"yes":true,"no":false,"nothing":null,"time":1767225600123,
                "seconds":1.5,"list":["a",null,"b"],"map":{"x":1},"any":[{"y":[]}],"object":"known"}""");
        in.beginObject();
        assertThat(in.nextName()).isEqualTo("text");
        assertThat(in.string()).isEqualTo("é");
        in.nextName();
        assertThat(in.integer()).isEqualTo(-7);
        in.nextName();
        assertThat(in.decimal()).isEqualTo(2500);
        in.nextName();
        assertThat(in.bool()).isTrue();
        in.nextName();
        assertThat(in.bool()).isFalse();
        in.nextName();
        assertThat(in.string()).isNull();
        in.nextName();
        assertThat(in.millis()).isEqualTo(Instant.ofEpochMilli(1_767_225_600_123L));
        in.nextName();
        assertThat(in.seconds()).isEqualTo(Instant.ofEpochMilli(1_500));
        in.nextName();
        assertThat(in.list(Codecs.STRING)).containsExactly("a", "b");
        in.nextName();
        assertThat(in.map(Codecs.INTEGER)).isEqualTo(Map.of("x", 1L));
        in.nextName();
        assertThat(in.json()).isEqualTo(JsonValue.parse("[{\"y\":[]}]"));
        in.nextName();
        in.skip();
        in.endObject();
        in.endDocument();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "1e3                     | 1000",
                "-9223372036854775808    | -9223372036854775808",
                "9.0                     | 9",
            })
    void wholeNumbersReadTheSameHoweverTheyAreWritten(String written, long number) {
        var in = behindAChoice("{\"n\":" + written + ",\"object\":\"known\"}");
        in.beginObject();
        in.nextName();
        assertThat(in.integer()).isEqualTo(number);
        var plain = JsonSource.of(written);
        assertThat(plain.integer()).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"1.5", "9223372036854775808", "1e300"})
    void whatIsNoWholeNumberIsRefusedWithItsPlace(String written) {
        var in = behindAChoice("{\"a\":{\"n\":[0," + written + "]},\"object\":\"known\"}");
        in.beginObject();
        in.nextName();
        in.beginObject();
        in.nextName();
        assertThatThrownBy(() -> in.list(Codecs.INTEGER))
                .hasMessage("expected a whole number of 64 bits, found another number at $.a.n[1]");
    }

    @Test
    void aNumberTooLargeForADoubleIsRefusedWithItsPlace() {
        var in = behindAChoice("{\"n\":1e999,\"object\":\"known\"}");
        in.beginObject();
        in.nextName();
        assertThatThrownBy(in::decimal).hasMessage("expected a number, found one that is too large at $.n");
    }

    @Test
    void aPlaceIsToldFromTheStartOfTheDocument() {
        var in = JsonSource.of("{\"list\":[7,{\"a\":[true,{\"b\":{}},[1,null]],\"object\":\"known\"},8]}");
        in.beginObject();
        in.nextName();
        in.beginArray();
        in.integer();
        in.peekDiscriminator("object");
        in.beginObject();
        assertThatThrownBy(in::integer).hasMessage("expected a whole number, found a name at $.list[1].");
        in.nextName();
        in.beginArray();
        assertThatThrownBy(in::integer).hasMessageEndingWith(" at $.list[1].a[0]");
        in.skip();
        in.beginObject();
        in.nextName();
        assertThatThrownBy(in::integer).hasMessageEndingWith(" at $.list[1].a[1].b");
        in.skip();
        in.endObject();
        in.beginArray();
        in.skip();
        assertThatThrownBy(() -> in.required(in.string(), "text"))
                .hasMessage("expected text, found null at $.list[1].a[2][1]");
        in.endArray();
        assertThatThrownBy(in::integer).hasMessageEndingWith("found the end of the array at $.list[1].a[3]");
        in.endArray();
        in.nextName();
        in.skip();
        in.endObject();
        assertThatThrownBy(in::string).hasMessageEndingWith(" at $.list[2]");
    }

    @Test
    void aPlaceInAWholeObjectThatWasReadAheadIsToldToo() {
        var in = JsonSource.of("[0,{\"a\":[true]}]");
        in.beginArray();
        in.skip();
        assertThat(in.peekDiscriminator("object")).isEmpty();
        in.beginObject();
        in.nextName();
        assertThatThrownBy(in::string).hasMessageEndingWith(" at $[1].a");
    }

    @Test
    void brokenJsonAheadIsRefusedWhereItBreaks() {
        var in = JsonSource.of("{\"list\":[{\"a\":[1,2,}]}");
        in.beginObject();
        in.nextName();
        in.beginArray();
        assertThat(in.peekDiscriminator("object")).isEmpty();
        assertThatThrownBy(in::json).hasMessage("this is not JSON (byte 19) at $.list[0].a[2]");
    }

    @Test
    void unionsWithinUnionsReadTheSameWhereverTheirNamesStand() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        for (int i = 0; i < ROUNDS; i++) {
            var json = JsonValue.of(value(random, 4)).toJson();
            var in = JsonSource.of(json);
            assertThat(JsonValue.of(read(in, JsonValue.parse(json))))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(JsonValue.parse(json));
            in.endDocument();
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 7)) {
            case 0 -> random.nextInt();
            case 1 -> random.nextBoolean();
            case 2 -> "text " + random.nextInt(10);
            case 3 -> JsonValue.NULL;
            case 4 ->
                random.ints(random.nextInt(4))
                        .mapToObj(i -> value(random, depth - 1))
                        .toList();
            default -> object(random, depth - 1);
        };
    }

    private static Map<String, Object> object(Random random, int depth) {
        var object = new LinkedHashMap<String, Object>();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.put(NAMES.get(random.nextInt(NAMES.size())), value(random, depth));
        }
        return object;
    }

    /** Takes every object for a union. */
    private static Object read(JsonSource in, JsonValue expected) {
        if (in.atObject()) {
            return readUnion(in, expected);
        }
        if (!in.atArray()) {
            return in.json();
        }
        var list = new ArrayList<Object>();
        in.beginArray();
        while (in.hasNext()) {
            list.add(read(in, expected.items().get(list.size())));
        }
        in.endArray();
        return list;
    }

    private static Object readUnion(JsonSource in, JsonValue expected) {
        assertThat(in.peekDiscriminator("object", "strategy")).isEqualTo(textOf(expected));
        var map = new LinkedHashMap<String, Object>();
        in.beginObject();
        while (in.hasNext()) {
            var name = in.nextName();
            map.put(name, read(in, expected.entries().get(name)));
        }
        in.endObject();
        return map;
    }

    private static String textOf(JsonValue object) {
        for (var name : List.of("object", "strategy")) {
            var value = object.get(name);
            if (value != null && value.isString()) {
                return value.asString();
            }
        }
        return "";
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "null"})
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyOddElementsAreReadInAFewSeconds(String element) {
        var elements = "[" + (element + ",").repeat(MANY) + "\"a\"]";
        var json =
                "{\"tags\":" + elements + ",\"owner\":{\"tags\":" + elements + "},\"metadata\":1,\"object\":\"known\"}";

        var thing = Thing.CODEC.read(behindAChoice(json));

        assertThat(JsonValue.parse(thing.toJson())).isEqualTo(JsonValue.parse(json));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyModelsWithAnOddFieldAreReadInAFewSeconds() {
        var in = behindAChoice("{\"list\":[" + "{\"id\":7},".repeat(MANY) + "{\"id\":\"t\"}],\"object\":\"known\"}");
        in.beginObject();
        in.nextName();

        var things = in.list(Thing.CODEC);

        assertThat(things).hasSize(MANY + 1);
        assertThatThrownBy(() -> things.get(0).id()).hasMessageContaining("expected text, found a number");
        assertThat(things.get(MANY).id()).isEqualTo("t");
    }

    @Test
    void eachPlaceIsToldWhenManyAreAskedFor() {
        var in = JsonSource.of("[" + "{\"a\":[1,{\"b\":2},[3],4],\"object\":\"known\"},".repeat(2) + "5]");
        in.beginArray();
        for (int i = 0; i < 2; i++) {
            in.peekDiscriminator("object");
            checkPlace(in, "$[" + i + "]");
            in.beginObject();
            in.nextName();
            checkPlace(in, "$[" + i + "].a");
            in.beginArray();
            checkPlace(in, "$[" + i + "].a[0]");
            checkPlace(in, "$[" + i + "].a[0]");
            in.skip();
            in.beginObject();
            in.nextName();
            checkPlace(in, "$[" + i + "].a[1].b");
            in.skip();
            in.endObject();
            in.beginArray();
            in.skip();
            checkPlace(in, "$[" + i + "].a[2][1]");
            in.endArray();
            checkPlace(in, "$[" + i + "].a[3]");
            in.skip();
            in.endArray();
            in.nextName();
            in.skip();
            in.endObject();
        }
        checkPlace(in, "$[2]");
    }

    private static void checkPlace(JsonSource in, String place) {
        assertThatThrownBy(in::bool).hasMessageEndingWith(" at " + place);
    }
}
