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
    WHOEVER(
            "name the person or thing, such as \"a caller that\"",
            "(?<!^\\s{0,60}|[.!?>]\\s{1,60}|@(?:return|(?:param|throws)\\s{1,60}\\S{1,80})\\s{1,60})"
                    + "\\b[Ww]hoever\\b",
            EnumSet.allOf(Kind.class)),
    IS_NO(
            "say \"is not a\"; \"is no\" only follows \"there\"",
            "\\b[Ii]s(?<!\\b[Tt]here\\s{1,40}[Ii]s)\\s+no\\s+(?!longer\\b|more\\b|less\\b|later\\b|earlier\\b|larger\\b)",
            EnumSet.allOf(Kind.class)),
    IS_NONE(
            "say \"is invalid\", \"is missing\" or \"is not a\"; \"is none\" only follows \"there\"",
            "\\b[Ii]s(?<!\\b[Tt]here\\s{1,40}[Ii]s)\\s+none\\b",
            EnumSet.allOf(Kind.class)),
    HAS_NONE(
            "say what is missing: \"has no name\", \"the name is missing\"",
            "\\b[Hh]as\\s+none\\b",
            EnumSet.of(Kind.MESSAGE)),
    NO_VERB(
            "write the message as a sentence with a verb",
            Rule.BEGINNING + Rule.NO_IMPERATIVE + Rule.NO_VERB_BEFORE_THE_END + "[A-Z][a-z]*\\s[^.?!:;,…]+\\.(?=\\s|$)",
            EnumSet.of(Kind.MESSAGE)),
    NO_NETWORK(
            "say once in the package's documentation which methods touch the network",
            "\\bNo\\s+network\\b",
            EnumSet.allOf(Kind.class));

    private static final String BEGINNING = "(?:^\\s*|[.!?]\\s+|<(?:p|li|td)>\\s*)";

    private static final String NO_IMPERATIVE = "(?!(?:Add|Build|Call|Change|Check|Choose|Close|Copy|Find|Give|Make|"
            + "Name|Open|Pass|Please|Put|Read|Remove|Retry|Run|See|Send|Set|Sign|Start|Take|Try|Use|Write)\\b)";
    // Most verbs of messages end in -s or -ed, or are one of these. Some nouns have these endings too and are let
    // through.
    private static final String NO_VERB_BEFORE_THE_END =
            "(?![^.?!]*\\b(?:are|be|became|began|came|can|cannot|could|did|do not|find|"
                    + "found|gave|get|give|go|had|have|hold|lack|made|may|might|must|need|sent|should|were|will|would|"
                    + "(?!(?:as|its|less|plus|this|unless|us)\\b)[a-z]+(?:s|ed|'t))\\b)";

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
