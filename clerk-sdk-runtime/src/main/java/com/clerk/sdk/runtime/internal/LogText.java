package com.clerk.sdk.runtime.internal;

/** Prepares text from outside for messages and logs. */
public final class LogText {
    private LogText() {}

    /**
     * Returns a text without control characters, shortened to a length.
     *
     * @param text text from outside
     * @param maxLength number of characters to keep
     * @return the text in one line, with an ellipsis at the end if it was shortened
     */
    public static String sanitize(String text, int maxLength) {
        var out = new StringBuilder(Math.min(text.length(), maxLength + 1));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                continue;
            }
            if (out.length() == maxLength) {
                return out.append('…').toString();
            }
            out.append(c);
        }
        return out.toString();
    }

    // Besides control characters: line separators, and format characters that reorder or hide text on a terminal.
    private static boolean isHidden(char c) {
        if (c >= ' ' && c < 0x7f) {
            return false;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
