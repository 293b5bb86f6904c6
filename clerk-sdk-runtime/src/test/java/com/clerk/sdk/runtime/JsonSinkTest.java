package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class JsonSinkTest {
    private static final Instant TIME = Instant.parse("2026-05-12T08:00:00.250Z");

    private static String written(Consumer<JsonSink> writing) {
        var text = new StringWriter();
        writing.accept(JsonSink.to(text));
        return text.toString();
    }

    private static String object(Consumer<JsonSink> fields) {
        return written(out -> {
            out.beginObject();
            fields.accept(out);
            out.endObject();
        });
    }

    @Test
    void writesEveryKindOfProperty() {
        var map = new LinkedHashMap<String, Long>();
        map.put("b", 1L);
        map.put("a", 2L);
        var json = object(out -> out.string("s", "a\"\n")
                .bool("b", true)
                .integer("i", 7L)
                .decimal("d", 1.5)
                .millis("ms", TIME)
                .seconds("sec", TIME)
                .dateTime("t", TIME)
                .value("v", Color.CODEC, Color.RED)
                .list("l", Codecs.STRING, List.of("x", "y"))
                .map("m", Codecs.INTEGER, map)
                .json("j", JsonValue.parse("[null]")));
        assertThat(json)
                .isEqualTo("{\"s\":\"a\\\"\\n\",\"b\":true,\"i\":7,\"d\":1.5,\"ms\":1778572800250,"
                        + "\"sec\":1778572800.25,\"t\":\"2026-05-12T08:00:00.250Z\",\"v\":\"red\","
                        + "\"l\":[\"x\",\"y\"],\"m\":{\"b\":1,\"a\":2},\"j\":[null]}");
    }

    @Test
    void aPropertyThatIsNullIsNotWritten() {
        assertThat(object(out -> out.string("s", null)
                        .bool("b", null)
                        .integer("i", null)
                        .decimal("d", null)
                        .millis("ms", null)
                        .seconds("sec", null)
                        .dateTime("t", null)
                        .value("v", Color.CODEC, null)
                        .list("l", Codecs.STRING, null)
                        .map("m", Codecs.INTEGER, null)
                        .json("j", null)))
                .isEqualTo("{}");
    }

    @Test
    void jsonNullIsWritten() {
        assertThat(object(out -> out.json("j", JsonValue.NULL))).isEqualTo("{\"j\":null}");
    }

    @Test
    void writesArrays() {
        assertThat(written(out -> out.beginArray()
                        .string("a")
                        .bool(true)
                        .integer(1)
                        .decimal(2.5)
                        .json(JsonValue.NULL)
                        .endArray()))
                .isEqualTo("[\"a\",true,1,2.5,null]");
    }

    @Test
    void wholeSecondsHaveNoFraction() {
        assertThat(Codecs.SECONDS.toJson(Instant.ofEpochSecond(5))).isEqualTo("5");
        assertThat(Codecs.SECONDS.toJson(Instant.ofEpochSecond(-1, 500_000_000)))
                .isEqualTo("-0.5");
    }

    @Test
    void whatIsWrittenCanBeReadAgain() {
        assertThat(Codecs.STRING.fromJson(Codecs.STRING.toJson("<'ü\u2028\0😀>")))
                .isEqualTo("<'ü\u2028\0😀>");
        assertThat(Codecs.BOOL.fromJson(Codecs.BOOL.toJson(true))).isTrue();
        assertThat(Codecs.DECIMAL.fromJson(Codecs.DECIMAL.toJson(0.1))).isEqualTo(0.1);
        assertThat(Codecs.MILLIS.fromJson(Codecs.MILLIS.toJson(TIME))).isEqualTo(TIME);
        assertThat(Codecs.SECONDS.fromJson(Codecs.SECONDS.toJson(TIME))).isEqualTo(TIME);
        assertThat(Codecs.DATE_TIME.fromJson(Codecs.DATE_TIME.toJson(TIME))).isEqualTo(TIME);
        var lists = Codecs.list(Codecs.map(Codecs.INTEGER));
        assertThat(lists.toJson(lists.fromJson("[{\"b\":1,\"a\":2},{}]"))).isEqualTo("[{\"b\":1,\"a\":2},{}]");
    }

    @Test
    void aNumberThatIsNotFiniteIsRefused() {
        assertThatThrownBy(() -> Codecs.DECIMAL.toJson(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void callsInAnOrderThatGivesNoJsonFail() {
        assertThatThrownBy(() -> written(out -> out.name("a"))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> written(out -> out.beginArray().endObject()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWriterThatFailsMakesEveryMethodFail() {
        for (Consumer<JsonSink> writing : List.<Consumer<JsonSink>>of(
                JsonSink::beginObject,
                JsonSink::beginArray,
                out -> out.string("a"),
                out -> out.bool(true),
                out -> out.integer(1),
                out -> out.decimal(1),
                out -> out.json(JsonValue.NULL),
                out -> out.json(JsonValue.of(1)))) {
            assertThatThrownBy(() -> writing.accept(JsonSink.to(new Full()))).isInstanceOf(UncheckedIOException.class);
        }
    }

    private static final class Full extends Writer {
        @Override
        public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("full");
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
