package com.clerk.sdk.runtime.internal;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A strict reader of a whole JSON text in UTF-8 (RFC 8259): no byte order mark, no comments, no other numbers than
 * those of the grammar, and nothing but blanks after the value. It reads token by token, makes no string for a name
 * that is in a {@link NameTable}, and needs time in proportion to the text and a few bytes for each level of nesting.
 *
 * <p>Every method throws a {@link ClerkDecodingException} if the text is malformed or the next token is of another
 * type. Its message says where, and never quotes the text. Not thread-safe.
 */
public final class Utf8JsonReader {
    private static final int END = Integer.MIN_VALUE;
    private static final int PATH_LIMIT = 200;
    private static final int LONG_DIGITS = 18;
    /** The length of a text, in bytes, from which on a cache is worth its memory. */
    private static final int LONG_TEXT = 8192;

    private static final int SHORT_TEXT = 64;
    private static final char[] NOTHING_DECODED = {};
    private static final int INITIAL_DEPTH = 4;
    private static final int NO_NAME = 0;
    private static final int NO_ELEMENT = ~0;

    // The states tell the next token: a value, the first name or element after a bracket, or a comma or an end after a
    // value.
    private static final int AT_VALUE = 0;
    private static final int AFTER_BRACKET = 1;
    private static final int AFTER_VALUE = 2;

    private static final @Nullable JsonToken[] TOKENS = new @Nullable JsonToken[128];

    // The smallest code point that needs one, two or three continuation bytes: a smaller one is an overlong encoding.
    private static final int[] SMALLEST = {0, 0x80, 0x800, 0x10000};

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long QUOTES = ONES * '"';
    private static final long BACKSLASHES = ONES * '\\';
    private static final long SPACES = ONES * ' ';
    private static final long ZEROS = ONES * '0';
    private static final long SIXES = ONES * 6;
    private static final long LOW_HALVES = ONES * 0x0F;
    private static final long HIGH_HALVES = 0xF0F0F0F0F0F0F0F0L;

    static {
        TOKENS['{'] = JsonToken.BEGIN_OBJECT;
        TOKENS['['] = JsonToken.BEGIN_ARRAY;
        TOKENS['"'] = JsonToken.STRING;
        TOKENS['-'] = JsonToken.NUMBER;
        Arrays.fill(TOKENS, '0', '9' + 1, JsonToken.NUMBER);
        TOKENS['t'] = JsonToken.BOOLEAN;
        TOKENS['f'] = JsonToken.BOOLEAN;
        TOKENS['n'] = JsonToken.NULL;
    }

    private final byte[] json;
    private final int maxDepth;
    private final @Nullable TextCache cache;

    private int at;
    private int state = AT_VALUE;
    private @Nullable JsonToken token;
    private long whole;
    // Whether blanks outside of texts were passed since this was last cleared.
    private boolean blanks;
    // The characters of a text that has to be decoded.
    private char[] decoded = NOTHING_DECODED;

    // For each open object the place of the last name in it (0 before the first), for each open array the inverted
    // number of its elements so far.
    private int[] open = new int[INITIAL_DEPTH];
    private int depth;

    private Utf8JsonReader(byte[] json, int maxDepth) {
        this.json = json;
        this.maxDepth = maxDepth;
        this.cache = json.length < LONG_TEXT ? null : new TextCache();
    }

    /**
     * Creates a reader of a text in UTF-8.
     *
     * @param json the text; it is not copied, so it must not change
     * @param maxDepth how deep objects and arrays may be nested
     * @return a reader, positioned before the first token
     */
    public static Utf8JsonReader of(byte[] json, int maxDepth) {
        return new Utf8JsonReader(json, maxDepth);
    }

