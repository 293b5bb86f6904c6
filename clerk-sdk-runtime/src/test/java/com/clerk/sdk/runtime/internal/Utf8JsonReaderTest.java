package com.clerk.sdk.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8259 and RFC 3629, token by token. */
class Utf8JsonReaderTest {
    private static final int DEPTH = 100_000;
    private static final int LARGE = 10_000_000;

    private static Utf8JsonReader reader(String json) {
        return reader(json.getBytes(StandardCharsets.UTF_8));
    }

    private static Utf8JsonReader reader(byte[] json) {
        return Utf8JsonReader.of(json, DEPTH);
    }

    /** Reads a whole text by skipping. */
    private static void check(byte[] json) {
        var in = reader(json);
        in.skip();
        assertThat(in.peek()).isEqualTo(JsonToken.END_DOCUMENT);
    }

    private static void check(String json) {
        check(json.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] quoted(int... bytes) {
        var json = new byte[bytes.length + 2];
        json[0] = '"';
        for (int i = 0; i < bytes.length; i++) {
            json[i + 1] = (byte) bytes[i];
        }
        json[bytes.length + 1] = '"';
        return json;
    }

    @Test
    void tokensComeInTheirOrder() {
        var in = reader(" { \"a\" : [ 1 , true , null , \"x\" ] , \"b\" : { } } \r\n\t");
        in.beginObject();
        assertThat(in.nextName()).isEqualTo("a");
        in.beginArray();
        assertThat(in.nextNumber()).isEqualTo("1");
        assertThat(in.nextBoolean()).isTrue();
        in.nextNull();
        assertThat(in.hasNext()).isTrue();
        assertThat(in.nextString()).isEqualTo("x");
        assertThat(in.hasNext()).isFalse();
        in.endArray();
        assertThat(in.nextName()).isEqualTo("b");
        in.beginObject();
        assertThat(in.hasNext()).isFalse();
        in.endObject();
        in.endObject();
        assertThat(in.peek()).isEqualTo(JsonToken.END_DOCUMENT);
        assertThat(in.hasNext()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1",
                "-12",
                "0.5",
                "1e5",
                "1E+5",
                "1e-05",
                "-0.0e0",
                "true",
                "false",
                "null",
                "\"\"",
                "[]",
                "{}",
                "[[]]",
                "[{}]",
                "[0,1]",
                "{\"\":0}",
                "{\"a\":0,\"a\":1}",
                "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\u007f\"",
                "\"é€😀\"",
                " [ ] ",
                "\t\r\n0\n"
            })
    void jsonIsRead(String json) {
        check(json);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "01                | 1",
                "-                 | -1",
                "-a                | 1",
                "+1                | 0",
                ".5                | 0",
                "1.                | -1",
                "1.e5              | 2",
                "1e                | -1",
                "1e+               | -1",
                "1e+]              | 3",
                "0x1               | 1",
                "NaN               | 0",
                "nul               | -1",
                "nuLl              | 2",
                "trues             | 4",
                "True              | 0",
                "-Infinity         | 1",
                "[                 | -1",
                "[1                | -1",
                "[1,               | -1",
                "[1,]              | 3",
                "[,1]              | 1",
                "[1 2]             | 3",
                "[1}               | 2",
                "]                 | 0",
                "{                 | -1",
                "{\"a\"            | -1",
                "{\"a\":           | -1",
                "{\"a\" 1}         | 5",
                "{\"a\":1,}        | 7",
                "{\"a\":1 \"b\":2} | 7",
                "{\"a\":}          | 5",
                "{a:1}             | 1",
                "{1:1}             | 1",
                "{\"a\":1]         | 6",
                "{,}               | 1",
                "'a'               | 0",
                "\"a               | -1",
                "\"\\             | -1",
                "\"\\x\"          | 2",
                "\"\\u12\"        | 5",
                "\"\\u12g4\"      | 5",
                "\"\\u            | -1",
                "\"a\" \"b\"       | 4",
                "[] []             | 3",
                "/*c*/1            | 0",
                "1 //c             | 2",
                "``                | -1",
                "\u00a01           | 0",
            })
    void otherTextIsRefusedWithItsPlace(String json, int place) {
        int end = json.getBytes(StandardCharsets.UTF_8).length;
        var problem =
                place < 0 ? "the JSON ends too early (byte " + end + ")" : "this is not JSON (byte " + place + ")";
        assertThatThrownBy(() -> {
                    var in = reader(json);
                    in.skip();
                    in.skip();
                })
                .isInstanceOfSatisfying(
                        ClerkDecodingException.class,
                        e -> assertThat(e.problem()).isEqualTo(problem))
                .hasMessageNotContaining("canary");
    }

