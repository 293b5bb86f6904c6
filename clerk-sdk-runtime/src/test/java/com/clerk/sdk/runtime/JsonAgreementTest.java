package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * This SDK's reader and gson's, in its strict mode, accept the same documents, and read the same values from them.
 * {@code -Djson.documents=1000000} tries more of them, {@code -Djson.seed} the same again.
 */
class JsonAgreementTest {
    private static final int DOCUMENTS = Integer.getInteger("json.documents", 20_000);
    private static final String REFUSED = "refused";

    /** The documents that the two readers are known to decide differently, and the reason. */
    private enum Difference {
        /** RFC 8259 section 8.1 lets a reader ignore the mark or refuse it: gson ignores it, this SDK refuses it. */
        BYTE_ORDER_MARK("\uFEFF.*", "\uFEFF{}"),
        /** A number does not fit into gson's buffer, so gson refuses it. */
        LONG_NUMBER(".*[0-9]{1000}.*", "[" + "1".repeat(1100) + "]"),
        /**
         * RFC 8259 section 8.2 lets a text have half of a surrogate pair as an escape: gson refuses it, this SDK reads
         * it, so that a name or note which somebody broke does not make the whole answer unreadable.
         */
        UNPAIRED_SURROGATE(
                ".*(\\\\u[dD][89abAB]..(?!\\\\u[dD][c-fC-F])|(?<!\\\\u[dD][89abAB]..)\\\\u[dD][c-fC-F]).*",
                "[\"\\ud800\"]");

        private final Pattern documents;
        private final String example;

        Difference(String documents, String example) {
            this.documents = Pattern.compile(documents, Pattern.DOTALL);
            this.example = example;
        }

        static boolean explains(byte[] json) {
            // Without escaped backslashes, so that a backslash left begins another escape.
            var text = new String(json, StandardCharsets.UTF_8).replace("\\\\", "x");
            return Stream.of(values())
                    .anyMatch(each -> each.documents.matcher(text).matches());
        }
    }

    private final long seed = Long.getLong("json.seed", new Random().nextLong());

    @Test
    void bothReadersReadTheSame() {
        System.out.println("bothReadersReadTheSame: " + DOCUMENTS + " documents, seed " + seed);
        var documents = new JsonDocuments(new Random(seed));
        int accepted = 0;
        int explained = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            var json = documents.next();
            var ours = ours(json);
            accepted += ours.equals(REFUSED) ? 0 : 1;
            if (!ours.equals(gsons(json))) {
                assertThat(Difference.explains(json))
                        .as(() -> "explained, seed " + seed + ": " + quoted(json))
                        .isTrue();
                explained++;
            }
        }
        assertThat(accepted).as("accepted, seed %d", seed).isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
        assertThat(explained).as("differences, seed %d", seed).isLessThan(DOCUMENTS / 10);
    }

    private static String quoted(byte[] json) {
        return new String(json, StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @EnumSource
    void theReadersDiffer(Difference difference) {
        var json = difference.example.getBytes(StandardCharsets.UTF_8);

        assertThat(ours(json)).isNotEqualTo(gsons(json));
        assertThat(Difference.explains(json)).isTrue();
    }

    private static Object ours(byte[] json) {
        var in = JsonSource.of(json);
        try {
            var value = in.json();
            in.endDocument();
            return tree(value);
        } catch (ClerkDecodingException e) {
            return REFUSED;
        }
    }

    /** Returns maps, lists, and plain values as they are written; a text after a quote. */
    private static Object tree(JsonValue value) {
        if (value.isObject()) {
            var object = new LinkedHashMap<String, Object>();
            value.entries().forEach((name, each) -> object.put(name, tree(each)));
            return object;
        }
        if (value.isArray()) {
            return value.items().stream().map(JsonAgreementTest::tree).toList();
        }
        return value.isString() ? '"' + value.asString() : value.toJson();
    }

    private static Object gsons(byte[] json) {
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
            var in = new JsonReader(new StringReader(text.toString()));
            in.setStrictness(Strictness.STRICT);
            var tree = tree(in);
            return in.peek() == JsonToken.END_DOCUMENT ? tree : REFUSED;
        } catch (IOException e) {
            return REFUSED;
        }
    }

    private static Object tree(JsonReader in) throws IOException {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> object(in);
            case BEGIN_ARRAY -> array(in);
            case STRING -> '"' + in.nextString();
            case NUMBER -> in.nextString();
            case BOOLEAN -> Boolean.toString(in.nextBoolean());
            case NULL -> {
                in.nextNull();
                yield "null";
            }
            default -> throw new IOException("not a value");
        };
    }

    private static Map<String, Object> object(JsonReader in) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        in.beginObject();
        while (in.hasNext()) {
            object.put(in.nextName(), tree(in));
        }
        in.endObject();
        return object;
    }

    private static List<Object> array(JsonReader in) throws IOException {
        var array = new ArrayList<>();
        in.beginArray();
        while (in.hasNext()) {
            array.add(tree(in));
        }
        in.endArray();
        return array;
    }
}
