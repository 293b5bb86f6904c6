package com.clerk.sdk.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/** Finds where in a JSON text something went wrong, by reading the text again: only a failure pays for its path. */
final class JsonPath {
    private static final int LIMIT = 200;
    private static final int NAME_LIMIT = 60;

    private final ArrayList<Level> levels = new ArrayList<>();

    private JsonPath() {}

    /** The path of the value that begins at some place; everything before it is well-formed. */
    static String at(byte[] text, int end) {
        var path = new JsonPath();
        path.walk(text, end);
        return path.toString();
    }

    private void walk(byte[] text, int end) {
        int i = 0;
        while (i < end) {
            switch (text[i]) {
                case '"' -> {
                    int close = close(text, i + 1, end);
                    name(text, i + 1, close);
                    i = close;
                }
                case '{' -> levels.add(new Level(true));
                case '[' -> levels.add(new Level(false));
                case '}', ']' -> levels.remove(levels.size() - 1);
                case ',' -> levels.get(levels.size() - 1).goOn();
                default -> {}
            }
            i++;
        }
    }

    private static int close(byte[] text, int from, int end) {
        int i = from;
        while (i < end && text[i] != '"') {
            i += text[i] == '\\' ? 2 : 1;
        }
        return Math.min(i, end);
    }

    private void name(byte[] text, int from, int to) {
        var level = levels.isEmpty() ? null : levels.get(levels.size() - 1);
        if (level != null && level.isObject && level.name == null) {
            level.name = new String(text, from, to - from, StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        var out = new StringBuilder("$");
        for (var level : levels) {
            if (out.length() > LIMIT) {
                return out.append('…').toString();
            }
            level.describe(out);
        }
        return out.toString();
    }

    private static final class Level {
        private final boolean isObject;
        private int index;
        private @Nullable String name;

        private Level(boolean isObject) {
            this.isObject = isObject;
        }

        private void goOn() {
            index++;
            name = null;
        }

        private void describe(StringBuilder out) {
            if (!isObject) {
                out.append('[').append(index).append(']');
            } else if (name != null) {
                out.append('.').append(isPlain(name) ? name : "…");
            }
        }

        // A name in JSON can be data, such as an email address; a field of an API is a plain word.
        private static boolean isPlain(String name) {
            for (int i = 0; i < name.length(); i++) {
                char c = name.charAt(i);
                if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_' && c != '-') {
                    return false;
                }
            }
            return name.length() <= NAME_LIMIT;
        }
    }
}
