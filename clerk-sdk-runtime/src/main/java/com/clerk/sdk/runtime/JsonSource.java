package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of JSON text, which generated codecs read from. Every method throws a
 * {@link ClerkDecodingException} if the JSON is not as expected: its message says where, and never quotes the JSON. Not
 * thread-safe.
 *
 * <p>It is a thin layer over gson's reader on purpose: a maintained parser is worth more than a faster one of our own.
 */
public final class JsonSource {
    private static final int PATH_LIMIT = 200;
    private static final int MAX_SHORT_BYTES = 8192;
    private static final double MICROS = 1e6;
    private static final String ANOTHER_NUMBER = "expected a whole number of 64 bits, found another number";
    private static final String TOO_LARGE = "expected a number, found one that is too large";

    private final JsonReader in;
    private final TokenBuffer tokens;
    // Whether the buffer has tokens. A field, since every method checks it.
    private boolean buffered;
    private String lastName = "";

    private JsonSource(Reader json) {
        this.in = new JsonReader(json);
        this.tokens = new TokenBuffer(in);
    }

    /**
     * Creates a source of a JSON text.
     *
     * @param json the text
     * @return a source, positioned before the first token
     */
    public static JsonSource of(String json) {
        return new JsonSource(new StringReader(json));
    }

    /**
     * Creates a source of a JSON text in UTF-8. A long text is decoded while it is read.
     *
     * @param json the text in UTF-8; it is not copied, so it must not change
     * @return a source, positioned before the first token
     */
    public static JsonSource of(byte[] json) {
        // The JDK's decoder allocates a buffer of 8 KB even for a short text.
        if (json.length <= MAX_SHORT_BYTES) {
            return of(new String(json, StandardCharsets.UTF_8));
        }
        return new JsonSource(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
    }

    /**
     * Enters an object.
     *
     * @throws ClerkDecodingException if the next value is not an object
     */
    public void beginObject() {
        if (buffered) {
            take(JsonToken.BEGIN_OBJECT, "an object");
            return;
        }
        try {
            in.beginObject();
        } catch (IOException | IllegalStateException e) {
            throw failed(e, "an object");
        }
    }

    /**
     * Returns whether the current object or array has more elements.
     *
     * @return false at its end
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean hasNext() {
        return buffered ? tokens.hasNext() : readerHasNext();
    }

    private boolean readerHasNext() {
        try {
            return in.hasNext();
        } catch (IOException | IllegalStateException e) {
            throw failed(e, "more");
        }
    }

    /**
     * Reads the name of a property.
     *
     * @return the name
     * @throws ClerkDecodingException if the next token is not a name
     */
    public String nextName() {
        lastName = buffered ? take(JsonToken.NAME, "a name") : readName();
        return lastName;
    }

    private String readName() {
        try {
            return in.nextName();
        } catch (IOException | IllegalStateException e) {
            throw failed(e, "a name");
        }
    }

    /**
     * Returns the name that {@link #nextName()} returned last.
     *
     * @return the name; empty before the first call
     */
    public String lastName() {
        return lastName;
    }

    /**
     * Leaves an object.
     *
     * @throws ClerkDecodingException if the object has more properties
     */
    public void endObject() {
        if (buffered) {
            take(JsonToken.END_OBJECT, "the end of the object");
            return;
        }
        try {
            in.endObject();
        } catch (IOException | IllegalStateException e) {
            throw failed(e, "the end of the object");
        }
    }

    /**
     * Enters an array.
     *
     * @throws ClerkDecodingException if the next value is not an array
     */
    public void beginArray() {
        if (buffered) {
            take(JsonToken.BEGIN_ARRAY, "an array");
            return;
        }
        expect(JsonToken.BEGIN_ARRAY, "an array");
        try {
            in.beginArray();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * Leaves an array.
     *
     * @throws ClerkDecodingException if the array has more elements
     */
    public void endArray() {
        if (buffered) {
            take(JsonToken.END_ARRAY, "the end of the array");
            return;
        }
        try {
            in.endArray();
        } catch (IOException | IllegalStateException e) {
            throw failed(e, "the end of the array");
        }
    }

    /**
     * Checks that the text ends here.
     *
     * @throws ClerkDecodingException if the text continues
     */
    public void endDocument() {
        expect(JsonToken.END_DOCUMENT, "nothing more");
    }

    /**
     * Returns whether the next value is an array, without reading it.
     *
     * @return true before an array
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atArray() {
        return peek() == JsonToken.BEGIN_ARRAY;
    }

    /**
     * Returns whether the next value is an object, without reading it.
     *
     * @return true before an object
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atObject() {
        return peek() == JsonToken.BEGIN_OBJECT;
    }

    /**
     * Reads a value of any type and discards it.
     *
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public void skip() {
        if (buffered) {
            json();
            return;
        }
        try {
            in.skipValue();
        } catch (IOException | IllegalStateException e) {
            throw failed(e, "a value");
        }
    }

    /**
     * Reads text.
     *
     * @return the text, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type
     */
    public @Nullable String string() {
        return isNull(JsonToken.STRING, "text") ? null : text();
    }

    /** Reads text, or the text of a number. */
    String text() {
        if (buffered) {
            return take();
        }
        try {
            return in.nextString();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads a boolean.
     *
     * @return the boolean, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type
     */
    public @Nullable Boolean bool() {
        if (isNull(JsonToken.BOOLEAN, "true or false")) {
            return null;
        }
        if (buffered) {
            return Boolean.valueOf(take());
        }
        try {
            return in.nextBoolean();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads a whole number.
     *
     * @return the number, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type, or a number with a fraction or of more than
     *     64 bits
     */
    public @Nullable Long integer() {
        return isNull(JsonToken.NUMBER, "a whole number") ? null : (Long) nextLong();
    }

    private long nextLong() {
        if (buffered) {
            return nextBufferedLong();
        }
        try {
            return in.nextLong();
        } catch (IOException e) {
            throw malformed(e);
        } catch (NumberFormatException e) {
            throw problem(ANOTHER_NUMBER);
        }
    }

    private long nextBufferedLong() {
        var number = Numbers.integer(tokens.text());
        if (number == null) {
            throw problem(ANOTHER_NUMBER);
        }
        take();
        return number;
    }

    /**
     * Reads a number.
     *
     * @return the number, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type, or a number that is too large for a double
     */
    public @Nullable Double decimal() {
        if (isNull(JsonToken.NUMBER, "a number")) {
            return null;
        }
        if (buffered) {
            return nextBufferedDouble();
        }
        try {
            return in.nextDouble();
        } catch (IOException | NumberFormatException e) {
            throw problem(TOO_LARGE);
        }
    }

    private double nextBufferedDouble() {
        double number = Double.parseDouble(tokens.text());
        if (Double.isInfinite(number)) {
            throw problem(TOO_LARGE);
        }
        take();
        return number;
    }

    /**
     * Reads a time in milliseconds since 1970 (UTC).
     *
     * @return the time, or null for JSON null
     * @throws ClerkDecodingException if the next value is not a whole number
     */
    public @Nullable Instant millis() {
        return isNull(JsonToken.NUMBER, "a whole number") ? null : Instant.ofEpochMilli(nextLong());
    }

    /**
     * Reads a time in seconds since 1970 (UTC), with or without a fraction.
     *
     * @return the time, to the microsecond, or null for JSON null
     * @throws ClerkDecodingException if the next value is not a number, or is too large for a time
     */
    public @Nullable Instant seconds() {
        var seconds = decimal();
        if (seconds == null) {
            return null;
        }
        double micros = seconds * MICROS;
        if (Math.abs(micros) > Long.MAX_VALUE) {
            throw problemAtPrevious("expected seconds since 1970, found a number that is too large");
        }
        long rounded = Math.round(micros);
        return Instant.ofEpochSecond(Math.floorDiv(rounded, 1_000_000L), Math.floorMod(rounded, 1_000_000L) * 1000L);
    }

    /**
     * Reads a time as RFC 3339 text, such as {@code 2026-05-12T08:00:00.5Z} or with another offset.
     *
     * @return the time, or null for JSON null
     * @throws ClerkDecodingException if the next value is not such a text
     */
    public @Nullable Instant dateTime() {
        var text = string();
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw problemAtPrevious("expected a date and time, found other text");
        }
    }

    /**
     * Reads a value of a type that has a codec.
     *
     * @param codec codec of the type
     * @return the value, or null for JSON null
     * @param <T> type of the value
     * @throws ClerkDecodingException if the next value is of another type
     */
    public <T> @Nullable T value(Codec<T> codec) {
        if (peek() == JsonToken.NULL) {
            takeNull();
            return null;
        }
        return codec.read(this);
    }

    /**
     * Reads an array, without its nulls.
     *
     * @param codec codec of the elements
     * @return an immutable list; empty for JSON null
     * @param <T> type of the elements
     * @throws ClerkDecodingException if the next value is of another type
     */
    public <T> List<T> list(Codec<T> codec) {
        if (isNull(JsonToken.BEGIN_ARRAY, "an array")) {
            return List.of();
        }
        // Most lists from Clerk have at most one element: allocate a growing list only for more.
        beginArray();
        T first = null;
        List<T> all = null;
        while (hasNext()) {
            T next = value(codec);
            if (next == null) {
                continue;
            }
            if (first == null) {
                first = next;
                continue;
            }
            if (all == null) {
                all = new ArrayList<>();
                all.add(first);
            }
            all.add(next);
        }
        endArray();
        if (first == null) {
            return List.of();
        }
        return all == null ? List.of(first) : Collections.unmodifiableList(all);
    }

    /**
     * Reads an object whose property names are data, without its nulls. If a name occurs twice, the last value wins.
     *
     * @param codec codec of the values
     * @return an immutable map in the order of the JSON; empty for JSON null
     * @param <T> type of the values
     * @throws ClerkDecodingException if the next value is of another type
     */
    public <T> Map<String, T> map(Codec<T> codec) {
        if (isNull(JsonToken.BEGIN_OBJECT, "an object")) {
            return Map.of();
        }
        beginObject();
        if (!hasNext()) {
            endObject();
            return Map.of();
        }
        var map = new LinkedHashMap<String, T>();
        while (hasNext()) {
            var name = nextName();
            T value = value(codec);
            if (value != null) {
                map.put(name, value);
            }
        }
        endObject();
        return Collections.unmodifiableMap(map);
    }

    /**
     * Reads a value of any type.
     *
     * @return the value; {@link JsonValue#NULL} for JSON null
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public JsonValue json() {
        return JsonValue.read(this);
    }

    /**
     * Returns the discriminator of the union value that comes next: the text of a property. The source stays positioned
     * before the object.
     *
     * @param properties names of the discriminator properties, in order of preference
     * @return the text of the first of these properties that is text; empty if none of them is
     * @throws ClerkDecodingException if the next value is not an object
     */
    public String peekDiscriminator(String... properties) {
        return peekProperty(properties, true);
    }

    /**
     * Returns which of some properties the union value that comes next has. The source stays positioned before the
     * object.
     *
     * @param properties names of the properties, in order of preference
     * @return the name of the first of these properties that is present and not null; empty if none of them is
     * @throws ClerkDecodingException if the next value is not an object
     */
    public String peekPresentProperty(String... properties) {
        return peekProperty(properties, false);
    }

    private String peekProperty(String[] properties, boolean forText) {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        try {
            var found = tokens.find(properties, forText);
            buffered = true;
            return found;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Returns the type of the next token. */
    JsonToken peek() {
        return buffered ? tokens.kind() : readerToken();
    }

    private JsonToken readerToken() {
        try {
            return in.peek();
        } catch (IOException | IllegalStateException e) {
            throw malformed(e);
        }
    }

    /** Reads JSON null. */
    void takeNull() {
        if (buffered) {
            take();
            return;
        }
        try {
            in.nextNull();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Returns the value, or fails if it is null: a codec reads JSON null as a failure. */
    <T> T required(@Nullable T value, String expected) {
        if (value == null) {
            throw problemAtPrevious("expected " + expected + ", found null");
        }
        return value;
    }

    private String take(JsonToken expected, String description) {
        expect(expected, description);
        return take();
    }

    private String take() {
        var text = tokens.take();
        buffered = !tokens.isEmpty();
        return text;
    }

    private boolean isNull(JsonToken expected, String description) {
        var token = peek();
        if (token == expected) {
            return false;
        }
        if (token == JsonToken.NULL) {
            takeNull();
            return true;
        }
        throw unexpected(description);
    }

    private void expect(JsonToken expected, String description) {
        if (peek() != expected) {
            throw unexpected(description);
        }
    }

    private ClerkDecodingException failed(Exception cause, String expected) {
        return cause instanceof IOException io ? malformed(io) : unexpected(expected);
    }

    /** Creates the exception for a next token that is not the expected one. */
    ClerkDecodingException unexpected(String expected) {
        return problem("expected " + expected + ", found " + describe(peek()));
    }

    private static String describe(JsonToken token) {
        return switch (token) {
            case BEGIN_ARRAY -> "an array";
            case END_ARRAY -> "the end of the array";
            case BEGIN_OBJECT -> "an object";
            case END_OBJECT -> "the end of the object";
            case NAME -> "a name";
            case STRING -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case END_DOCUMENT -> "the end";
        };
    }

    // The message of gson quotes the JSON, so it is not passed on, not even as the cause. The path is the reader's,
    // since
    // buffered tokens were well-formed.
    private ClerkDecodingException malformed(Exception cause) {
        var problem = cause instanceof EOFException ? "the JSON ends too early" : "this is not JSON";
        return new ClerkDecodingException(problem, safePath(in.getPath()));
    }

    private ClerkDecodingException problem(String problem) {
        return new ClerkDecodingException(problem, safePath(buffered ? tokens.path() : in.getPath()));
    }

    private ClerkDecodingException problemAtPrevious(String problem) {
        return new ClerkDecodingException(problem, safePath(buffered ? tokens.previousPath() : in.getPreviousPath()));
    }

    // A name in the JSON can be data, such as an email address: the path ends before the first name that is not a plain
    // identifier.
    private static String safePath(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (i == PATH_LIMIT || !isSafe(path.charAt(i))) {
                return path.substring(0, path.lastIndexOf('.', i) + 1) + '…';
            }
        }
        return path;
    }

    private static boolean isSafe(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.$[]".indexOf(c) >= 0;
    }
}