    /**
     * Creates a reader of a text. A surrogate without its other half is read like its escape.
     *
     * @param json the text
     * @param maxDepth how deep objects and arrays may be nested
     * @return a reader, positioned before the first token
     */
    public static Utf8JsonReader of(String json, int maxDepth) {
        var text = isUnicode(json) ? json : withEscapes(json);
        return of(text.getBytes(StandardCharsets.UTF_8), maxDepth);
    }

    /** Returns whether UTF-8 can hold a text: each surrogate in it has its other half. */
    private static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isSurrogate(text.codePointAt(i))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Replaces each surrogate without its other half, which UTF-8 cannot hold, by its escape. One after a backslash
     * stays, so that it is refused: with its escape, the backslash would be one of the text.
     */
    private static String withEscapes(String json) {
        var out = new StringBuilder(json.length());
        boolean afterBackslash = false;
        for (int i = 0; i < json.length(); i = json.offsetByCodePoints(i, 1)) {
            int c = json.codePointAt(i);
            if (isSurrogate(c) && !afterBackslash) {
                out.append("\\u").append(Integer.toHexString(c));
            } else {
                out.appendCodePoint(c);
            }
            afterBackslash = c == '\\' && !afterBackslash;
        }
        return out.toString();
    }

    /**
     * Returns the type of the next token. Numbers and literals are checked when they are read.
     *
     * @return the type
     */
    public JsonToken peek() {
        var next = token;
        if (next == null) {
            next = scan();
            token = next;
        }
        return next;
    }

    /** Finds the next token and moves to its first byte. */
    private JsonToken scan() {
        int c = nextByte();
        if (state != AT_VALUE) {
            if (depth == 0) {
                return endOfText(c);
            }
            boolean inObject = open[depth - 1] >= 0;
            if (c == (inObject ? '}' : ']')) {
                return inObject ? JsonToken.END_OBJECT : JsonToken.END_ARRAY;
            }
            if (state == AFTER_VALUE) {
                c = afterComma(c);
            }
            if (inObject) {
                return name(c);
            }
            state = AT_VALUE;
            open[depth - 1]--;
        }
        var next = c < 0 ? null : TOKENS[c];
        if (next == null) {
            throw malformed();
        }
        return next;
    }

    private JsonToken endOfText(int c) {
        if (c != END) {
            throw malformed();
        }
        return JsonToken.END_DOCUMENT;
    }

    private int afterComma(int c) {
        if (c != ',') {
            throw malformed();
        }
        at++;
        return nextByte();
    }

    private JsonToken name(int c) {
        if (c != '"') {
            throw malformed();
        }
        return JsonToken.NAME;
    }

    /** Returns the next byte that is not blank, without taking it. */
    private int nextByte() {
        int c = at < json.length ? json[at] : END;
        return c > ' ' ? c : afterBlanks();
    }

    private int afterBlanks() {
        while (at < json.length) {
            int c = json[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c;
            }
            blanks = true;
            at++;
        }
        return END;
    }

    /**
     * Returns whether the current object or array has more elements.
     *
     * @return false at its end, and at the end of the text
     */
    public boolean hasNext() {
        var next = peek();
        return next != JsonToken.END_OBJECT && next != JsonToken.END_ARRAY && next != JsonToken.END_DOCUMENT;
    }

    /** Enters an object. */
    public void beginObject() {
        require(JsonToken.BEGIN_OBJECT, "an object");
        enter(NO_NAME);
    }

    /** Enters an array. */
    public void beginArray() {
        require(JsonToken.BEGIN_ARRAY, "an array");
        enter(NO_ELEMENT);
    }

