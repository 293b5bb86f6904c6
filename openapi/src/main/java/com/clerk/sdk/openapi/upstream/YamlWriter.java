package com.clerk.sdk.openapi.upstream;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes YAML in one canonical form, so that the same contract always has the same bytes. A value that fits on one line
 * is written in flow style, any other in block style.
 */
public final class YamlWriter {
    private static final int WIDTH = 140;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$/][A-Za-z0-9_./$+() -]*[A-Za-z0-9_/$)]|[A-Za-z_]");
    private static final Pattern KEYWORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

    /** Characters that YAML does not allow in plain text, that end a line, or that change the direction of text. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u206f\\ufeff]");

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    /**
     * Writes a document.
     *
     * @param document the root mapping
     * @return YAML that ends with a line feed
     */
    public static String write(Map<String, Object> document) {
        var writer = new YamlWriter();
        writer.block(document, 0);
        return writer.out.toString();
    }

    private void block(Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> entry(scalar(String.valueOf(key)) + ":", item, indent));
        } else {
            ((List<?>) value).forEach(item -> entry("-", item, indent));
        }
    }

    private void entry(String head, Object value, int indent) {
        var line = " ".repeat(indent) + head;
        var flow = flow(value);
        if (indent > 2 && line.length() + 1 + flow.length() <= WIDTH || !isCollection(value)) {
            out.append(line).append(' ').append(flow).append('\n');
        } else {
            out.append(line).append('\n');
            block(value, indent + 2);
        }
    }

    private static boolean isCollection(Object value) {
        return value instanceof Map<?, ?> map && !map.isEmpty() || value instanceof List<?> list && !list.isEmpty();
    }

    private static String flow(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> scalar(String.valueOf(entry.getKey())) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? scalar(text) : String.valueOf(value);
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !KEYWORD.matcher(text).matches() && !text.contains(" -")) {
            return text;
        }
        return UNPRINTABLE.matcher(text).find() ? escaped(text) : "'" + text.replace("'", "''") + "'";
    }

    private static String escaped(String text) {
        var escapedText = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + UNPRINTABLE.matcher(escapedText).replaceAll(YamlWriter::escape) + '"';
    }

    private static String escape(MatchResult character) {
        return Matcher.quoteReplacement(
                String.format("\\u%04x", (int) character.group().charAt(0)));
    }
}
