package com.clerk.sdk.web;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The path of a request, in all the forms in which a server may read it. Servers differ in what they do with
 * {@code /a/%2e%2e/b}, {@code /a;x=1}, {@code //a} and {@code /A}. So a rule that protects looks at each form, and a
 * rule that opens counts only if all servers read the path alike.
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class RequestPath {
    /** Longer paths are refused: each has to be read several times. */
    static final int MAX_LENGTH = 8192;

    /** How often a path may have been escaped, one time on top of the other. */
    private static final int MAX_ESCAPES = 3;

    private final String path;
    private final List<String> forms;
    private final boolean unambiguous;

    private RequestPath(String path, List<String> forms, boolean unambiguous) {
        this.path = path;
        this.forms = forms;
        this.unambiguous = unambiguous;
    }

    /**
     * Reads a path as it was sent.
     *
     * @param raw the path with its escapes, below the application and without the query
     * @return the path
     * @throws IllegalArgumentException if the path is malformed: it does not begin with a slash, has an incomplete
     *     escape or a control character, or more than 8,192 characters
     */
    public static RequestPath of(String raw) {
        return of(raw, null);
    }

    /**
     * Reads a path as it was sent, and as the server read it.
     *
     * @param raw the path with its escapes, below the application and without the query
     * @param decoded the path by which the server chooses what answers, or null if that is not known
     * @return the path
     * @throws IllegalArgumentException if the path is malformed, as in {@link #of(String)}
     */
    public static RequestPath of(String raw, @Nullable String decoded) {
        if (raw.length() > MAX_LENGTH || !raw.startsWith("/")) {
            throw new IllegalArgumentException("The path of the request is too long or does not begin with a slash.");
        }
        if (isSimple(raw) && (decoded == null || raw.equals(decoded))) {
            return new RequestPath(raw, List.of(raw), true);
        }
        var forms = new LinkedHashSet<String>();
        var text = raw;
        for (int times = 0; times < MAX_ESCAPES; times++) {
            addForms(text, forms);
            var unescaped = unescape(text, times == 0);
            if (unescaped.equals(text)) {
                break;
            }
            text = unescaped;
        }
        addForms(text, forms);
        if (decoded != null) {
            addForms(decoded, forms);
        }
        var once = unescape(raw, true);
        boolean same = decoded == null || decoded.equals(once) || isFileOf(once, decoded);
        boolean alike = same && hasPlainEscapes(raw) && isClean(once);
        return new RequestPath(once, List.copyOf(forms), alike);
    }

    /** Tells whether the server answers for a folder with a file in it (Servlet 5.0 section 10.10: welcome files). */
    private static boolean isFileOf(String folder, String file) {
        return folder.endsWith("/")
                && file.length() > folder.length()
                && file.startsWith(folder)
                && file.indexOf('/', folder.length()) < 0
                && isClean(file);
    }

    /** Tells whether a path has only characters that every server takes as they are. Nearly every path is so. */
    private static boolean isSimple(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean usual =
                    c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
            if (!usual && c != '/' && c != '.') {
                return false;
            }
        }
        return isClean(path);
    }

    /** Tells whether a path, unescaped once, has nothing that servers take away or put elsewhere. */
    private static boolean isClean(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == ';' || c == '\\' || c == '%' || c == 0xfffd) {
                return false;
            }
            if (c == '/' && i + 1 < path.length() && !startsOrdinarySegment(path, i + 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean startsOrdinarySegment(String path, int start) {
        char first = path.charAt(start);
        if (first == '/') {
            return false;
        }
        int end = path.indexOf('/', start);
        int length = (end < 0 ? path.length() : end) - start;
        boolean dots = first == '.' && (length == 1 || length == 2 && path.charAt(start + 1) == '.');
        return !dots;
    }

    /** Tells whether only characters are escaped that have to be: an escaped letter or slash is not what it seems. */
    private static boolean hasPlainEscapes(String raw) {
        for (int i = raw.indexOf('%'); i >= 0; i = raw.indexOf('%', i + 1)) {
            int c = Character.digit(raw.charAt(i + 1), 16) << 4 | Character.digit(raw.charAt(i + 2), 16);
            boolean unreserved = c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
            if (unreserved || c == '/' || c == '\\' || c == ';' || c == '%') {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the path without its escapes (RFC 3986 section 2.1).
     *
     * @param strict whether an incomplete escape is refused, and not left as it is
     */
    private static String unescape(String text, boolean strict) {
        var bytes = new java.io.ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
            if (low >= 0) {
                bytes.write(high << 4 | low);
                i += 2;
            } else if (c == '%' && strict) {
                throw new IllegalArgumentException("The path of the request has an incomplete escape.");
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        var result = bytes.toString(StandardCharsets.UTF_8);
        if (result.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("The path of the request has a control character.");
        }
        return result;
    }

    private static void addForms(String text, Set<String> forms) {
        var usual = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace('\\', '/');
        for (var form : List.of(usual, withoutParameters(usual))) {
            forms.add(joined(segments(form, false)));
            forms.add(joined(segments(form, true)));
        }
    }

    /** Returns a path without what follows a semicolon in each of its segments (RFC 3986 section 3.3). */
    private static String withoutParameters(String path) {
        return path.indexOf(';') < 0 ? path : path.replaceAll(";[^/]*", "");
    }

    private static List<String> segments(String path, boolean resolved) {
        var segments = new ArrayDeque<String>();
        for (var segment : path.split("/", -1)) {
            if (segment.isEmpty() || resolved && segment.equals(".")) {
                continue;
            }
            if (resolved && segment.equals("..")) {
                segments.pollLast();
            } else {
                segments.add(segment);
            }
        }
        return new ArrayList<>(segments);
    }

    private static String joined(List<String> segments) {
        return "/" + String.join("/", segments);
    }

    /** Returns the path as nearly every server reads it: unescaped once. */
    String path() {
        return path;
    }

    /** Returns each form of the path. To be compared without regard to case. */
    List<String> forms() {
        return forms;
    }

    /** Tells whether all servers read the path alike. */
    boolean isUnambiguous() {
        return unambiguous;
    }

    @Override
    public String toString() {
        return "RequestPath(" + path.length() + " characters)";
    }
}
