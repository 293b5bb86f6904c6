package com.clerk.sdk.runtime;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Buffers the tokens of a union value until its discriminator is found, then replays them. Reading continues with the
 * underlying reader after the last buffered token.
 */
final class TokenBuffer {
    private static final int INITIAL_CAPACITY = 8;
    private static final JsonToken[] NO_KINDS = {};
    private static final String[] NO_TEXTS = {};

    private final JsonReader in;
    private JsonToken[] kinds = NO_KINDS;
    // The text of names, text, numbers and booleans; empty for all other tokens.
    private String[] texts = NO_TEXTS;
    private int size;
    private int next;

    // For the paths: the path of the first token, if it was asked for, and the objects and arrays that are open before
    // a token, up to which they are counted. Tokens are counted once, however many paths are asked for.
    private @Nullable String start;
    private final List<Object> open = new ArrayList<>();
    private int counted;

    TokenBuffer(JsonReader in) {
        this.in = in;
    }

    boolean isEmpty() {
        return next == size;
    }

    /** Returns the type of the next token. */
    JsonToken kind() {
        return kinds[next];
    }

    /** Returns whether the current object or array has more elements. */
    boolean hasNext() {
        return depthChange(kind()) >= 0;
    }

    /** Returns the text of the next token. */
    String text() {
        return texts[next];
    }

    /** Removes the next token and returns its text. */
    String take() {
        var text = texts[next++];
        if (isEmpty()) {
            size = 0;
            next = 0;
            start = null;
            open.clear();
            counted = 0;
        }
        return text;
    }

    /**
     * Finds a property of the object that comes next. Removes no token, and buffers only as many as necessary.
     *
     * @param properties names of the properties, in order of preference
     * @param forText whether to look for the text of a property, or for its presence
     * @return the text of the first property that is text, or the name of the first that is present and not null; empty
     *     if there is none
     */
    String find(String[] properties, boolean forText) throws IOException {
        // Clerk usually sends the discriminator first: then there is nothing to search.
        if (forText && isEmpty() && startsWithText(properties[0])) {
            return texts[2];
        }
        var found = "";
        int rank = properties.length;
        int depth = 0;
        int at = next;
        do {
            depth += depthChange(kind(at));
            if (depth == 1 && kinds[at] == JsonToken.NAME) {
                int index = indexOf(texts[at], properties, rank);
                if (index >= 0 && matches(kind(at + 1), forText)) {
                    found = texts[forText ? at + 1 : at];
                    rank = index;
                }
            }
            at++;
        } while (depth > 0 && rank > 0);
        return found;
    }

    private boolean startsWithText(String name) throws IOException {
        in.beginObject();
        add(JsonToken.BEGIN_OBJECT, "");
        if (!in.hasNext()) {
            return false;
        }
        add(JsonToken.NAME, in.nextName());
        return texts[1].equals(name) && kind(2) == JsonToken.STRING;
    }

    private static boolean matches(JsonToken value, boolean forText) {
        return forText ? value == JsonToken.STRING : value != JsonToken.NULL;
    }

    private static int depthChange(JsonToken kind) {
        return switch (kind) {
            case BEGIN_OBJECT, BEGIN_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            default -> 0;
        };
    }

    private static int indexOf(String name, String[] properties, int end) {
        for (int i = 0; i < end; i++) {
            if (properties[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private JsonToken kind(int at) throws IOException {
        while (at >= size) {
            var kind = in.peek();
            add(kind, read(kind));
        }
        return kinds[at];
    }

    /** Returns whether the last token is the start of an object or array. */
    boolean endsWithStart() {
        return depthChange(kinds[size - 1]) > 0;
    }

    void add(JsonToken kind, String text) {
        if (size == kinds.length) {
            int room = Math.max(INITIAL_CAPACITY, 2 * size);
            kinds = Arrays.copyOf(kinds, room);
            texts = Arrays.copyOf(texts, room);
        }
        kinds[size] = kind;
        texts[size] = text;
        size++;
    }

    private String read(JsonToken kind) throws IOException {
        switch (kind) {
            case BEGIN_OBJECT -> in.beginObject();
            case END_OBJECT -> in.endObject();
            case BEGIN_ARRAY -> in.beginArray();
            case END_ARRAY -> in.endArray();
            case NAME -> {
                return in.nextName();
            }
            case STRING, NUMBER -> {
                return in.nextString();
            }
            case BOOLEAN -> {
                return Boolean.toString(in.nextBoolean());
            }
            case NULL -> in.nextNull();
            case END_DOCUMENT -> throw new IllegalStateException("The document cannot end inside an object");
        }
        return "";
    }

    /** Returns the path of the next token, in the notation of gson. */
    String path() {
        return start() + join(open());
    }

    /** Returns the path of the token that was removed last, in the notation of gson. */
    String previousPath() {
        var steps = new ArrayList<>(open());
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(last) instanceof Integer index && index > 0) {
            steps.set(last, index - 1);
        }
        return start() + join(steps);
    }

    /** Returns the path of the first token: the path of the reader, without the steps that the buffered tokens add. */
    private String start() {
        if (start == null) {
            var steps = new ArrayList<>();
            count(0, size, steps);
            var added = join(steps);
            var path = added.isEmpty() ? in.getPreviousPath() : in.getPath();
            start = path.substring(0, path.length() - added.length());
        }
        return start;
    }

    /**
     * Returns the objects and arrays that are open before the next token: a name for each object, an index for each
     * array.
     */
    private List<Object> open() {
        count(counted, next, open);
        counted = next;
        return open;
    }

    /** Changes the objects and arrays that are open before some tokens to those that are open after them. */
    private void count(int from, int end, List<Object> steps) {
        for (int i = from; i < end; i++) {
            switch (kinds[i]) {
                case BEGIN_OBJECT -> steps.add("");
                case BEGIN_ARRAY -> steps.add(0);
                case NAME -> steps.set(steps.size() - 1, texts[i]);
                case END_OBJECT, END_ARRAY -> {
                    steps.remove(steps.size() - 1);
                    countElement(steps);
                }
                default -> countElement(steps);
            }
        }
    }

    private static void countElement(List<Object> steps) {
        int last = steps.size() - 1;
        if (last >= 0 && steps.get(last) instanceof Integer index) {
            steps.set(last, index + 1);
        }
    }

    private static String join(List<Object> steps) {
        var path = new StringBuilder();
        for (var step : steps) {
            if (step instanceof Integer) {
                path.append('[').append(step).append(']');
            } else {
                path.append('.').append(step);
            }
        }
        return path.toString();
    }
}