    private void enter(int start) {
        if (depth == maxDepth) {
            throw problem("expected at most " + maxDepth + " levels of objects and arrays, found more");
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, 2 * depth);
        }
        open[depth++] = start;
        at++;
        token = null;
        state = AFTER_BRACKET;
    }

    /** Leaves an object. */
    public void endObject() {
        require(JsonToken.END_OBJECT, "the end of the object");
        leave();
    }

    /** Leaves an array. */
    public void endArray() {
        require(JsonToken.END_ARRAY, "the end of the array");
        leave();
    }

    private void leave() {
        depth--;
        afterValue(at + 1);
    }

    private void afterValue(int end) {
        at = end;
        token = null;
        state = AFTER_VALUE;
    }

    /**
     * Reads a name if it is in a table.
     *
     * @param known the table
     * @param guess index of the name that is looked for first, or {@link NameTable#UNKNOWN}
     * @return index of the name; {@link NameTable#UNKNOWN} for another name, which is not read
     */
    public int nextName(NameTable known, int guess) {
        require(JsonToken.NAME, "a name");
        int start = at + 1;
        if (known.isAt(json, start, guess)) {
            afterName(start, start + known.length(guess) + 1);
            return guess;
        }
        int end = endOfPlain(start);
        if (end == json.length || json[end] != '"') {
            return nextEscapedName(known);
        }
        int index = known.find(json, start, end);
        if (index >= 0) {
            afterName(start, end + 1);
        }
        return index;
    }

    private int nextEscapedName(NameTable known) {
        int start = at + 1;
        var name = text().getBytes(StandardCharsets.UTF_8);
        int index = known.find(name, 0, name.length);
        if (index >= 0) {
            afterName(start, at);
        } else {
            at = start - 1;
        }
        return index;
    }

    /**
     * Reads a name.
     *
     * @return the name
     */
    public String nextName() {
        require(JsonToken.NAME, "a name");
        int start = at + 1;
        var name = text();
        afterName(start, at);
        return name;
    }

    private void afterName(int start, int end) {
        open[depth - 1] = start;
        at = end;
        if (nextByte() != ':') {
            throw malformed();
        }
        at++;
        token = null;
        state = AT_VALUE;
    }

    /**
     * Reads text.
     *
     * @return the text
     */
    public String nextString() {
        require(JsonToken.STRING, "text");
        var text = text();
        afterValue(at);
        return text;
    }

    /** Reads the text that begins with the quote here. */
    private String text() {
        int start = at + 1;
        int end = endOfPlain(start);
        if (end < json.length && json[end] == '"') {
            at = end + 1;
            return cache != null && end - start <= TextCache.MAX_LENGTH
                    ? cache.text(json, start, end)
                    : new String(json, start, end - start, StandardCharsets.ISO_8859_1);
        }
        return decodedText(start);
    }

    /** Reads a text that has escapes or characters that are not ASCII, from its first character on. */
    private String decodedText(int start) {
        int size = 0;
        at = start;
        while (true) {
            if (size + 2 > decoded.length) {
                decoded = Arrays.copyOf(decoded, 2 * size + SHORT_TEXT);
            }
            int c = take();
            if (c < 0) {
                size += Character.toChars(multiByte(c), decoded, size);
            } else if (c == '\\') {
                decoded[size++] = escaped();
            } else if (c == '"') {
                return new String(decoded, 0, size);
            } else if (c < ' ') {
                throw malformedAt(at - 1);
            } else {
                decoded[size++] = (char) c;
            }
        }
    }

    /** Returns the place of the first byte from a place on that is not a plain character of a text, or of the end. */
    private int endOfPlain(int from) {
        int i = from;
        for (int last = json.length - Long.BYTES; i <= last; i += Long.BYTES) {
            long others = othersThanPlain(NameTable.word(json, i));
            if (others != 0) {
                return i + (Long.numberOfTrailingZeros(others) >>> 3);
            }
        }
        while (i < json.length && json[i] >= ' ' && json[i] != '"' && json[i] != '\\') {
            i++;
        }
        return i;
    }

    /**
     * Returns the high bits of those of eight bytes that are a quote, a backslash, a control character or not ASCII.
     * The first of them is exact; a borrow may have set others after it.
     */
    private static long othersThanPlain(long bytes) {
        return ((bytes ^ QUOTES) - ONES | (bytes ^ BACKSLASHES) - ONES | bytes - SPACES | bytes) & HIGH_BITS;
    }

    /** Checks the rest of a text and moves after the quote at its end. */
    private void skipText() {
        while (true) {
            at = endOfPlain(at);
            int c = take();
            // Where one character is not ASCII, the next ones mostly are not either.
            while (c < 0) {
                multiByte(c);
                c = take();
            }
            if (c == '"') {
                return;
            }
            if (c == '\\') {
                escaped();
            } else if (c < ' ') {
                throw malformedAt(at - 1);
            }
        }
    }

    private int take() {
        if (at == json.length) {
            throw malformed();
        }
        return json[at++];
    }

    private char escaped() {
        int c = take();
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformedAt(at - 1);
        };
    }

    private char unicode() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int c = take();
            int digit = c < 0 ? -1 : Character.digit(c, 16);
            if (digit < 0) {
                throw malformedAt(at - 1);
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    /** Reads the rest of a character that is not ASCII: RFC 3629 section 4. */
    private int multiByte(int first) {
        int start = at - 1;
        int more = Integer.numberOfLeadingZeros(~first << 24) - 1;
        if (more < 1 || more > 3) {
            throw notUtf8(start);
        }
        int code = first & 0x3F >> more;
        for (int i = 0; i < more; i++) {
            int c = take();
            if ((c & 0xC0) != 0x80) {
                throw notUtf8(start);
            }
            code = code << 6 | c & 0x3F;
        }
        if (code < SMALLEST[more] || code > Character.MAX_CODE_POINT || isSurrogate(code)) {
            throw notUtf8(start);
        }
        return code;
    }

    private static boolean isSurrogate(int code) {
        return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    }

    /**
     * Reads true or false.
     *
     * @return the boolean
     */
    public boolean nextBoolean() {
        require(JsonToken.BOOLEAN, "true or false");
        boolean value = json[at] == 't';
        literal(value ? "true" : "false");
        return value;
    }

    /** Reads null. */
    public void nextNull() {
        require(JsonToken.NULL, "null");
        literal("null");
    }

    private void literal(String literal) {
        for (int i = 1; i < literal.length(); i++) {
            if (at + i == json.length || json[at + i] != literal.charAt(i)) {
                throw malformedAt(at + i);
            }
        }
        afterValue(at + literal.length());
    }

    /**
     * Reads a whole number of at most 18 digits, for {@link #whole()}.
     *
     * @return whether the next number is one; another number is not read
     */
    public boolean nextWhole() {
        require(JsonToken.NUMBER, "a number");
        boolean negative = json[at] == '-';
        int first = negative ? at + 1 : at;
        int end = first;
        long value = 0;
        // Most numbers are times, of ten or more digits.
        if (end + Long.BYTES <= json.length && areDigits(NameTable.word(json, end))) {
            value = eightDigits(NameTable.word(json, end));
            end += Long.BYTES;
        }
        int digit = digitAt(end);
        while (digit >= 0) {
            value = value * 10 + digit;
            digit = digitAt(++end);
        }
        int digits = end - first;
        if (digits == 0 || digits > LONG_DIGITS || (digits > 1 && json[first] == '0') || isFractional(end)) {
            return false;
        }
        whole = negative ? -value : value;
        afterValue(end);
        return true;
    }

    /** Returns the digit at a place, or a negative number if there is none. */
    private int digitAt(int place) {
        int digit = place < json.length ? json[place] - '0' : -1;
        return digit > 9 ? -1 : digit;
    }

    /**
     * Returns whether eight bytes are digits: their high halves are 3, and stay so when 6 is added to the low halves.
     */
    private static boolean areDigits(long bytes) {
        return (bytes & HIGH_HALVES) == ZEROS && (bytes + SIXES & HIGH_HALVES) == ZEROS;
    }

    /** Returns the number of eight digits: pairs of them are joined to two, four and eight digits. */
    private static long eightDigits(long bytes) {
        long twos = (bytes & LOW_HALVES) * (1 + (10 << 8)) >>> 8;
        long fours = (twos & 0x00FF00FF00FF00FFL) * (1 + (100 << 16)) >>> 16;
        return (fours & 0x0000FFFF0000FFFFL) * (1 + (10_000L << 32)) >>> 32;
    }

    private boolean isFractional(int end) {
        return end < json.length && (json[end] == '.' || json[end] == 'e' || json[end] == 'E');
    }

    /**
     * Returns the number that {@link #nextWhole()} read last.
     *
     * @return the number
     */
    public long whole() {
        return whole;
    }

    /**
     * Reads a number of any length.
     *
     * @return the number as it is written
     */
    public String nextNumber() {
        peek();
        int start = at;
        skipNumber();
        return new String(json, start, at - start, StandardCharsets.ISO_8859_1);
    }

    private void skipNumber() {
        require(JsonToken.NUMBER, "a number");
        int end = json[at] == '-' ? at + 1 : at;
        // RFC 8259 section 6: no digit follows a leading zero.
        end = end < json.length && json[end] == '0' ? end + 1 : afterDigits(end);
        if (end < json.length && json[end] == '.') {
            end = afterDigits(end + 1);
        }
        if (end < json.length && (json[end] == 'e' || json[end] == 'E')) {
            end++;
            if (end < json.length && (json[end] == '+' || json[end] == '-')) {
                end++;
            }
            end = afterDigits(end);
        }
        afterValue(end);
    }

    private int afterDigits(int from) {
        int end = from;
        while (end < json.length && isDigit(json[end])) {
            end++;
        }
        if (end == from) {
            throw malformedAt(end);
        }
        return end;
    }

    private static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    /** Reads a value of any type and discards it. */
    public void skip() {
        int outer = depth;
        do {
            skipToken();
        } while (depth > outer);
    }

    /**
     * Moves after a value of any type without checking it. It is for a value that is read later, after {@link #reset}.
     */
    public void pass() {
        peek();
        int end = at;
        int level = 0;
        do {
            switch (end < json.length ? json[end] : END) {
                case '"' -> end = afterText(end + 1);
                case '{', '[' -> {
                    level++;
                    end++;
                }
                case '}', ']' -> {
                    level--;
                    end++;
                }
                case END -> throw malformedAt(end);
                default -> end++;
            }
        } while (level > 0 || (end < json.length && !isDelimiter(json[end])));
        afterValue(end);
    }

    private static boolean isDelimiter(byte c) {
        return c <= ' ' || c == ',' || c == '}' || c == ']';
    }

    private int afterText(int from) {
        int i = endOfPlain(from);
        while (i < json.length && json[i] != '"') {
            i = endOfPlain(Math.min(json.length, json[i] == '\\' ? i + 2 : i + 1));
        }
        return Math.min(json.length, i + 1);
    }

    private void skipToken() {
        switch (peek()) {
            case BEGIN_OBJECT -> beginObject();
            case BEGIN_ARRAY -> beginArray();
            case END_OBJECT -> endObject();
            case END_ARRAY -> endArray();
            case NAME -> skipName();
            case STRING -> skipString();
            case NUMBER -> skipNumber();
            case BOOLEAN -> nextBoolean();
            case NULL -> nextNull();
            case END_DOCUMENT -> throw unexpected("a value");
        }
    }

    private void skipName() {
        int start = at + 1;
        at = start;
        skipText();
        afterName(start, at);
    }

    private void skipString() {
        at++;
        skipText();
        afterValue(at);
    }

    /**
     * Reads a value of any type.
     *
     * @return the value as it is written, without the blanks outside of texts
     */
    public String nextRaw() {
        peek();
        int start = at;
        blanks = false;
        skip();
        return blanks ? withoutBlanks(start, at) : new String(json, start, at - start, StandardCharsets.UTF_8);
    }

    private String withoutBlanks(int start, int end) {
        var compact = new byte[end - start];
        int size = 0;
        boolean inText = false;
        for (int i = start; i < end; i++) {
            byte c = json[i];
            if (inText && c == '\\') {
                compact[size++] = c;
                c = json[++i];
            } else if (c == '"') {
                inText = !inText;
            }
            if (inText || c > ' ') {
                compact[size++] = c;
            }
        }
        return new String(compact, 0, size, StandardCharsets.UTF_8);
    }

    /**
     * Returns the place of the next value, for {@link #reset}.
     *
     * @return the place
     */
    public long mark() {
        peek();
        return (long) depth << Integer.SIZE | at;
    }

    /**
     * Returns to a value, at its start or from within it.
     *
     * @param mark the place of the value
     */
    public void reset(long mark) {
        depth = (int) (mark >>> Integer.SIZE);
        at = (int) mark;
        token = null;
        state = AT_VALUE;
    }

    private void require(JsonToken expected, String description) {
        if (peek() != expected) {
            throw unexpected(description);
        }
    }

    /**
     * Creates an exception for a next token that is not the expected one.
     *
     * @param expected the description of the expected one
     * @return the exception
     */
    public ClerkDecodingException unexpected(String expected) {
        return problem("expected " + expected + ", found " + peek().description());
    }

    /**
     * Creates an exception for the next token.
     *
     * @param problem the problem, without content of the text
     * @return the exception
     */
    public ClerkDecodingException problem(String problem) {
        return new ClerkDecodingException(problem, path(state != AT_VALUE));
    }

    /**
     * Creates an exception for the value that was read last.
     *
     * @param problem the problem, without content of the text
     * @return the exception
     */
    public ClerkDecodingException problemAtPrevious(String problem) {
        return new ClerkDecodingException(problem, path(false));
    }

    private ClerkDecodingException malformed() {
        return malformedAt(at);
    }

    private ClerkDecodingException malformedAt(int place) {
        return place < json.length
                ? problem("this is not JSON (byte " + place + ")")
                : problem("the JSON ends too early (byte " + place + ")");
    }

    private ClerkDecodingException notUtf8(int place) {
        return problem("this is not UTF-8 (byte " + place + ")");
    }

    /**
     * Returns the path of a place. A name in the JSON can be data, such as an email address: the path ends before the
     * first name that is not a plain identifier.
     */
    private String path(boolean afterLastElement) {
        var path = new StringBuilder("$");
        for (int i = 0; i < depth; i++) {
            int length = path.length();
            boolean complete = open[i] >= 0 ? addName(path, open[i]) : addIndex(path, i, afterLastElement);
            if (!complete || path.length() > PATH_LIMIT) {
                path.setLength(length);
                return path.append(open[i] >= 0 ? ".…" : "…").toString();
            }
        }
        return path.toString();
    }

    private boolean addIndex(StringBuilder path, int level, boolean afterLastElement) {
        int count = ~open[level];
        boolean isNext = afterLastElement && level == depth - 1;
        path.append('[').append(isNext ? count : count - 1).append(']');
        return true;
    }

    /** Adds a name, and returns whether all of it may be shown. */
    private boolean addName(StringBuilder path, int start) {
        path.append('.');
        if (start == NO_NAME) {
            return true;
        }
        for (int i = start; json[i] != '"'; i++) {
            if (!isPlainName(json[i]) || path.length() > PATH_LIMIT) {
                return false;
            }
            path.append((char) json[i]);
        }
        return true;
    }

    /**
     * Returns whether a character of a name can be shown in a path.
     *
     * @param c the character
     * @return true for those of identifiers, and in lists of them
     */
    public static boolean isPlainName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.$[]".indexOf(c) >= 0;
    }
}
