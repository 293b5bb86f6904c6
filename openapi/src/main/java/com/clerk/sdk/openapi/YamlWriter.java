package com.clerk.sdk.openapi;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes YAML in one canonical form, so that the same contract is always the same bytes: what fits on a line stands on
 * one, everything else is a block.
 */
final class YamlWriter {
    private static final int WIDTH = 140;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_$/][A-Za-z0-9_./$+() -]*[A-Za-z0-9_/$)]|[A-Za-z_]");
    private static final Pattern KEYWORD = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");

    private final StringBuilder out = new StringBuilder();

    private YamlWriter() {}

    static String write(Map<String, Object> document) {
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
                    .collect(java.util.stream.Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(YamlWriter::flow).collect(java.util.stream.Collectors.joining(", ", "[", "]"));
        }
        return value instanceof String text ? scalar(text) : String.valueOf(value);
    }

    private static String scalar(String text) {
        if (PLAIN.matcher(text).matches() && !KEYWORD.matcher(text).matches() && !text.contains(" -")) {
            return text;
        }
        if (text.codePoints().anyMatch(point -> point < ' ')) {
            return '"'
                    + text.replace("\\", "\\\\")
                            .replace("\"", "\\\"")
                            .replace("\n", "\\n")
                            .replace("\t", "\\t")
                    + '"';
        }
        return "'" + text.replace("'", "''") + "'";
    }
}
