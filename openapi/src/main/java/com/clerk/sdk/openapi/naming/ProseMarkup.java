package com.clerk.sdk.openapi.naming;

/** Converts prose to HTML, which is valid both in OpenAPI (as CommonMark) and in doc comments. */
final class ProseMarkup {
    private ProseMarkup() {}

    /** Returns one line of HTML. Text between backticks becomes {@code <code>}; markup characters are escaped. */
    static String html(String prose) {
        var line = String.join(" ", prose.strip().split("\\s+"))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("*/", "*&#47;")
                .replace("@", "&#64;");
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
}
