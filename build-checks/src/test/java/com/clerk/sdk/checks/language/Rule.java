package com.clerk.sdk.checks.language;

import com.clerk.sdk.checks.language.Passage.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules of plain English that a pattern can find the breach of. */
enum Rule {
    LEADING_WHAT(
            "begin the sentence with its subject, not with What, Whatever or Whoever",
            Rule.BEGINNING + "(?:What|Whatever|Whoever)\\b(?![^.?!]*\\?)",
            EnumSet.of(Kind.JAVADOC, Kind.COMMENT, Kind.CONTRACT)),
    WHETHER_OR(
            "say what is decided; \"Whether\" is for something boolean",
            Rule.BEGINNING + "Whether\\b[^.]*?\\bor\\b",
            EnumSet.of(Kind.JAVADOC)),
    TAG_WHAT(
            "name the thing, without what, whatever or whoever",
            "@(?:return|param\\s+\\S+|throws\\s+\\S+)\\s+(?:[Ww]hat|[Ww]hatever|[Ww]hoever)\\b",
            EnumSet.of(Kind.JAVADOC)),
    IS_NO(
            "say \"is not a\"; \"is no\" only follows \"there\"",
            "\\b[Ii]s(?<!\\b[Tt]here\\s{1,40}[Ii]s)\\s+no\\s+(?!longer\\b|more\\b|less\\b|later\\b|earlier\\b|larger\\b)",
            EnumSet.allOf(Kind.class)),
    IS_NONE(
            "say \"is invalid\", \"is missing\" or \"is not a\"; \"is none\" only follows \"there\"",
            "\\b[Ii]s(?<!\\b[Tt]here\\s{1,40}[Ii]s)\\s+none\\b",
            EnumSet.allOf(Kind.class)),
    NO_NETWORK(
            "say once in the package's documentation which methods touch the network",
            "\\bNo\\s+network\\b",
            EnumSet.allOf(Kind.class));

    private static final String BEGINNING = "(?:^\\s*|[.!?]\\s+|<(?:p|li|td)>\\s*)";

    private final String advice;
    private final Pattern pattern;
    private final Set<Kind> kinds;

    Rule(String advice, String pattern, Set<Kind> kinds) {
        this.advice = advice;
        this.pattern = Pattern.compile(pattern);
        this.kinds = kinds;
    }

    /** Returns the places where a passage breaks this rule. */
    List<Finding> findings(Passage passage) {
        if (!kinds.contains(passage.kind()) || (this == WHETHER_OR && passage.ofBoolean())) {
            return List.of();
        }
        return pattern.matcher(passage.text())
                .results()
                .map(match -> match.start() + leadingSpace(match.group()))
                .map(at -> new Finding(passage.file(), passage.lineAt(at), name(), passage.excerptAt(at), advice))
                .toList();
    }

    /** Returns the length of the end of the previous sentence. */
    private static int leadingSpace(String match) {
        var letter = 0;
        while (!Character.isLetter(match.charAt(letter)) && match.charAt(letter) != '@') {
            letter++;
        }
        return letter;
    }
}
