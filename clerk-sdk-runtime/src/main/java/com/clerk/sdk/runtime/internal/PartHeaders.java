package com.clerk.sdk.runtime.internal;

import java.util.regex.Pattern;

/** Checks what stands in the headers of a part of a multipart body (RFC 7578 section 4). */
public final class PartHeaders {
    /** The longest content type. Patterns see no longer text. */
    private static final int TYPE_LIMIT = 255;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]{1,127}+";

    /** RFC 9110 section 8.3.1, without blanks before a semicolon. */
    private static final Pattern TYPE = Pattern.compile(
            TOKEN + "/" + TOKEN + "(?:;[ \\t]{0,9}+" + TOKEN + "=(?:" + TOKEN + "|\"[^\"\\\\\\x00-\\x1f\\x7f-\\uffff]*+\"))*+");

    private PartHeaders() {}

    /**
     * Checks the name of a file.
     *
     * @param name the name
     * @throws IllegalArgumentException if it is blank, has folders, or has a character that could end the header or the
     *     quotation marks around the name
     */
    public static void checkFileName(String name) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("The file name of an upload is blank: give it a name, such as logo.png");
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '"' || c == '\\' || c == '/' || Character.isISOControl(c)) {
                throw new IllegalArgumentException("The file name of an upload has a character at index " + i
                        + " that it must not have: quotation marks, slashes, backslashes and control characters"
                        + " are not allowed");
            }
        }
    }

    /**
     * Checks a content type.
     *
     * @param type the content type
     * @throws IllegalArgumentException if it is not one
     */
    public static void checkContentType(String type) {
        if (!isContentType(type)) {
            throw new IllegalArgumentException("The content type of an upload is invalid: write it like image/png or"
                    + " text/plain; charset=utf-8");
        }
    }

    /**
     * Returns whether a text is a content type.
     *
     * @param type the text
     * @return true if it is one
     */
    public static boolean isContentType(String type) {
        return type.length() <= TYPE_LIMIT && TYPE.matcher(type).matches();
    }
}
