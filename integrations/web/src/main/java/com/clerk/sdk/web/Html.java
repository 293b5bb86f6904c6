package com.clerk.sdk.web;

/** Text in HTML. */
final class Html {
    private Html() {}

    /** Returns an attribute with its value escaped, so that no value ends it (WHATWG HTML section 13.1.2.3). */
    static String attribute(String name, String value) {
        return " " + name + "=\"" + escape(value) + "\"";
    }

    static String escape(String text) {
        var escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
