package com.clerk.sdk.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a JSON text (RFC 8259), one after the other. It works on the bytes as they came from the network and makes
 * one string for each name however often that occurs, which is most of what a reader of JSON otherwise spends time on.
 */
final class JsonScanner {
    /** What {@link #next()} gives behind the last byte. */
    static final int END = -1;

    // Where we are on the present level. A value may come in the first four of these places only.
    private static final byte DOCUMENT = 0;
    private static final byte FIRST_ITEM = 1;
    private static final byte ITEM = 2;
    private static final byte NAMED = 3;
    private static final byte FIRST_NAME = 4;
    private static final byte NAME = 5;
    private static final byte DONE = 6;

    // Enough for any sane JSON, and few enough for readers that call themselves for each level.
    private static final int MAX_DEPTH = 255;
    private static final int NAMES = 128;
    private static final int LONG_DIGITS = 18;

    // What a byte is within quotes: ASCII, part of a longer character, or one that must be looked at.
    private static final byte PLAIN = 0;
    private static final byte LONGER = 1;
    private static final byte SPECIAL = 2;
    private static final byte[] KINDS = kinds();

    private final byte[] text;
    private int pos;
    private byte place = DOCUMENT;
    // Whether what separates two tokens lies behind us, so that pos is where the next one begins.
    private boolean ready;
    private byte[] outer = new byte[16];
    private int depth;
    private final @Nullable Name[] names = new @Nullable Name[NAMES];
    private Name last = new Name("", new byte[0]);

    JsonScanner(byte[] text) {
        this.text = text;
        this.pos = startsWithMark(text) ? 3 : 0;
    }

    private static byte[] kinds() {
        var kinds = new byte[256];
        Arrays.fill(kinds, 0, ' ', SPECIAL);
        Arrays.fill(kinds, 0x80, 0x100, LONGER);
        kinds['"'] = SPECIAL;
        kinds['\\'] = SPECIAL;
        return kinds;
    }

    private static boolean startsWithMark(byte[] text) {
        return text.length >= 3 && text[0] == (byte) 0xef && text[1] == (byte) 0xbb && text[2] == (byte) 0xbf;
    }

    /** The first byte of the next token; reads nothing. */
    int next() {
        if (!ready) {
            separate();
            ready = true;
        }
        return pos < text.length ? text[pos] : END;
    }

    private void separate() {
        int c = space();
        switch (place) {
            case ITEM -> check(c == ',' ? passed() != ']' : c == ']');
            case NAME -> check(c == ',' ? passed() == '"' : c == '}');
            case FIRST_NAME -> check(c == '"' || c == '}');
            case NAMED -> {
                check(c == ':');
                passed();
            }
            case DONE -> check(c == END);
            default -> {}
        }
    }

    private int passed() {
        pos++;
        return space();
    }

