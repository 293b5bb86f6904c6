package com.clerk.sdk.auth.jwt;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A strict parser of one JSON object (RFC 8259): no comments, no text after the object, no duplicate names (RFC 8725
 * section 2.4: two parsers could read two different tokens). It limits the depth, so that no text exhausts the stack.
 *
 * <p>It returns maps, lists, strings, booleans, null and numbers: a {@link Long} if that is sufficient, else a
 * {@link BigDecimal}. The reader of the runtime copies the text through several buffers; here that would cost up to a
 * fifth of the time of a signature.
 */
public final class StrictJson {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 64;
    private static final int LONG_DIGITS = 18;

    private final byte[] text;
    private final Charset charset;
    private int at;
    private int depth;

    private StrictJson(byte[] text, Charset charset) {
        this.text = text;
        this.charset = charset;
    }

    /** Parses an object in UTF-8. */
    public static Map<String, @Nullable Object> object(byte[] utf8) throws MalformedException {
        var in = new StrictJson(utf8, charset(utf8));
        if (in.next() != '{') {
            throw new MalformedException("it does not begin with {");
        }
        var object = in.object();
        in.skipBlanks();
        if (in.at < utf8.length) {
            throw new MalformedException("text follows its end");
        }
        return object;
    }

    /** Checks the encoding of the whole text, and returns the charset that decodes its parts fastest. */
    private static Charset charset(byte[] text) throws MalformedException {
        int signs = 0;
        for (byte b : text) {
            signs |= b;
        }
        if (signs >= 0) {
            return StandardCharsets.ISO_8859_1;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new MalformedException("it is not UTF-8");
        }
        return StandardCharsets.UTF_8;
    }

