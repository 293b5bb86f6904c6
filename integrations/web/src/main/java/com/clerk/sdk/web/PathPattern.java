package com.clerk.sdk.web;

/**
 * A pattern of a path rule: a path, or a path and all below it, such as {@code /admin/**}, in which {@code *} stands
 * for one whole segment. Immutable.
 */
final class PathPattern {
    private static final String BELOW = "/**";

    /** Escapes, parameters and the variables and choices of other notations, which would never match here. */
    private static final String REFUSED = "%;\\?#:(){}[]|";

    private final String[] segments;
    private final boolean below;
    private final String text;

    private PathPattern(String text, boolean below) {
        this.text = text;
        this.below = below;
        this.segments = text.isEmpty() ? new String[0] : text.substring(1).split("/", -1);
    }

    /** Returns the pattern; a protecting one is compared with paths in lower case. */
    static PathPattern of(String pattern) {
        boolean below = pattern.endsWith(BELOW);
        var path = below ? pattern.substring(0, pattern.length() - BELOW.length()) : pattern;
        if (!below && path.equals("/")) {
            return new PathPattern("", false);
        }
        boolean odd = path.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || REFUSED.indexOf(c) >= 0);
        boolean empty = path.contains("//") || path.endsWith("/");
        if (odd
                || empty
                || hasOddSegment(path)
                || !path.isEmpty() && !path.startsWith("/")
                || !below && path.isEmpty()) {
            throw new IllegalArgumentException(
                    "The path pattern " + shown(pattern) + " cannot be read. Write a path such as /admin, "
                            + "or /admin/** for it and all below it; * stands for one whole segment. Escapes, variables, "
                            + "dot segments and a slash at the end are not allowed.");
        }
        return new PathPattern(path, below);
    }

    /** Tells whether a segment has a star among other characters, or is a dot segment, which paths are read without. */
    private static boolean hasOddSegment(String path) {
        for (var segment : path.split("/", -1)) {
            boolean star = segment.indexOf('*') >= 0 && !segment.equals("*");
            if (star || segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static String shown(String pattern) {
        var text = pattern.length() > 80 ? pattern.substring(0, 80) : pattern;
        return text.replaceAll("[^!-~]", "?");
    }

    /** Tells whether one form of a path matches, whatever its case. */
    boolean protects(RequestPath path) {
        for (var form : path.forms()) {
            if (matches(form, true)) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether the path matches as every server reads it. */
    boolean opens(RequestPath path) {
        return path.isUnambiguous() && matches(path.path(), false);
    }

    /** Compares segment by segment. A slash at the end does not count. */
    private boolean matches(String path, boolean anyCase) {
        int at = 1; // behind the first slash
        for (var segment : segments) {
            if (at >= path.length()) {
                return false;
            }
            int slash = path.indexOf('/', at);
            int end = slash < 0 ? path.length() : slash;
            if (!isSame(segment, path, at, end, anyCase)) {
                return false;
            }
            at = end + 1;
        }
        return below || at >= path.length();
    }

    private static boolean isSame(String segment, String path, int start, int end, boolean anyCase) {
        if (segment.equals("*")) {
            return end > start;
        }
        return end - start == segment.length() && path.regionMatches(anyCase, start, segment, 0, segment.length());
    }

    @Override
    public String toString() {
        return below ? text + BELOW : text;
    }
}
