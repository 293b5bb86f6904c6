package com.clerk.sdk.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns wire names into the words of type, method and constant names. */
final class Words {
    /** Names that a generated member or type must not take: keywords, and members that every type has already. */
    private static final Set<String> RESERVED = Set.of(
            "abstract", "assert", "boolean", "break", "byte", "case", "catch", "char", "class", "const", "continue",
            "default", "do", "double", "else", "enum", "extends", "final", "finally", "float", "for", "goto", "if",
            "implements", "import", "instanceof", "int", "interface", "long", "native", "new", "package", "private",
            "protected", "public", "return", "short", "static", "strictfp", "super", "switch", "synchronized", "this",
            "throw", "throws", "transient", "try", "void", "volatile", "while", "true", "false", "null", "var", "yield",
            "record", "sealed", "permits", "fun", "val", "when", "typealias", "is", "in", "as", "object_",
            "clone", "equals", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait",
            "extra", "extras", "toJson", "fromJson", "build", "builder", "of", "put", "items_", "calls");

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

    /** {@code payer-credits} as {@code PAYER_CREDITS}; a sign in front becomes a direction, an empty value {@code EMPTY}. */
    static String constant(String value) {
        if (value.isEmpty()) {
            return "EMPTY";
        }
        var direction = value.startsWith("+") ? "_ASCENDING" : value.startsWith("-") ? "_DESCENDING" : "";
        var name = value.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9]+", "_")
                .replaceAll("^_+|_+$", "")
                .toUpperCase(Locale.ROOT);
        return (name.isEmpty() || Character.isDigit(name.charAt(0)) ? "_" + name : name) + direction;
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
        var noPlural = plural.endsWith("ss") || plural.endsWith("us") || plural.endsWith("jwks") || plural.endsWith("Jwks");
        return plural.endsWith("s") && !noPlural ? plural.substring(0, plural.length() - 1) : plural;
    }

    static boolean isReserved(String name) {
        return RESERVED.contains(name);
    }

    private static List<String> split(String wire) {
        var words = new ArrayList<String>();
        for (var word : wire.replaceAll("([a-z0-9])([A-Z])", "$1_$2").split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                words.add(word.equals(word.toUpperCase(Locale.ROOT)) || Character.isUpperCase(word.charAt(0))
                        ? word.toLowerCase(Locale.ROOT)
                        : word);
            }
        }
        return words;
    }
}
