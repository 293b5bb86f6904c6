package com.clerk.sdk.checks.language;

import com.clerk.sdk.checks.language.Passage.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds the comments of Java code and of templates for Java code. */
final class Comments {
    private static final Pattern TOKEN = Pattern.compile("\"\"\"(?s:.*?)(?<!\\\\)\"\"\""
            + "|\"(?:\\\\.|[^\"\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\n])*+'|/\\*(?s:.*?)\\*/|//[^\n]*");
    private static final Pattern INLINE_CODE = Pattern.compile("\\{@(?:code|literal|link|linkplain)\\s[^}]*}");
    private static final Pattern MARKERS = Pattern.compile("^/\\*\\*?|\\*/$|(?<=\n)[ \t]*\\*(?!/)|(?<=^|\n)[ \t]*//");
    private static final Pattern END_OF_DECLARATION = Pattern.compile("[;{]");
    private static final Pattern BOOLEAN = Pattern.compile("\\b(?:[Bb]oolean|Predicate)\\b");

    private final Path file;
    private final String code;
    private final List<Passage> passages = new ArrayList<>();

    private Comments(Path file, String code) {
        this.file = file;
        this.code = code;
    }

    static List<Passage> of(Path file, String code) {
        var comments = new Comments(file, code);
        comments.read();
        return comments.passages;
    }

    /** Returns the text literals of code that is not complete Java, such as a template. */
    static List<Passage> literals(Path file, String code) {
        return TOKEN.matcher(code)
                .results()
                .filter(token -> token.group().startsWith("\"") && token.group().contains(" "))
                .map(token -> new Passage(file, lineAt(code, token.start()), Kind.MESSAGE, token.group()))
                .toList();
    }

    private void read() {
        var start = -1;
        var end = -1;
        for (var token : TOKEN.matcher(code).results().toList()) {
            if (start >= 0 && !(isLine(token) && isNextLine(end, token.start()))) {
                add(start, end, Kind.COMMENT);
                start = -1;
            }
            if (isLine(token)) {
                start = start < 0 ? token.start() : start;
                end = token.end();
            } else if (token.group().startsWith("/*")) {
                add(token.start(), token.end(), token.group().startsWith("/**") ? Kind.JAVADOC : Kind.COMMENT);
            }
        }
        if (start >= 0) {
            add(start, end, Kind.COMMENT);
        }
    }

    private static boolean isLine(MatchResult token) {
        return token.group().startsWith("//");
    }

    private boolean isNextLine(int end, int start) {
        var between = code.substring(end, start);
        return between.isBlank() && between.chars().filter(c -> c == '\n').count() == 1;
    }

    private void add(int start, int end, Kind kind) {
        var text = blot(INLINE_CODE, blank(MARKERS, code.substring(start, end)));
        passages.add(new Passage(file, lineAt(code, start), kind, text, isOfBoolean(end)));
    }

    private boolean isOfBoolean(int end) {
        var rest = code.substring(end, Math.min(code.length(), end + 1000));
        return BOOLEAN.matcher(END_OF_DECLARATION.split(rest, 2)[0]).find();
    }

    /** Returns the line of a place in a text, from 1. */
    static int lineAt(String code, int offset) {
        return 1
                + (int) code.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    /** Replaces matches by blanks, so that lines stay where they are. */
    static String blank(Pattern pattern, String text) {
        return replace(pattern, text, " ");
    }

    /** Replaces matches by a mark that is neither a word nor the end of a sentence. */
    static String blot(Pattern pattern, String text) {
        return replace(pattern, text, "·");
    }

    private static String replace(Pattern pattern, String text, String by) {
        return pattern.matcher(text).replaceAll(match -> match.group().replaceAll("[^\n]", by));
    }
}
