package com.clerk.sdk.openapi.naming;

import java.util.regex.Pattern;

/** Converts prose to HTML, which is valid both in OpenAPI (as CommonMark) and in doc comments. */
final class ProseMarkup {
    private static final Pattern INVISIBLE = Pattern.compile("[\\s\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    private ProseMarkup() {}

    /** Returns one line of HTML. Text between backticks becomes {@code <code>}; markup characters are escaped. */
    static String html(String prose) {
        var line = escaped(prose);
        var result = new StringBuilder();
        var code = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == '`') {
                code = !code;
                result.append(code ? "<code>" : "</code>");
            } else {
                result.append(c);
            }
        }
        return code ? result + "</code>" : result.toString();
    }

    /**
     * Returns one line of text in which no character is markup, ends a comment, or begins a tag or a Unicode escape of
     * Java (JLS 3.3). Invisible characters, which can change the direction of text, become spaces.
     */
    static String escaped(String text) {
        return INVISIBLE
                .matcher(text)
                .replaceAll(" ")
                .strip()
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\\", "&#92;")
                .replace("*/", "*&#47;")
                .replace("@", "&#64;");
    }
}