    @Test
    void controlCharactersInTextAreRefused() {
        for (int c = 0; c < ' '; c++) {
            var json = quoted('a', c, 'b');
            assertThatThrownBy(() -> reader(json).nextString()).hasMessage("this is not JSON (byte 2)");
        }
    }

    @Test
    void everyCharacterIsReadAsItIsWritten() {
        for (int c = ' '; c <= Character.MAX_CODE_POINT; c += c < 0x900 ? 1 : 97) {
            if (c == '"' || c == '\\' || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                continue;
            }
            var text = "ab" + Character.toString(c) + "c";
            assertThat(reader('"' + text + '"').nextString()).isEqualTo(text);
            assertThat(reader('"' + text + "\\n\"").nextString()).isEqualTo(text + "\n");
        }
    }

    @Test
    void escapesAreReplaced() {
        assertThat(reader("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\u20AC\\uD83D\\uDE00x\"")
                        .nextString())
                .isEqualTo("\"\\/\b\f\n\r\té€😀x");
        assertThat(reader("\"\\ud83d\"").nextString()).isEqualTo("\ud83d");
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        // RFC 3629 section 4: continuation bytes alone, overlong encodings, surrogates, code points above U+10FFFF.
        int[][] all = {
            {0x80},
            {0xBF},
            {0xC0, 0x80},
            {0xC1, 0xBF},
            {0xE0, 0x9F, 0xBF},
            {0xF0, 0x8F, 0xBF, 0xBF},
            {0xED, 0xA0, 0x80},
            {0xED, 0xBF, 0xBF},
            {0xF4, 0x90, 0x80, 0x80},
            {0xF5, 0x80, 0x80, 0x80},
            {0xF8, 0x88, 0x80, 0x80, 0x80},
            {0xFF},
            {0xFE},
            {0xC3},
            {0xC3, 'a'},
            {0xE2, 0x82},
            {0xE2, 'a', 'b'},
            {0xF0, 0x9F, 0x98},
            {0xE2, 0x82, 0xC3}
        };
        for (var bytes : all) {
            assertThatThrownBy(() -> reader(quoted(bytes)).nextString())
                    .as("%s", Arrays.toString(bytes))
                    .hasMessage("this is not UTF-8 (byte 1)");
            assertThatThrownBy(() -> check(quoted(bytes))).isInstanceOf(ClerkDecodingException.class);
        }
        for (var bytes : new int[][] {
            {0xC2, 0x80},
            {0xDF, 0xBF},
            {0xE0, 0xA0, 0x80},
            {0xED, 0x9F, 0xBF},
            {0xEE, 0x80, 0x80},
            {0xEF, 0xBF, 0xBF},
            {0xF0, 0x90, 0x80, 0x80},
            {0xF4, 0x8F, 0xBF, 0xBF}
        }) {
            check(quoted(bytes));
        }
    }

    @Test
    void aSurrogateWithoutItsOtherHalfIsReadFromATextAlone() {
        for (var text : List.of("\ud800", "a\udfffb", "\udc00\ud800", "😀\ud83d?", "é\ud800\"")) {
            var json = '"' + text.replace("\"", "\\\"") + '"';
            var in = Utf8JsonReader.of(json, DEPTH);
            assertThat(in.nextString()).isEqualTo(text);
            assertThat(in.peek()).isEqualTo(JsonToken.END_DOCUMENT);
        }
    }

