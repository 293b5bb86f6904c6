package com.clerk.sdk.runtime;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The cases of the public JSON test suite (github.com/nst/JSONTestSuite), which are not part of this repository. The
 * names of those that must be accepted begin with y, of those that must be refused with n; the others are free.
 */
class JsonSuiteTest {
    private static final String ACCEPTED = "accepted";
    private static final String REFUSED = "refused";

    /** The cases in which RFC 8259 leaves a reader free, and the choice of this SDK. */
    private static final Map<String, String> FREE = Map.ofEntries(
            // Numbers of any size are kept as they are written; a caller who asks for a long or a double may be
            // refused.
            entry("i_number_double_huge_neg_exp.json", ACCEPTED),
            entry("i_number_huge_exp.json", ACCEPTED),
            entry("i_number_neg_int_huge_exp.json", ACCEPTED),
            entry("i_number_pos_double_huge_exp.json", ACCEPTED),
            entry("i_number_real_neg_overflow.json", ACCEPTED),
            entry("i_number_real_pos_overflow.json", ACCEPTED),
            entry("i_number_real_underflow.json", ACCEPTED),
            entry("i_number_too_big_neg_int.json", ACCEPTED),
            entry("i_number_too_big_pos_int.json", ACCEPTED),
            entry("i_number_very_big_negative_int.json", ACCEPTED),
            // Half of a surrogate pair as an escape is read and written like that: one broken name does not make a
            // whole
            // answer unreadable.
            entry("i_object_key_lone_2nd_surrogate.json", ACCEPTED),
            entry("i_string_1st_surrogate_but_2nd_missing.json", ACCEPTED),
            entry("i_string_1st_valid_surrogate_2nd_invalid.json", ACCEPTED),
            entry("i_string_incomplete_surrogate_and_escape_valid.json", ACCEPTED),
            entry("i_string_incomplete_surrogate_pair.json", ACCEPTED),
            entry("i_string_incomplete_surrogates_escape_valid.json", ACCEPTED),
            entry("i_string_invalid_lonely_surrogate.json", ACCEPTED),
            entry("i_string_invalid_surrogate.json", ACCEPTED),
            entry("i_string_inverted_surrogates_U+1D11E.json", ACCEPTED),
            entry("i_string_lone_second_surrogate.json", ACCEPTED),
            // Bytes that are not UTF-8 are refused, as RFC 8259 section 8.1 asks for UTF-8.
            entry("i_string_UTF-8_invalid_sequence.json", REFUSED),
            entry("i_string_UTF8_surrogate_U+D800.json", REFUSED),
            entry("i_string_invalid_utf-8.json", REFUSED),
            entry("i_string_iso_latin_1.json", REFUSED),
            entry("i_string_lone_utf8_continuation_byte.json", REFUSED),
            entry("i_string_not_in_unicode_range.json", REFUSED),
            entry("i_string_overlong_sequence_2_bytes.json", REFUSED),
            entry("i_string_overlong_sequence_6_bytes.json", REFUSED),
            entry("i_string_overlong_sequence_6_bytes_null.json", REFUSED),
            entry("i_string_truncated-utf-8.json", REFUSED),
            entry("i_string_UTF-16LE_with_BOM.json", REFUSED),
            entry("i_string_utf16BE_no_BOM.json", REFUSED),
            entry("i_string_utf16LE_no_BOM.json", REFUSED),
            // The same section lets a reader refuse a byte order mark.
            entry("i_structure_UTF-8_BOM_empty_object.json", REFUSED),
            // Deep values are kept as text, and need no stack.
            entry("i_structure_500_nested_arrays.json", ACCEPTED));

    @Test
    void everyCaseIsAcceptedOrRefusedAsItMust() throws IOException {
        var expected = new TreeMap<String, String>();
        var found = new TreeMap<String, String>();
        try (var cases = Files.newDirectoryStream(folder(), "*.json")) {
            for (var file : cases) {
                var name = file.getFileName().toString();
                expected.put(name, expected(name));
                found.put(name, outcome(Files.readAllBytes(file)));
            }
        }

        assertThat(found).hasSizeGreaterThan(300).isEqualTo(expected);
        assertThat(expected.keySet()).containsAll(FREE.keySet());
    }

    private static Path folder() {
        var folder = System.getProperty("json.suite");
        assumeTrue(
                folder != null,
                "Skipped: to run the cases, clone github.com/nst/JSONTestSuite and add"
                        + " -Djson.suite=<absolute path of its folder test_parsing>.");
        return Path.of(folder);
    }

    private static String expected(String name) {
        return switch (name.charAt(0)) {
            case 'y' -> ACCEPTED;
            case 'n' -> REFUSED;
            default -> FREE.getOrDefault(name, "not in the table of free cases");
        };
    }

    private static String outcome(byte[] json) {
        var in = JsonSource.of(json);
        try {
            in.json();
            in.endDocument();
            return ACCEPTED;
        } catch (ClerkDecodingException e) {
            return REFUSED;
        }
    }
}
