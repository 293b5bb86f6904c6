package com.clerk.sdk.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * Fuzz tests of reading JSON: any bytes are a value or are refused by the documented exception. The kept inputs run as
 * tests; {@code JAZZER_FUZZ=1} looks for new ones.
 */
class JsonFuzzTest {
    private static final String TIME = "60s";

    /** A value of free form is written as it was read. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"{\"", "\":", "\\u00e9", "\\ud83d\\ude00", "[[[[", "]]]]", "-0.1e+2", "null", "true", "false"})
    void value(byte[] input) {
        var in = JsonSource.of(input);
        JsonValue value;
        try {
            value = in.json();
            in.endDocument();
        } catch (ClerkDecodingException refused) {
            requireNoContent(refused);
            return;
        }
        assertThat(JsonValue.parse(value.toJson())).isEqualTo(value);
        assertThat(skipped(input)).isTrue();
    }

    /** A model is written as it was read. */
    @FuzzTest(maxDuration = TIME)
    @DictionaryEntries({"\"id\":", "\"owner\":", "\"tags\":", "\"metadata\":", "\"created_at\":", "null"})
    void model(byte[] input) {
        Thing thing;
        try {
            var in = JsonSource.of(input);
            thing = Thing.CODEC.read(in);
            in.endDocument();
        } catch (ClerkDecodingException refused) {
            requireNoContent(refused);
            return;
        }
        assertThat(Thing.CODEC.fromJson(thing.toJson())).isEqualTo(thing);
    }

    private static boolean skipped(byte[] input) {
        var in = JsonSource.of(input);
        in.skip();
        in.endDocument();
        return true;
    }

    /** The message has words of its own and a place, and no text of the input. */
    private static void requireNoContent(ClerkDecodingException refused) {
        assertThat(refused.getMessage()).hasSizeLessThan(400);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(refused.getMessage()))
                .isTrue();
    }
}
