package com.clerk.sdk.runtime;

import com.google.gson.stream.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a document into tokens (RFC 8259) without a limit for the length of a number. Gson's reader takes numbers of
 * up to 1023 characters, so a document with a longer run of such characters is read from these tokens.
 */
final class JsonTokenizer {
    private static final Pattern NUMBER =
            Pattern.compile("-?+(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?+[0-9]++)?+");

    private final String json;
    private final TokenBuffer tokens;
    private final Matcher numbers;
    // Which of the open objects and arrays are objects.
    private final BitSet objects = new BitSet();
    private int depth;
    private int at;

    private JsonTokenizer(String json, TokenBuffer tokens) {
        this.json = json;
        this.tokens = tokens;
        this.numbers = NUMBER.matcher(json);
    }

    /** Returns whether a document has so many characters of numbers in a row that gson might not read it. */
    static boolean hasLongNumber(String json) {
        return hasLongRun(json::charAt, json.length());
    }

    /** Returns the same for a document in UTF-8. */
    static boolean hasLongNumber(byte[] json) {
        return hasLongRun(i -> json[i], json.length);
    }

    private static boolean hasLongRun(IntUnaryOperator text, int length) {
        // A run of this length covers one of these places, so few characters are looked at.
        int step = Limits.NUMBER_LENGTH / 2;
        for (int i = step; i < length; i += step) {
            if (isOfNumber(text.applyAsInt(i)) && lengthOfRun(text, i, length) > Limits.NUMBER_LENGTH) {
                return true;
            }
        }
        return false;
    }

    private static int lengthOfRun(IntUnaryOperator text, int middle, int length) {
        int start = middle;
        while (start > 0 && isOfNumber(text.applyAsInt(start - 1))) {
            start--;
        }
        int end = middle;
        while (end < length && end - start <= Limits.NUMBER_LENGTH && isOfNumber(text.applyAsInt(end))) {
            end++;
        }
        return end - start;
    }

    private static boolean isOfNumber(int c) {
        return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
    }

    /** Adds the tokens of a whole document to a buffer. */
    static void tokenize(String json, TokenBuffer tokens) throws IOException {
        new JsonTokenizer(json, tokens).document();
    }

    private void document() throws IOException {
        value();
        while (depth > 0) {
            element();
        }
        skipBlanks();
        if (at < json.length()) {
            throw malformed();
        }
        tokens.add(JsonToken.END_DOCUMENT, "");
    }

    /** Reads the next element of the innermost object or array, or its end. */
    private void element() throws IOException {
        boolean first = tokens.endsWithStart();
        char end = objects.get(depth - 1) ? '}' : ']';
        if (next() == end) {
            at++;
            depth--;
            tokens.add(end == '}' ? JsonToken.END_OBJECT : JsonToken.END_ARRAY, "");
            return;
        }
        if (!first) {
            expect(',');
        }
        if (end == '}') {
            next();
            tokens.add(JsonToken.NAME, string());
            next();
            expect(':');
        }
        value();
    }

    private void value() throws IOException {
        switch (next()) {
            case '{' -> open(JsonToken.BEGIN_OBJECT, true);
            case '[' -> open(JsonToken.BEGIN_ARRAY, false);
            case '"' -> tokens.add(JsonToken.STRING, string());
            case 't' -> word(JsonToken.BOOLEAN, "true", "true");
            case 'f' -> word(JsonToken.BOOLEAN, "false", "false");
            case 'n' -> word(JsonToken.NULL, "null", "");
            default -> number();
        }
    }

    private void open(JsonToken token, boolean isObject) {
        at++;
        objects.set(depth++, isObject);
        tokens.add(token, "");
    }

    private void word(JsonToken token, String word, String text) throws IOException {
        if (!json.startsWith(word, at)) {
            throw malformed();
        }
        at += word.length();
        tokens.add(token, text);
    }

    private void number() throws IOException {
        if (!numbers.region(at, json.length()).lookingAt()) {
            throw malformed();
        }
        at = numbers.end();
        tokens.add(JsonToken.NUMBER, numbers.group());
    }

    private String string() throws IOException {
        expect('"');
        var text = new StringBuilder();
        for (char c = take(); c != '"'; c = take()) {
            if (c < ' ') {
                throw malformed();
            }
            text.append(c == '\\' ? escaped() : c);
        }
        return text.toString();
    }

    private char escaped() throws IOException {
        char c = take();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw malformed();
        };
    }

    private char unicode() throws IOException {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(take(), 16);
            if (digit < 0) {
                throw malformed();
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** Returns the next character that is not a blank, without taking it. */
    private char next() throws IOException {
        skipBlanks();
        if (at == json.length()) {
            throw new EOFException();
        }
        return json.charAt(at);
    }

    private void skipBlanks() {
        while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char c) throws IOException {
        if (take() != c) {
            throw malformed();
        }
    }

    private char take() throws IOException {
        if (at == json.length()) {
            throw new EOFException();
        }
        return json.charAt(at++);
    }

    private static IOException malformed() {
        return new IOException("this is not JSON");
    }
}
