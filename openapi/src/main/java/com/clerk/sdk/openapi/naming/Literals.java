package com.clerk.sdk.openapi.naming;

import com.clerk.sdk.openapi.upstream.PlainNames;

/** Escapes text from a document for the places where generated code contains it. */
public final class Literals {
    private static final int FIRST_NOT_ASCII = 0x7f;

    private Literals() {}

    /**
     * Tells whether a text means the same in a string literal, in a comment and as text.
     *
     * @param text any text
     * @return whether it needs no escaping
     */
    public static boolean isPlain(String text) {
        return text.isEmpty() || PlainNames.isPlain(text);
    }

    /**
     * Returns a text as it stands between the quotes of a string literal of JSON, in ASCII only. The same literal is
     * valid in Java: a backslash is always doubled, so that no {@code \}{@code u} of the text is read as an escape.
     *
     * @param text a text without control characters
     * @return the escaped text
     */
    public static String json(String text) {
        var result = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"' || c == '\\') {
                result.append('\\').append(c);
            } else if (c < ' ' || c >= FIRST_NOT_ASCII) {
                result.append(String.format("\\u%04x", (int) c));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    /**
     * Returns a text as HTML that shows it as code, for comments.
     *
     * @param text any text
     * @return one line of HTML
     */
    public static String html(String text) {
        return "<code>" + ProseMarkup.escaped(text) + "</code>";
    }
}
