package com.clerk.sdk.openapi.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Converts wire names into names of types, members and constants. */
public final class Identifiers {
    /** Names that a generated member cannot have: keywords of Java and Kotlin, and members that every type has. */
    private static final Set<String> RESERVED = Set.of("""
            abstract assert boolean break byte case catch char class const continue default do double else enum
            extends final finally float for goto if implements import instanceof int interface long native new
            package private protected public return short static strictfp super switch synchronized this throw
            throws transient try void volatile while true false null var yield record sealed permits fun object val
            when typealias typeof is in as clone equals finalize getClass hashCode notify notifyAll toString wait extra
            extras toJson fromJson build builder cursor of put calls
            """.split("\\s+"));

    private static final Map<String, String> SPELLINGS = Map.ofEntries(
            Map.entry("Api", "API"),
            Map.entry("Dns", "DNS"),
            Map.entry("Jwk", "JWK"),
            Map.entry("Jwks", "JWKS"),
            Map.entry("Jwt", "JWT"),
            Map.entry("M2m", "M2M"),
            Map.entry("OAuth", "OAuth"),
            Map.entry("Oauth", "OAuth"),
            Map.entry("OpenId", "OpenID"),
            Map.entry("Saml", "SAML"),
            Map.entry("Scim", "SCIM"),
            Map.entry("SignIn", "sign-in"),
            Map.entry("SignUp", "sign-up"),
            Map.entry("Sms", "SMS"),
            Map.entry("Sso", "SSO"),
            Map.entry("Svix", "Svix"),
            Map.entry("Totp", "TOTP"),
            Map.entry("Url", "URL"),
            Map.entry("Web3", "Web3"),
            Map.entry("WebAuthn", "WebAuthn"));

    private static final Pattern WORD = Pattern.compile("OAuth|OpenId|SignIn|SignUp|WebAuthn|[A-Z][a-z0-9]*");
    private static final Pattern MEMBER = Pattern.compile("[a-z][A-Za-z0-9]*");

    private Identifiers() {}

    /**
     * Converts a wire name to camel case: {@code first_name} becomes {@code firstName}.
     *
     * @param wire a name in any case, with any separators
     * @return the name in camel case
     */
    public static String camelCase(String wire) {
        var words = split(wire);
        var result = new StringBuilder(words.isEmpty() ? "" : words.get(0));
        words.stream().skip(1).forEach(word -> result.append(capitalize(word)));
        return result.toString();
    }

    /**
     * Converts a wire name to Pascal case: {@code first_name} becomes {@code FirstName}.
     *
     * @param wire a name in any case, with any separators
     * @return the name in Pascal case
     */
    public static String pascalCase(String wire) {
        return capitalize(camelCase(wire));
    }

    /**
     * Converts a value to the name of a constant: {@code payer-credits} becomes {@code PAYER_CREDITS}, and an empty
     * value becomes {@code EMPTY}, and a value without letters and digits {@code SIGNS}. A leading sign is a direction
     * if the values define an order; otherwise, a minus means "not".
     *
     * @param value a value of an enum
     * @param isOrder whether the values of the enum define an order
     * @return the name of its constant
     */
    public static String constantName(String value, boolean isOrder) {
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
        if (name.isEmpty()) {
            return "SIGNS";
        }
        return Character.isDigit(name.charAt(0)) ? "_" + name : name;
    }

    /**
     * Changes the first letter to upper case.
     *
     * @param word a word
     * @return the word, capitalized
     */
    public static String capitalize(String word) {
        return word.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /**
     * Returns the name of one element of a list: {@code users} becomes {@code user}.
     *
     * @param plural the name of the list
     * @return its singular, or the name itself if it does not end like a plural
     */
    public static String singular(String plural) {
        if (plural.endsWith("ies")) {
            return plural.substring(0, plural.length() - 3) + "y";
        }
        if (plural.endsWith("sses") || plural.endsWith("ches") || plural.endsWith("xes")) {
            return plural.substring(0, plural.length() - 2);
        }
        var isSingular =
                plural.endsWith("ss") || plural.endsWith("us") || plural.endsWith("jwks") || plural.endsWith("Jwks");
        return plural.endsWith("s") && !isSingular ? plural.substring(0, plural.length() - 1) : plural;
    }

    /**
     * Tells whether a member of a type can have this name.
     *
     * @param name a name
     * @return whether it is an identifier in camel case and not reserved
     */
    public static boolean isMemberName(String name) {
        return MEMBER.matcher(name).matches() && !RESERVED.contains(name);
    }

    /**
     * Returns a type name as words for a sentence: {@code OAuthApplication} becomes "OAuth application".
     *
     * @param type a type name
     * @return the words, in lower case except for acronyms and names
     */
    public static String words(String type) {
        return WORD.matcher(type)
                .results()
                .map(match ->
                        SPELLINGS.getOrDefault(match.group(), match.group().toLowerCase(Locale.ROOT)))
                .collect(Collectors.joining(" "));
    }

    /**
     * Returns the plural of a noun, the reverse of {@link #singular}.
     *
     * @param noun one or more words, of which the last is in the singular
     * @return the words in the plural
     */
    public static String plural(String noun) {
        if (noun.endsWith("data")) {
            return noun;
        }
        if (noun.matches(".*[^aeiou]y")) {
            return noun.substring(0, noun.length() - 1) + "ies";
        }
        return noun.matches(".*(s|x|ch|sh)") ? noun + "es" : noun + "s";
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