    private @Nullable Object value() throws MalformedException {
        int c = next();
        return switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> literal("true", true);
            case 'f' -> literal("false", false);
            case 'n' -> nullValue();
            default -> number(c);
        };
    }

    private Map<String, @Nullable Object> object() throws MalformedException {
        enter();
        var object = new LinkedHashMap<String, @Nullable Object>();
        int c = next();
        while (c != '}') {
            if (c != '"') {
                throw new MalformedException("a name is missing");
            }
            var name = name();
            expect(':');
            // put() returns null both for a new name and for a null value, so compare sizes.
            int before = object.size();
            object.put(name, value());
            if (object.size() == before) {
                throw new MalformedException("a name is there twice");
            }
            c = separator('}');
        }
        depth--;
        return object;
    }

    private List<@Nullable Object> array() throws MalformedException {
        enter();
        var array = new ArrayList<@Nullable Object>();
        if (next() == ']') {
            depth--;
            return array;
        }
        at--;
        do {
            array.add(value());
        } while (comma(']'));
        depth--;
        return array;
    }

    /** Takes the end, or a comma and the character after it. A comma before the end is refused. */
    private int separator(char end) throws MalformedException {
        if (!comma(end)) {
            return end;
        }
        int c = next();
        if (c == end) {
            throw new MalformedException("a comma is superfluous");
        }
        return c;
    }

    private boolean comma(char end) throws MalformedException {
        int c = next();
        if (c != ',' && c != end) {
            throw new MalformedException("a comma is missing");
        }
        return c == ',';
    }

    private void enter() throws MalformedException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedException("it is nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    /** Parses a name. Most names are in the table, so no string is created. */
    private String name() throws MalformedException {
        int start = at;
        int hash = 0;
        for (int i = start; i < text.length; i++) {
            int c = text[i];
            if (c == '"') {
                var known = ClaimNameTable.find(text, start, i, hash);
                if (known != null) {
                    at = i + 1;
                    return known;
                }
                break;
            }
            hash = 31 * hash + c;
        }
        return string();
    }

    private String string() throws MalformedException {
        int start = at;
        int end = stringPart(start);
        if (text[end] == '"') {
            return text(start, end);
        }
        var out = new StringBuilder();
        while (text[end] != '"') {
            out.append(text(start, end)).append(escape());
            start = at;
            end = stringPart(start);
        }
        return out.append(text(start, end)).toString();
    }

    /** Moves past the next quote or backslash, and returns its index. */
    private int stringPart(int start) throws MalformedException {
        for (int i = start; i < text.length; i++) {
            int c = text[i];
            if (c == '"' || c == '\\') {
                at = i + 1;
                return i;
            }
            // Bytes of characters outside ASCII are negative here, and allowed.
            if (c >= 0 && c < ' ') {
                break;
            }
        }
        throw new MalformedException("a string does not end");
    }

    private String text(int start, int end) {
        return new String(text, start, end - start, charset);
    }

    private char escape() throws MalformedException {
        int c = at < text.length ? text[at++] : -1;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw new MalformedException("an escape sequence is unknown");
        };
    }

    private char unicode() throws MalformedException {
        if (text.length - at < 4) {
            throw new MalformedException("an escape sequence is cut off");
        }
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int c = text[at++];
            int digit = c < 0 ? -1 : Character.digit(c, 16);
            if (digit < 0) {
                throw new MalformedException("an escape sequence lacks digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private @Nullable Object nullValue() throws MalformedException {
        literal("null", "");
        return null;
    }

    private <T> T literal(String literal, T value) throws MalformedException {
        // The caller has taken the first letter.
        for (int i = 1; i < literal.length(); i++) {
            if (at == text.length || text[at++] != literal.charAt(i)) {
                throw new MalformedException("a literal is unknown");
            }
        }
        return value;
    }

    private Number number(int first) throws MalformedException {
        int start = at - 1;
        int digit = first == '-' ? take() : first;
        if (digit < '0' || digit > '9') {
            throw new MalformedException("a value is missing");
        }
        // RFC 8259 section 6: no digit follows a leading zero.
        if (digit != '0') {
            skipDigits();
        }
        int end = at;
        fraction();
        exponent();
        if (at - start > MAX_NUMBER) {
            throw new MalformedException("a number is longer than " + MAX_NUMBER + " characters");
        }
        return at == end && at - start <= LONG_DIGITS ? whole(start) : decimal(start);
    }

    private void fraction() throws MalformedException {
        if (peek() == '.') {
            at++;
            digits();
        }
    }

    private void exponent() throws MalformedException {
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') {
                at++;
            }
            digits();
        }
    }

    private void digits() throws MalformedException {
        int start = at;
        skipDigits();
        if (at == start) {
            throw new MalformedException("a number lacks digits");
        }
    }

    private void skipDigits() {
        while (peek() >= '0' && peek() <= '9') {
            at++;
        }
    }

    private Long whole(int start) {
        boolean negative = text[start] == '-';
        long value = 0;
        for (int i = negative ? start + 1 : start; i < at; i++) {
            value = value * 10 + (text[i] - '0');
        }
        return negative ? -value : value;
    }

    private BigDecimal decimal(int start) throws MalformedException {
        try {
            return new BigDecimal(text(start, at));
        } catch (NumberFormatException e) {
            throw new MalformedException("a number is too large");
        }
    }

    private void expect(char wanted) throws MalformedException {
        if (next() != wanted) {
            throw new MalformedException(wanted + " is missing");
        }
    }

    /** Takes the next character that is not blank, or returns -1 at the end. */
    private int next() {
        // Tokens have no blanks, so this first look is nearly always enough.
        if (at < text.length && text[at] > ' ') {
            return text[at++];
        }
        skipBlanks();
        return take();
    }

    private int take() {
        return at < text.length ? text[at++] : end();
    }

    /** Counts the end as a character, so that putting back works at the end too. */
    private int end() {
        at++;
        return -1;
    }

    private int peek() {
        return at < text.length ? text[at] : -1;
    }

    private void skipBlanks() {
        while (at < text.length) {
            int c = text[at];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return;
            }
            at++;
        }
    }
}