    private int space() {
        while (pos < text.length) {
            byte c = text[pos];
            if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
                return c;
            }
            pos++;
        }
        return END;
    }

    /** Whether a value may come next, rather than a name. */
    boolean isAtValue() {
        return place <= NAMED;
    }

    /** Where the next token begins, once {@link #next()} was called. */
    int position() {
        return pos;
    }

    void beginObject() {
        expect('{', "an object");
        enter(FIRST_NAME);
    }

    void beginArray() {
        expect('[', "an array");
        enter(FIRST_ITEM);
    }

    private void enter(byte inner) {
        if (depth == MAX_DEPTH) {
            throw problem("the JSON has more than " + MAX_DEPTH + " levels");
        }
        taken();
        pos++;
        if (depth == outer.length) {
            outer = Arrays.copyOf(outer, MAX_DEPTH);
        }
        outer[depth++] = place;
        place = inner;
    }

    void endObject() {
        if (next() != '}' || place < FIRST_NAME) {
            throw wrong("the end of the object");
        }
        leave();
    }

    void endArray() {
        if (next() != ']' || (place != FIRST_ITEM && place != ITEM)) {
            throw wrong("the end of the array");
        }
        leave();
    }

    private void leave() {
        pos++;
        place = outer[--depth];
        ready = false;
    }

    private void taken() {
        place = place == NAMED ? NAME : place == DOCUMENT ? DONE : ITEM;
        ready = false;
    }

    boolean hasNext() {
        int c = next();
        if (c == END && depth > 0) {
            throw problem("the JSON ends too early");
        }
        return c != ']' && c != '}' && c != END;
    }

    void endDocument() {
        if (next() != END || place != DONE) {
            throw wrong("nothing more");
        }
    }

    String name() {
        if (next() != '"' || isAtValue()) {
            throw wrong("a name");
        }
        int from = pos + 1;
        // Objects of one kind have their names in one order: what followed the last name before mostly follows it again.
        var name = last.following;
        if (name == null || !name.isAt(text, from)) {
            name = look(from);
            last.following = name;
        }
        last = name;
        pos = from + name.length();
        place = NAMED;
        ready = false;
        return name.value;
    }

    /** The name that {@link #name()} gave last; empty before the first. */
    String lastName() {
        return last.value;
    }

    private Name look(int from) {
        int hash = 0;
        int i = from;
        while (i < text.length && KINDS[text[i] & 0xff] == PLAIN) {
            hash = 31 * hash + text[i++];
        }
        int at = (hash ^ (hash >>> 7) ^ (hash >>> 16)) & (NAMES - 1);
        var known = names[at];
        if (known == null || !known.isAt(text, from)) {
            known = newName(from);
            names[at] = known;
        }
        return known;
    }

    private Name newName(int from) {
        int before = pos;
        var value = quoted();
        var name = new Name(value, Arrays.copyOfRange(text, from, pos));
        pos = before;
        return name;
    }

    /** A name, as text and as it stands in the JSON, with the quote at its end. */
    private static final class Name {
        private final String value;
        private final byte[] bytes;
        private @Nullable Name following;
        // The text that this name had last, and where: with the quote at its end.
        private String text = "";
        private int textFrom;
        private int textLength;

        private Name(String value, byte[] bytes) {
            this.value = value;
            this.bytes = bytes;
        }

        private int length() {
            return bytes.length;
        }

        private void keep(String text, int from, int length) {
            this.text = text;
            this.textFrom = from;
            this.textLength = length;
        }

        private boolean repeats(byte[] json, int from) {
            int to = from + textLength;
            return textLength > 0
                    && to <= json.length
                    && Arrays.equals(json, from, to, json, textFrom, textFrom + textLength);
        }

        private boolean isAt(byte[] text, int from) {
            int to = from + bytes.length;
            return to <= text.length && Arrays.equals(text, from, to, bytes, 0, bytes.length);
        }
    }

    String string() {
        expect('"', "text");
        int from = pos + 1;
        // Many fields say the same again and again, such as a type or a status: that is one string then.
        if (last.repeats(text, from)) {
            pos = from + last.textLength;
        } else {
            last.keep(quoted(), from, pos - from);
        }
        taken();
        return last.text;
    }

    private String quoted() {
        int from = pos + 1;
        int i = from;
        int kinds = PLAIN;
        while (i < text.length) {
            byte kind = KINDS[text[i] & 0xff];
            if (kind == SPECIAL) {
                break;
            }
            kinds |= kind;
            i++;
        }
        if (i < text.length && text[i] != '"') {
            return escaped(from, i);
        }
        if (i == text.length) {
            throw problem("the JSON ends too early");
        }
        pos = i + 1;
        var charset = kinds == PLAIN ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new String(text, from, i - from, charset);
    }

    private String escaped(int from, int firstEscape) {
        var out = new StringBuilder();
        int begin = from;
        int i = firstEscape;
        while (i < text.length) {
            byte c = text[i];
            check(c >= ' ' || c < 0);
            if (c == '"') {
                pos = i + 1;
                return out.append(new String(text, begin, i - begin, StandardCharsets.UTF_8)).toString();
            }
            i++;
            if (c == '\\') {
                out.append(new String(text, begin, i - 1 - begin, StandardCharsets.UTF_8));
                i = unescape(i, out);
                begin = i;
            }
        }
        throw problem("the JSON ends too early");
    }

    private int unescape(int at, StringBuilder out) {
        int c = at < text.length ? text[at] : END;
        switch (c) {
            case '"', '\\', '/' -> out.append((char) c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                out.append(hex(at + 1));
                return at + 5;
            }
            default -> check(false);
        }
        return at + 1;
    }

    private char hex(int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            int digit = i < text.length ? Character.digit(text[i], 16) : -1;
            check(digit >= 0);
            value = value * 16 + digit;
        }
        return (char) value;
    }

    boolean bool() {
        int c = next();
        if (c != 't' && c != 'f') {
            throw wrong("true or false");
        }
        word(c == 't' ? "true" : "false");
        return c == 't';
    }

    /** Reads JSON null if that comes next. */
    boolean nothing() {
        if (next() != 'n') {
            return false;
        }
        word("null");
        return true;
    }

    private void word(String word) {
        for (int i = 0; i < word.length(); i++) {
            check(pos + i < text.length && text[pos + i] == word.charAt(i));
        }
        pos += word.length();
        taken();
    }

    /** Reads a whole number; gives null, having read it, for another number or one of more than 64 bits. */
    @Nullable Long integer() {
        expectNumber("a whole number");
        boolean negative = text[pos] == '-';
        int from = negative ? pos + 1 : pos;
        int i = from;
        long number = 0;
        while (i < text.length && isDigit(text[i]) && i - from < LONG_DIGITS) {
            number = number * 10 + (text[i++] - '0');
        }
        if (i == from || (text[from] == '0' && i > from + 1) || (i < text.length && isOfNumber(text[i]))) {
            return Numbers.integer(number());
        }
        pos = i;
        taken();
        return negative ? -number : number;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isOfNumber(byte c) {
        return isDigit(c) || c == '.' || c == 'e' || c == 'E';
    }

    /** Reads a number as it is written. */
    String number() {
        expectNumber("a number");
        int i = text[pos] == '-' ? pos + 1 : pos;
        int afterInteger = digits(i);
        check(text[i] != '0' || afterInteger == i + 1);
        i = afterInteger;
        if (i < text.length && text[i] == '.') {
            i = digits(i + 1);
        }
        if (i < text.length && (text[i] == 'e' || text[i] == 'E')) {
            i++;
            i = digits(i < text.length && (text[i] == '+' || text[i] == '-') ? i + 1 : i);
        }
        var number = new String(text, pos, i - pos, StandardCharsets.ISO_8859_1);
        pos = i;
        taken();
        return number;
    }

    private int digits(int from) {
        int i = from;
        while (i < text.length && isDigit(text[i])) {
            i++;
        }
        check(i > from);
        return i;
    }

    private void expectNumber(String words) {
        if (!isAtNumber()) {
            throw wrong(words);
        }
    }

    /** Whether a number comes next. */
    boolean isAtNumber() {
        int c = next();
        return c == '-' || (c >= '0' && c <= '9');
    }

    /** Reads a value of any kind and drops it. */
    void skip() {
        switch (next()) {
            case '{' -> {
                beginObject();
                while (hasNext()) {
                    name();
                    skip();
                }
                endObject();
            }
            case '[' -> {
                beginArray();
                while (hasNext()) {
                    skip();
                }
                endArray();
            }
            case '"' -> string();
            case 't', 'f' -> bool();
            case 'n' -> nothing();
            default -> {
                expectNumber("a value");
                number();
            }
        }
    }

    /**
     * Looks into the object that comes next, and reads nothing of it: for the first of some properties that holds text, or
     * that is there and not null.
     *
     * @return that text, or the name; empty if there is none
     */
    String find(String[] properties, boolean byPresence) {
        expect('{', "an object");
        int start = pos;
        int level = depth;
        byte before = place;
        int best = properties.length;
        var found = "";
        beginObject();
        while (best > 0 && hasNext()) {
            int rank = rank(properties, name(), best);
            int c = next();
            if (rank == best || (byPresence ? c == 'n' : c != '"')) {
                skip();
                continue;
            }
            best = rank;
            if (byPresence) {
                found = properties[rank];
                skip();
            } else {
                found = string();
            }
        }
        pos = start;
        depth = level;
        place = before;
        ready = true;
        return found;
    }

    private static int rank(String[] properties, String name, int best) {
        for (int i = 0; i < best; i++) {
            if (properties[i].equals(name)) {
                return i;
            }
        }
        return best;
    }

    private void expect(char first, String words) {
        if (next() != first || !isAtValue()) {
            throw wrong(words);
        }
    }

    private void check(boolean isJson) {
        if (!isJson) {
            throw malformed();
        }
    }

    private ClerkDecodingException malformed() {
        return problem(pos < text.length ? "this is not JSON" : "the JSON ends too early");
    }

    /** Complains about what comes next. */
    ClerkDecodingException wrong(String expected) {
        var found = words(next());
        return found == null ? malformed() : problem("expected " + expected + ", found " + found);
    }

    private @Nullable String words(int c) {
        return switch (c) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> isAtValue() ? "text" : "a name";
            case 't', 'f' -> "true or false";
            case 'n' -> "null";
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
            case ']' -> place == FIRST_ITEM || place == ITEM ? "the end of the array" : null;
            case '}' -> isAtValue() ? null : "the end of the object";
            case END -> place == DONE ? "the end" : null;
            default -> null;
        };
    }

    private ClerkDecodingException problem(String problem) {
        return problem(problem, pos);
    }

    /** Complains about the value that begins somewhere. */
    ClerkDecodingException problem(String problem, int at) {
        return new ClerkDecodingException(problem, JsonPath.at(text, at));
    }
}
