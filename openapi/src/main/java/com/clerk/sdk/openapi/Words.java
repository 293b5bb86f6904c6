package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Turns wire names into the words of type, method and constant names. */
final class Words {
    /** Names that a generated member or type must not take: keywords, and members that every type has already. */
    private static final Set<String> RESERVED = Set.of("""
            abstract assert boolean break byte case catch char class const continue default do double else enum
            extends final finally float for goto if implements import instanceof int interface long native new
            package private protected public return short static strictfp super switch synchronized this throw
            throws transient try void volatile while true false null var yield record sealed permits fun val
            when typealias is in as clone equals finalize getClass hashCode notify notifyAll toString wait extra
            extras toJson fromJson build builder cursor of put calls
            """.split("\\s+"));

    private static final Pattern MEMBER = Pattern.compile("[a-z][A-Za-z0-9]*");

    private Words() {}

    /** {@code first_name} as {@code firstName}. */
    static String camel(String wire) {
        var words = split(wire);
        var result = new StringBuilder(words.isEmpty() ? "" : words.get(0));
        words.stream().skip(1).forEach(word -> result.append(capital(word)));
        return result.toString();
    }

    /** {@code first_name} as {@code FirstName}. */
    static String pascal(String wire) {
        return capital(camel(wire));
    }

    /**
     * {@code payer-credits} as {@code PAYER_CREDITS}; an empty value is {@code EMPTY}. A sign in front is a direction
     * where the values order something, elsewhere a minus excludes.
     */
    static String constant(String value, boolean isOrder) {
        if (value.isEmpty()) {
            return "EMPTY";
        }
        var name = value.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toUpperCase(Locale.ROOT);
        if (value.startsWith("+")) {
            name += "_ASCENDING";
        } else if (value.startsWith("-")) {
            name = isOrder ? name + "_DESCENDING" : "NOT_" + name;
        }
        return name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    static String capital(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /** {@code users} as {@code user}; for naming one element of a list. */
    static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        if (plural.endsWith("sses") || plural.endsWith("ches") || plural.endsWith("xes")) {
            return plural.substring(0, plural.length() - 2);
        }
        var noPlural =
                plural.endsWith("ss") || plural.endsWith("us") || plural.endsWith("jwks") || plural.endsWith("Jwks");
        return plural.endsWith("s") && !noPlural ? plural.substring(0, plural.length() - 1) : plural;
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    /** Whether a member of a type can have this name. */
    static boolean isMember(String name) {
        return MEMBER.matcher(name).matches() && !isReserved(name);
    }

    private static List<String> split(String wire) {
        var words = new ArrayList<String>();
        for (var word : wire.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                words.add(
                        word.equals(word.toUpperCase(Locale.ROOT)) || Character.isUpperCase(word.charAt(0))
                                ? word.toLowerCase(Locale.ROOT)
                                : word);
            }
        }
        return words;
    }
}
