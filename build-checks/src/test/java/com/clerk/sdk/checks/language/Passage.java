package com.clerk.sdk.checks.language;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A piece of text that people read, such as a comment, a message or a paragraph.
 *
 * @param file the file that it stands in
 * @param line the line that it begins in, from 1
 * @param kind the kind of text
 * @param text the text without markers of comments; line breaks are kept, quoted code is blotted out
 * @param ofBoolean true for the javadoc of something that is declared with a boolean
 */
public record Passage(Path file, int line, Kind kind, String text, boolean ofBoolean) {
    private static final Pattern NEXT_TAG = Pattern.compile("(?<=.) @(?=param|return|throws|see)");

    enum Kind {
        JAVADOC,
        COMMENT,
        MESSAGE,
        CONTRACT,
        DOCUMENT
    }

    Passage(Path file, int line, Kind kind, String text) {
        this(file, line, kind, text, false);
    }

    /** Returns the line of a place in the text. */
    int lineAt(int offset) {
        return line - 1 + Comments.lineAt(text, offset);
    }

    /** Returns some of the text from a place on, in one line. */
    String excerptAt(int offset) {
        var rest = NEXT_TAG.split(text.substring(offset).strip().replaceAll("\\s+", " "), 2)[0];
        return rest.length() <= 80 ? rest : rest.substring(0, 80) + "…";
    }
}
