package com.clerk.sdk.runtime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Makes JSON documents of all sorts, most of them with a few bytes changed. */
final class JsonDocuments {
    private static final int DEPTH = 6;
    private static final String[] BLANKS = {" ", "\n", "\t", "\r", "  "};
    private static final String[] PIECES = {
        "a",
        "Z",
        "email_address",
        " ",
        "ü",
        "€",
        "😀",
        "\\u0000",
        "\\u00e9",
        "\\uD83D\\uDE00",
        "\\ud800",
        "\\udc00",
        "\\n",
        "\\t",
        "\\b",
        "\\f",
        "\\r",
        "\\\\",
        "\\/",
        "\\\"",
        "/",
        "'",
        "\u007f",
        "\u2028"
    };
    private static final String[] NUMBERS = {
        "0",
        "-0",
        "7",
        "-1",
        "1.5",
        "-0.0",
        "1e5",
        "2E+3",
        "3e-7",
        "1716883200123",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "0.1000",
        "1e400",
        "123456789012345678901234567890"
    };
    private static final byte[] WRONG =
            "{}[]:,\"\\u0e+-.19tfnrls \n\t\0/*'#;=NaI\u0001".getBytes(StandardCharsets.ISO_8859_1);
    private static final int[] BROKEN_UTF_8 = {0x80, 0xBF, 0xC0, 0xC3, 0xE2, 0xED, 0xF0, 0xF4, 0xF5, 0xFE, 0xFF};

    private final Random random;

    JsonDocuments(Random random) {
        this.random = random;
    }

    byte[] next() {
        var text = new StringBuilder();
        value(text, 0);
        blank(text);
        var json = text.toString().getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i > 0; i--) {
            json = changed(json);
        }
        return json;
    }

    private void value(StringBuilder out, int depth) {
        blank(out);
        int kind = random.nextInt(depth < DEPTH ? 8 : 5);
        switch (kind) {
            case 0 -> out.append(pick("true", "false", "null"));
            case 1, 2 -> number(out);
            case 3, 4 -> text(out);
            case 5 -> array(out, depth);
            default -> object(out, depth);
        }
    }

    private void array(StringBuilder out, int depth) {
        out.append('[');
        for (int i = random.nextInt(4); i > 0; i--) {
            value(out, depth + 1);
            blank(out);
            out.append(i > 1 ? "," : "");
        }
        blank(out);
        out.append(']');
    }

    private void object(StringBuilder out, int depth) {
        out.append('{');
        for (int i = random.nextInt(5); i > 0; i--) {
            blank(out);
            text(out);
            blank(out);
            out.append(':');
            value(out, depth + 1);
            blank(out);
            out.append(i > 1 ? "," : "");
        }
        blank(out);
        out.append('}');
    }

    private void number(StringBuilder out) {
        if (random.nextBoolean()) {
            out.append(pick(NUMBERS));
        } else {
            out.append(random.nextLong() >> random.nextInt(Long.SIZE));
        }
    }

    private void text(StringBuilder out) {
        out.append('"');
        for (int i = random.nextInt(12); i > 0; i--) {
            out.append(random.nextInt(3) > 0 ? Integer.toString(random.nextInt(100), 36) : pick(PIECES));
        }
        out.append('"');
    }

    private void blank(StringBuilder out) {
        if (random.nextInt(8) == 0) {
            out.append(pick(BLANKS));
        }
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    /** Puts bytes in, leaves some out, doubles some, or cuts the document off. */
    private byte[] changed(byte[] json) {
        int from = random.nextInt(json.length + 1);
        int to = Math.min(json.length, from + random.nextInt(4));
        var out = new ByteArrayOutputStream();
        out.write(json, 0, from);
        switch (random.nextInt(6)) {
            case 0 -> out.write(WRONG[random.nextInt(WRONG.length)]);
            case 1 -> out.write(BROKEN_UTF_8[random.nextInt(BROKEN_UTF_8.length)]);
            case 2 -> out.write(json, from, to - from);
            case 3 -> {
                return out.toByteArray();
            }
            case 4 -> {
                out.write(WRONG[random.nextInt(WRONG.length)]);
                from = to;
            }
            default -> from = to;
        }
        out.write(json, from, json.length - from);
        return out.toByteArray();
    }
}
