package com.clerk.sdk.runtime.http;

import org.jspecify.annotations.Nullable;

/** Fills the path template of an operation with ids. */
final class PathTemplate {
    // An id that is percent-encoded more often than this is rejected without further decoding.
    private static final int MAX_LAYERS = 10;

    private PathTemplate() {}

    /** Returns the percent-encoded path, which starts with a slash. The ids replace the names in their order. */
    static String fill(String template, String[] ids) {
        var out = new StringBuilder(template.length() + 32);
        int used = 0;
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            if (used == ids.length) {
                throw new IllegalArgumentException(template + " takes more than " + used + " ids");
            }
            var name = template.substring(open + 1, close);
            out.append(template, from, open).append(segment(name, ids[used]));
            used++;
            from = close + 1;
        }
        if (used != ids.length) {
            throw new IllegalArgumentException(template + " takes " + used + " ids");
        }
        return out.append(template, from, template.length()).toString();
    }

    private static String segment(String name, @Nullable String id) {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(name + " must not be null or blank");
        }
        if (escapesItsSegment(id)) {
            throw new IllegalArgumentException(name + " must not contain a dot segment (. or ..)");
        }
        return PercentEncoding.encode(id);
    }

    // A dot segment would change the path to that of another resource (RFC 3986 section 5.2.4). A proxy may decode the
    // id,
    // also more than once.
    private static boolean escapesItsSegment(String id) {
        var layer = id;
        for (int i = 0; i < MAX_LAYERS; i++) {
            if (hasDotSegment(layer)) {
                return true;
            }
            var inner = PercentEncoding.decodeAscii(layer);
            if (inner.equals(layer)) {
                return false;
            }
            layer = inner;
        }
        return true;
    }

    private static boolean hasDotSegment(String text) {
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '/' || text.charAt(i) == '\\') {
                int length = i - start;
                if ((length == 1 || length == 2) && text.charAt(start) == '.' && text.charAt(i - 1) == '.') {
                    return true;
                }
                start = i + 1;
            }
        }
        return false;
    }
}