    @Test
    void aSurrogateWithoutItsOtherHalfIsRefusedWhereAnEscapeWouldNotStandForIt() {
        var refused = List.of("\ud800", "[\udc00]", "\\\ud800\"", "\"\\\\\\\ud800\"", "\"\\u00\udc00\"");
        for (var json : refused) {
            var in = Utf8JsonReader.of(json, DEPTH);
            assertThatThrownBy(in::skip).isInstanceOf(ClerkDecodingException.class);
        }
        assertThat(Utf8JsonReader.of("\"\\\\\ud800\"", DEPTH).nextString()).isEqualTo("\\\ud800");
    }

    @Test
    void rawJsonHasASurrogateWithoutItsOtherHalfAsItsEscape() {
        var json = "[ \"a\ud800\", {\"\udfffé\\\\\udc00\": \"😀\\ud800\"} ]";
        var in = Utf8JsonReader.of(json, DEPTH);
        var raw = in.nextRaw();
        assertThat(raw).isEqualTo("[\"a\\ud800\",{\"\\udfffé\\\\\\udc00\":\"😀\\ud800\"}]");

        var again = reader(raw);
        again.beginArray();
        assertThat(again.nextString()).isEqualTo("a\ud800");
        again.beginObject();
        assertThat(again.nextName()).isEqualTo("\udfffé\\\udc00");
        assertThat(again.nextString()).isEqualTo("😀\ud800");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                7,
                -7,
                12_345_678,
                123_456_789,
                1_790_000_000_123L,
                -1_790_000_000_123L,
                99_999_999,
                100_000_000,
                10_000_000_000_000_000L,
                999_999_999_999_999_999L,
                -999_999_999_999_999_999L
            })
    void wholeNumbersOfUpTo18DigitsAreRead(long number) {
        for (var after : List.of("", " ", ",1]")) {
            var in = reader("[" + number + after);
            in.beginArray();
            assertThat(in.nextWhole()).isTrue();
            assertThat(in.whole()).isEqualTo(number);
        }
    }

    @Test
    void wholeNumbersOfAllLengthsAreRead() {
        var random = new Random(20260512);
        for (int i = 0; i < 20_000; i++) {
            long number = random.nextLong() % (long) Math.pow(10, random.nextInt(18) + 1);
            var in = reader(Long.toString(number));
            assertThat(in.nextWhole()).isTrue();
            assertThat(in.whole()).isEqualTo(number);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1000000000000000000", "1.0", "1e3", "1E3", "12345678.5", "123456789e1", "-9223372036854775808"})
    void otherNumbersStayUnread(String number) {
        var in = reader(number);
        assertThat(in.nextWhole()).isFalse();
        assertThat(in.nextNumber()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"01", "-01", "0123456789", "-"})
    void aNumberWithALeadingZeroIsNotRead(String number) {
        assertThatThrownBy(() -> {
                    var in = reader(number);
                    if (!in.nextWhole()) {
                        in.nextNumber();
                    }
                    in.peek();
                })
                .isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void aTokenOfAnotherTypeIsRefusedAndStays() {
        var in = reader("[7]");
        assertThatThrownBy(in::beginObject).hasMessage("expected an object, found an array");
        assertThatThrownBy(in::nextString).hasMessage("expected text, found an array");
        in.beginArray();
        assertThatThrownBy(in::nextBoolean).hasMessage("expected true or false, found a number at $[0]");
        assertThatThrownBy(in::nextNull).hasMessage("expected null, found a number at $[0]");
        assertThatThrownBy(in::nextName).hasMessage("expected a name, found a number at $[0]");
        assertThatThrownBy(in::endArray).hasMessage("expected the end of the array, found a number at $[0]");
        in.skip();
        assertThatThrownBy(in::nextWhole).hasMessage("expected a number, found the end of the array at $[1]");
        assertThatThrownBy(in::endObject)
                .hasMessage("expected the end of the object, found the end of the array at $[1]");
        in.endArray();
        assertThatThrownBy(in::beginArray).hasMessage("expected an array, found the end");
    }

    @Test
    void aPathEndsBeforeANameThatCanBeData() {
        assertThat(pathOf("[0,{\"a\":[{\"b_c-1\":")).isEqualTo("$[1].a[0].b_c-1");
        assertThat(pathOf("{\"a\":{\"ada@example.com\":{\"b\":")).isEqualTo("$.a.…");
        assertThat(pathOf("{\"a\\u0062\":")).isEqualTo("$.…");
        assertThat(pathOf("{\"" + "x".repeat(300) + "\":")).isEqualTo("$.…");
        assertThat(pathOf("[".repeat(300))).isEqualTo("$" + "[0]".repeat(67).substring(0, 198) + "…");
        assertThat(pathOf("[".repeat(299) + "{\"a\":")).endsWith("…").hasSizeLessThan(210);
    }

    private static String pathOf(String start) {
        try {
            check(start + "?");
        } catch (ClerkDecodingException e) {
            return e.jsonPath();
        }
        throw new AssertionError("accepted");
    }

    @Test
    void namesAreFoundByTheirBytes() {
        var names = List.of(
                "id",
                "a",
                "",
                "exactly8",
                "exactly_9",
                "sixteen_bytes_16",
                "seventeen_bytes17",
                "created_at_a_x_created_at",
                "created_at_b_x_created_at",
                "é");
        var table = new NameTable(names);
        for (int i = 0; i < names.size(); i++) {
            for (int guess = NameTable.UNKNOWN; guess <= names.size(); guess++) {
                for (var after : List.of(":0}", ":0,\"other_names\":[1,2,3]}")) {
                    var in = reader("{\"" + names.get(i) + '"' + after);
                    in.beginObject();
                    assertThat(in.nextName(table, guess)).isEqualTo(i);
                    assertThat(table.name(i)).isEqualTo(names.get(i));
                    assertThat(in.nextWhole()).isTrue();
                }
            }
        }
        for (var other : List.of(
                "i",
                "idd",
                "exactly",
                "exactly88",
                "sixteen_bytes_61",
                "created_at_c_x_created_at",
                "è",
                "\\u0069e",
                "b\\n")) {
            var in = reader("{\"" + other + "\":0}");
            in.beginObject();
            assertThat(in.nextName(table, 0)).isEqualTo(NameTable.UNKNOWN);
            in.nextName();
            assertThat(in.nextWhole()).isTrue();
        }
    }

    @Test
    void anEscapedNameIsTheSameName() {
        var in = reader("{\"\\u0069d\":7}");
        in.beginObject();
        assertThat(in.nextName(new NameTable(List.of("id")), 0)).isZero();
        assertThat(in.nextWhole()).isTrue();
    }

    @Test
    void aTableOfManyNamesFindsEach() {
        var names = IntStream.range(0, 500).mapToObj(i -> "name_" + i).toList();
        var table = new NameTable(names);
        for (int i = 0; i < names.size(); i++) {
            var in = reader("{\"" + names.get(i) + "\":0}");
            in.beginObject();
            assertThat(in.nextName(table, NameTable.UNKNOWN)).isEqualTo(i);
        }
    }

    @Test
    void shortTextsOfALongDocumentAreTheirOwn() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        var texts = new ArrayList<String>();
        var json = new StringBuilder("[");
        while (json.length() < 100_000) {
            var text = random.ints(random.nextInt(20), 'a', 'd')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            texts.add(text);
            json.append(texts.size() == 1 ? "" : ",").append('"').append(text).append('"');
        }
        var in = reader(json.append(']').toString());
        in.beginArray();
        for (var text : texts) {
            assertThat(in.nextString()).as("seed %d", seed).isEqualTo(text);
        }
        in.endArray();
    }

    @Test
    void aMarkLeadsBackToItsValue() {
        var in = reader("[0,{\"a\":[1,{\"b\":2}]},3]");
        in.beginArray();
        in.skip();
        long start = in.mark();
        in.beginObject();
        in.nextName();
        in.beginArray();
        in.skip();
        in.beginObject();
        in.reset(start);
        assertThat(in.nextRaw()).isEqualTo("{\"a\":[1,{\"b\":2}]}");
        assertThat(in.problem("x")).hasMessage("x at $[2]");
        assertThat(in.problemAtPrevious("x")).hasMessage("x at $[1]");
        assertThat(in.nextNumber()).isEqualTo("3");
        in.endArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7",
                "-1.5e+3",
                "true",
                "null",
                "\"\"",
                "\"a\\\"]b\\\\\"",
                "\"é}\"",
                "[]",
                "{}",
                "[{\"]\":[\"}\",7]}, 8]",
                "{\"a\" : {\"b\":[ ]}}"
            })
    void passingMovesAfterOneWholeValue(String value) {
        for (var after : List.of(",\"next\"]", " , \"next\"]")) {
            var in = reader("[" + value + after);
            in.beginArray();
            in.pass();
            assertThat(in.nextString()).isEqualTo("next");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "[1", "{\"a\":", "\"a", "\"a\\", "[\"a"})
    void passingEndsWithTheText(String json) {
        var in = reader(json);
        assertThatThrownBy(() -> {
                    in.pass();
                    in.skip();
                })
                .isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void rawJsonHasNoBlanksOutsideOfTexts() {
        var in = reader(" [ \"a b\\\"\\\\\" , { \"c d\" : \" é\\u0020\\n\" } ,\n\t 1e5 , null ] ");
        assertThat(in.nextRaw()).isEqualTo("[\"a b\\\"\\\\\",{\"c d\":\" é\\u0020\\n\"},1e5,null]");
        assertThat(in.peek()).isEqualTo(JsonToken.END_DOCUMENT);
    }

    @Test
    void theDepthIsLimited() {
        check("[".repeat(DEPTH) + "]".repeat(DEPTH));
        assertThatThrownBy(() -> check("[".repeat(DEPTH + 1) + "]".repeat(DEPTH + 1)))
                .hasMessageStartingWith("expected at most 100000 levels of objects and arrays, found more");
        assertThatThrownBy(() -> check("{\"a\":".repeat(DEPTH + 1))).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void aTextThatIsCutOffAnywhereIsRefused() {
        var json = "{\"a\":[true,-1.5e3,\"é\\u00e9😀\\n\",null,{}],\"b\":false}".getBytes(StandardCharsets.UTF_8);
        check(json);
        for (int i = 0; i < json.length; i++) {
            var cut = Arrays.copyOf(json, i);
            int end = i;
            assertThatThrownBy(() -> check(cut))
                    .isInstanceOfSatisfying(
                            ClerkDecodingException.class,
                            e -> assertThat(e.problem()).isEqualTo("the JSON ends too early (byte " + end + ")"));
        }
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("large")
    void largeTextsAreReadInAFewSeconds() {
        for (var part : List.of("a", "\\n", "é", "\\ud83d", "a\\\\", "漢字x")) {
            int count = LARGE / part.getBytes(StandardCharsets.UTF_8).length;
            var json = '"' + part.repeat(count) + '"';
            assertThat(reader(json).nextString()).hasSizeGreaterThanOrEqualTo(count);
            check(json);
        }
        assertThat(reader("1".repeat(LARGE)).nextNumber()).hasSize(LARGE);
        assertThat(reader("1".repeat(LARGE)).nextWhole()).isFalse();
        check("[" + "0,".repeat(LARGE / 2) + "0]");
        check("[" + "{\"a\":[]},".repeat(LARGE / 9) + "0]");
        check(" ".repeat(LARGE) + "0");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @Tag("large")
    void manyPathsOfALargeTextAreToldInAFewSeconds() {
        var in = reader("{\"" + "x".repeat(LARGE) + "\":" + "[".repeat(1000) + "7");
        in.beginObject();
        in.nextName();
        for (int i = 0; i < 1000; i++) {
            in.beginArray();
        }
        for (int i = 0; i < 100_000; i++) {
            assertThat(in.problem("x").jsonPath()).isEqualTo("$.…");
        }
    }
}
