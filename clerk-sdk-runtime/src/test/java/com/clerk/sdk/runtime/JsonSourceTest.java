package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSourceTest {
    private static JsonSource source(String json) {
        return JsonSource.of(json);
    }

    private static ClerkDecodingException failure(Codec<?> codec, String json) {
        return catchThrowableOfType(ClerkDecodingException.class, () -> codec.fromJson(json));
    }

    @Test
    void readsEveryKindOfScalar() {
        assertThat(source("\"a\\u00fc\"").string()).isEqualTo("aü");
        assertThat(source("true").bool()).isTrue();
        assertThat(source("-9223372036854775808").integer()).isEqualTo(Long.MIN_VALUE);
        assertThat(source("1.5e3").decimal()).isEqualTo(1500.0);
    }

    @Test
    void readsBytesAsUtf8() {
        var bytes = "[\"aü😀\"]".getBytes(StandardCharsets.UTF_8);
        assertThat(JsonSource.of(bytes).list(Codecs.STRING)).containsExactly("aü😀");
        var broken = new byte[] {'"', 'a', (byte) 0xff, '"'};
        assertThatThrownBy(() -> JsonSource.of(broken).string()).hasMessage("this is not UTF-8 (byte 2)");
    }

    @Test
    void bytesReadTheSameHoweverManyTheyAre() {
        for (int length : new int[] {8180, 8186, 8187, 8188, 8189, 8190, 8191, 8192, 8193, 16_384, 100_000}) {
            var text = "x".repeat(length) + "ü😀";
            assertThat(JsonSource.of(('"' + text + '"').getBytes(StandardCharsets.UTF_8))
                            .string())
                    .isEqualTo(text);

            var broken = ("\"" + "x".repeat(length) + "?\"").getBytes(StandardCharsets.UTF_8);
            broken[length + 1] = (byte) 0xff;
            assertThatThrownBy(() -> JsonSource.of(broken).string())
                    .hasMessage("this is not UTF-8 (byte " + (length + 1) + ")");
        }
    }

    @Test
    void aByteOrderMarkIsNotJson() {
        var json = "\ufeff7".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> JsonSource.of(json).integer()).hasMessage("this is not JSON (byte 0)");
    }

    @Test
    void aNullTokenIsNull() {
        assertThat(source("null").string()).isNull();
        assertThat(source("null").bool()).isNull();
        assertThat(source("null").integer()).isNull();
        assertThat(source("null").decimal()).isNull();
        assertThat(source("null").millis()).isNull();
        assertThat(source("null").seconds()).isNull();
        assertThat(source("null").dateTime()).isNull();
        assertThat(source("null").value(Codecs.STRING)).isNull();
    }

    @Test
    void aListOrMapThatIsNullIsNull() {
        assertThat(source("null").list(Codecs.STRING)).isNull();
        assertThat(source("null").map(Codecs.STRING)).isNull();
    }

    @Test
    void jsonNullIsAValueWhereAnyJsonIsRead() {
        assertThat(source("null").json()).isSameAs(JsonValue.NULL);
    }

    @Test
    void readsTimesInAllThreeForms() {
        assertThat(source("1716883200123").millis()).isEqualTo(Instant.ofEpochMilli(1716883200123L));
        assertThat(source("1716883200").seconds()).isEqualTo(Instant.ofEpochSecond(1716883200));
        assertThat(source("1716883200.25").seconds()).isEqualTo(Instant.ofEpochSecond(1716883200, 250_000_000));
        assertThat(source("-0.5").seconds()).isEqualTo(Instant.ofEpochSecond(-1, 500_000_000));
        assertThat(source("\"2026-05-12T08:00:00.5Z\"").dateTime()).isEqualTo("2026-05-12T08:00:00.5Z");
        assertThat(source("\"2026-05-12T10:00:00+02:00\"").dateTime()).isEqualTo("2026-05-12T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e300", "-1e300"})
    void secondsBeyondAllCalendarsAreRefused(String json) {
        assertThatThrownBy(() -> source(json).seconds()).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void listsDropNullsAndAreImmutable() {
        for (var json : List.of("[null]", "[]")) {
            assertThat(source(json).list(Codecs.INTEGER)).isEmpty();
        }
        assertThat(source("[null,1,null]").list(Codecs.INTEGER)).containsExactly(1L);
        var three = source("[1,null,2,3]").list(Codecs.INTEGER);
        assertThat(three).containsExactly(1L, 2L, 3L);
        assertThatThrownBy(() -> three.add(4L)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void mapsKeepTheirOrderDropNullsAndAreImmutable() {
        var map = source("{\"z\":1,\"a\":null,\"m\":2,\"z\":3}").map(Codecs.INTEGER);
        assertThat(map).containsExactly(Map.entry("z", 3L), Map.entry("m", 2L));
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThat(source("{}").map(Codecs.INTEGER)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[1]               | expected text, found a number at $[0]",
                "[true]            | expected text, found true or false at $[0]",
                "[\"a\",{}]        | expected text, found an object at $[1]",
                "[[]]              | expected text, found an array at $[0]",
                "{}                | expected an array, found an object",
                "\"a\"             | expected an array, found text",
                "[\"a\"            | the JSON ends too early (byte 4) at $[1]",
                "[\"a\"] x         | this is not JSON (byte 6)",
                "[\"a\"] []        | this is not JSON (byte 6)",
                "<html>            | this is not JSON (byte 0)",
                "``                | the JSON ends too early (byte 0)",
            })
    void aWrongTokenSaysWhatAndWhereButNeverTheContent(String json, String message) {
        assertThat(failure(Codecs.list(Codecs.STRING), json))
                .hasMessage(message)
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e30", "\"1\"", "true", "[]", "{}"})
    void onlyAWholeNumberOf64BitsIsAnInteger(String json) {
        assertThat(failure(Codecs.INTEGER, json)).isNotNull();
        assertThat(failure(Codecs.MILLIS, json)).isNotNull();
    }

    @Test
    void aWholeNumberWrittenAsAFractionIsAnInteger() {
        assertThat(Codecs.INTEGER.fromJson("1.0")).isEqualTo(1);
        assertThat(Codecs.INTEGER.fromJson("1e3")).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yesterday\"", "\"\"", "1716883200", "\"2026-13-01T00:00:00Z\""})
    void onlyRfc3339IsADateTime(String json) {
        assertThat(failure(Codecs.DATE_TIME, json)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999", "NaN", "\"1\"", "true"})
    void onlyAFiniteNumberIsADecimal(String json) {
        assertThat(failure(Codecs.DECIMAL, json)).isNotNull();
    }

    @Test
    void everyCodecButThatOfAnyJsonRefusesNull() {
        for (var codec : List.of(
                Codecs.STRING,
                Codecs.BOOL,
                Codecs.INTEGER,
                Codecs.DECIMAL,
                Codecs.MILLIS,
                Codecs.SECONDS,
                Codecs.DATE_TIME,
                Color.CODEC,
                Thing.CODEC)) {
            assertThat(failure(codec, "null").getMessage()).endsWith("found null");
        }
    }

    @Test
    void thePathLeadsThroughObjectsAndArrays() {
        var failure = failure(Codecs.list(Codecs.map(Codecs.list(Codecs.STRING))), "[{},{\"owner\":[\"a\",7]}]");
        assertThat(failure.jsonPath()).isEqualTo("$[1].owner[1]");
        assertThat(failure.operation()).isNull();
    }

    @Test
    void aMistakeInTextThatIsReadAlreadyHasItsOwnPath() {
        assertThat(failure(Codecs.list(Codecs.DATE_TIME), "[\"2026-05-12T08:00:00Z\",\"canary\"]"))
                .hasMessage("expected a date and time, found other text at $[1]");
    }

    @Test
    void aNameThatMayBeDataIsNotInThePath() {
        var failure = failure(Codecs.map(Codecs.map(Codecs.STRING)), "{\"plain\":{\"ada@example.com\":7}}");
        assertThat(failure.jsonPath()).isEqualTo("$.plain.ada@example.com".replace("ada@example.com", "…"));
        assertThat(failure(Codecs.map(Codecs.STRING), "{\"line\\nbreak\":7}").jsonPath())
                .isEqualTo("$.…");
    }

    @Test
    void aPathIsCut() {
        var json = "{\"" + "x".repeat(500) + "\":7}";
        assertThat(failure(Codecs.map(Codecs.STRING), json).jsonPath()).isEqualTo("$.…");
    }

    @Test
    void theDepthOfJsonIsLimited() {
        var deep = "[".repeat(100_000);
        assertThat(failure(Codecs.JSON, deep)).isNotNull();
    }

    @Test
    void aFailureCanBeToldItsOperation() {
        var problem = failure(Thing.CODEC, "[]");
        var failure = new ClerkDecodingException(problem.problem(), problem.jsonPath(), "things.get");
        assertThat(failure).hasMessage("things.get: expected an object, found an array");
        assertThat(failure.operation()).isEqualTo("things.get");
    }

    @Test
    void skippingPassesOneWholeValue() {
        var in = source("[{\"a\":[1,2]},7]");
        in.beginArray();
        in.skip();
        assertThat(in.integer()).isEqualTo(7);
        in.endArray();
        in.endDocument();
    }

    @Test
    void leavingTooEarlyIsAFailure() {
        var in = source("[1,2]");
        in.beginArray();
        assertThatThrownBy(in::endArray).isInstanceOf(ClerkDecodingException.class);
        var object = source("{\"a\":1}");
        object.beginObject();
        assertThatThrownBy(object::endObject).isInstanceOf(ClerkDecodingException.class);
        assertThatThrownBy(object::beginArray).isInstanceOf(ClerkDecodingException.class);
    }

    @Test
    void tellsWhatComesWithoutReadingIt() {
        var in = source("[{}]");
        assertThat(in.atArray()).isTrue();
        assertThat(in.atObject()).isFalse();
        in.beginArray();
        assertThat(in.atObject()).isTrue();
        assertThat(in.json()).isEqualTo(JsonValue.EMPTY_OBJECT);
    }
}
