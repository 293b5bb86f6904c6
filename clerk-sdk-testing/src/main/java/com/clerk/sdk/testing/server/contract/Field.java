package com.clerk.sdk.testing.server.contract;

import java.util.List;
import java.util.OptionalLong;

/**
 * A field of a type, or a parameter of an operation. Immutable.
 *
 * @param name the name in JSON or in the query
 * @param type {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code object}, {@code any},
 *     {@code file}, a unit of time ({@code millis}, {@code seconds}, {@code date-time}), {@code @} and the name of a
 *     type, or one of these after a bracket for an array
 * @param required whether it must be present
 * @param nullable whether it may be null
 * @param in where a parameter is sent: {@code query}, {@code header}, {@code items} (the body is this array),
 *     {@code map} (the body is this object), or empty for a field of the body
 * @param separator the separator of an array that is sent as one text; empty for one that is repeated
 * @param limits the limits of its value
 * @param values the possible values of a text; empty if any is possible
 * @param fallback the value that counts if it is absent; empty without a default
 */
public record Field(
        String name,
        String type,
        boolean required,
        boolean nullable,
        String in,
        String separator,
        Limits limits,
        List<String> values,
        String fallback) {
    /**
     * The limits of a value.
     *
     * @param minimum the smallest number
     * @param maximum the largest number
     * @param minLength the smallest number of characters
     * @param maxLength the largest number of characters
     * @param minItems the smallest number of elements
     * @param maxItems the largest number of elements
     */
    public record Limits(
            OptionalLong minimum,
            OptionalLong maximum,
            OptionalLong minLength,
            OptionalLong maxLength,
            OptionalLong minItems,
            OptionalLong maxItems) {}

    static Field parse(String line) {
        var parts = line.split("\\|", -1);
        var limits = new Limits(
                number(parts[5]),
                number(parts[6]),
                number(parts[7]),
                number(parts[8]),
                number(parts[9]),
                number(parts[10]));
        return new Field(
                parts[0].substring(1),
                parts[1],
                parts[2].contains("!"),
                parts[2].contains("?"),
                parts[3],
                parts[4],
                limits,
                words(parts[11]),
                fallback(parts[12]));
    }

    /** Returns a text, number or truth value, which the table has as a Java literal that is escaped as in HTML. */
    private static String fallback(String literal) {
        var text = literal.replace("&quot;", "");
        if (text.matches("[0-9]+l")) {
            return text.substring(0, text.length() - 1);
        }
        return text.contains("(") ? "" : text;
    }

    private static OptionalLong number(String text) {
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
    }

    static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split(" +"));
    }

    /** Returns whether the value is an array. */
    public boolean isArray() {
        return type.startsWith("[");
    }

    /** Returns the type of the elements of an array, or the type itself. */
    public String elementType() {
        return isArray() ? type.substring(1) : type;
    }
}
