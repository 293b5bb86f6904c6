package com.clerk.sdk.runtime.internal;

/** Makes text from elsewhere fit for one line of a log. */
public final class Texts {
    private Texts() {}

    /**
     * Removes what a log line must not carry and cuts what is too long.
     *
     * @param text text from elsewhere
     * @param limit how many characters are kept
     * @return the text in one line, with an ellipsis where it was cut
     */
    public static String clean(String text, int limit) {
        var out = new StringBuilder(Math.min(text.length(), limit + 1));
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHidden(c)) {
                continue;
            }
            if (out.length() == limit) {
                return out.append('…').toString();
            }
            out.append(c);
        }
        return out.toString();
    }

    // Besides control characters: line separators, and the marks that reorder or hide text on a terminal.
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
