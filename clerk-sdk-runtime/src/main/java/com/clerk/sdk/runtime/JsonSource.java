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
 * JSON text, read from front to back. It is thin over gson's reader on purpose: a well-kept JSON parser beats one of
 * our own, even a faster one. Whatever is not there as expected gives a {@link ClerkDecodingException} that says where,
 * never what. No method touches the network. An instance belongs to one thread.
 */
public final class JsonSource {
    private static final int PATH_LIMIT = 200;
    private static final int SHORT = 8192;
    private static final double MICROS = 1e6;
    private static final String ANOTHER_NUMBER = "expected a whole number of 64 bits, found another number";
    private static final String TOO_LARGE = "expected a number, found one that is too large";

    private final JsonReader in;
    private final TokenBuffer tokens;
    // Whether there are any: asked for every token, so it is kept at hand.
    private boolean ahead;
    private String lastName = "";

    private JsonSource(Reader json) {
        this.in = new JsonReader(json);
        this.tokens = new TokenBuffer(in);
    }

    /**
     * Reads a JSON text.
     *
     * @param json the text; nothing is read yet
     * @return a source before the first token
     */
    public static JsonSource of(String json) {
        return new JsonSource(new StringReader(json));
    }

    /**
     * Reads a JSON text as it came from the network, without making one string of it first when it is long.
     *
     * @param json the text in UTF-8; it is not copied, so it must not change; nothing is read yet
     * @return a source before the first token
     */
    public static JsonSource of(byte[] json) {
        // The JDK's decoder has a buffer of 8 KB, whatever it reads.
        if (json.length <= SHORT) {
            return of(new String(json, StandardCharsets.UTF_8));
        }
        return new JsonSource(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
    }

    /**
     * Enters an object.
     *
     * @throws ClerkDecodingException if something else comes
     */
    public void beginObject() {
        if (ahead) {
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
     * Tells whether the object or array has more.
     *
     * @return false at its end
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean hasNext() {
        return ahead ? tokens.hasNext() : readerHasNext();
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
     * @throws ClerkDecodingException if something else comes
     */
    public String nextName() {
        lastName = ahead ? take(JsonToken.NAME, "a name") : readName();
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
     * The name that {@link #nextName()} gave last.
     *
     * @return the name; empty before the first
     */
    public String lastName() {
        return lastName;
    }

    /**
     * Leaves an object.
     *
     * @throws ClerkDecodingException if it has more
     */
    public void endObject() {
        if (ahead) {
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
     * @throws ClerkDecodingException if something else comes
     */
    public void beginArray() {
        if (ahead) {
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
     * @throws ClerkDecodingException if it has more
     */
    public void endArray() {
        if (ahead) {
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
     * Makes sure that nothing follows.
     *
     * @throws ClerkDecodingException if something does
     */
    public void endDocument() {
        expect(JsonToken.END_DOCUMENT, "nothing more");
    }

    /**
     * Tells whether an array comes next; reads nothing.
     *
     * @return true before an array
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atArray() {
        return peek() == JsonToken.BEGIN_ARRAY;
    }

    /**
     * Tells whether an object comes next; reads nothing.
     *
     * @return true before an object
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atObject() {
        return peek() == JsonToken.BEGIN_OBJECT;
    }

    /**
     * Reads a value of any kind and drops it.
     *
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public void skip() {
        if (ahead) {
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
     * @throws ClerkDecodingException if something else comes
     */
    public @Nullable String string() {
        return isNull(JsonToken.STRING, "text") ? null : text();
    }

    /** Reads text, or a number as it is written. */
    String text() {
        if (ahead) {
            return take();
        }
        try {
            return in.nextString();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /**
     * Reads a truth value.
     *
     * @return true, false, or null for JSON null
     * @throws ClerkDecodingException if something else comes
     */
    public @Nullable Boolean bool() {
        if (isNull(JsonToken.BOOLEAN, "true or false")) {
            return null;
        }
        if (ahead) {
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
     * @throws ClerkDecodingException if something else comes, such as a fraction or a number of more than 64 bits
     */
    public @Nullable Long integer() {
        return isNull(JsonToken.NUMBER, "a whole number") ? null : (Long) nextLong();
    }

    private long nextLong() {
        if (ahead) {
            return nextLongAhead();
        }
        try {
            return in.nextLong();
        } catch (IOException e) {
            throw malformed(e);
        } catch (NumberFormatException e) {
            throw problem(ANOTHER_NUMBER);
        }
    }

    private long nextLongAhead() {
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
     * @throws ClerkDecodingException if something else comes, such as a number too large for a double
     */
    public @Nullable Double decimal() {
        if (isNull(JsonToken.NUMBER, "a number")) {
            return null;
        }
        if (ahead) {
            return nextDoubleAhead();
        }
        try {
            return in.nextDouble();
        } catch (IOException | NumberFormatException e) {
            throw problem(TOO_LARGE);
        }
    }

    private double nextDoubleAhead() {
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
     * @throws ClerkDecodingException if something else than a whole number comes
     */
    public @Nullable Instant millis() {
        return isNull(JsonToken.NUMBER, "a whole number") ? null : Instant.ofEpochMilli(nextLong());
    }

    /**
     * Reads a time in seconds since 1970 (UTC), with or without a fraction.
     *
     * @return the time, to the microsecond, or null for JSON null
     * @throws ClerkDecodingException if something else than a number of sane size comes
     */
    public @Nullable Instant seconds() {
        var seconds = decimal();
        if (seconds == null) {
            return null;
        }
        double micros = seconds * MICROS;
        if (Math.abs(micros) > Long.MAX_VALUE) {
            throw problemBehind("expected seconds since 1970, found a number that is too large");
        }
        long rounded = Math.round(micros);
        return Instant.ofEpochSecond(Math.floorDiv(rounded, 1_000_000L), Math.floorMod(rounded, 1_000_000L) * 1000L);
    }

    /**
     * Reads a time as RFC 3339 text, such as {@code 2026-05-12T08:00:00.5Z} or with another offset.
     *
     * @return the time, or null for JSON null
     * @throws ClerkDecodingException if something else comes
     */
    public @Nullable Instant dateTime() {
        var text = string();
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw problemBehind("expected a date and time, found other text");
        }
    }

    /**
     * Reads a value of some type.
     *
     * @param codec reads it
     * @return the value, or null for JSON null
     * @param <T> type of the value
     * @throws ClerkDecodingException if something else comes
     */
    public <T> @Nullable T value(Codec<T> codec) {
        if (peek() == JsonToken.NULL) {
            takeNull();
            return null;
        }
        return codec.read(this);
    }

    /**
     * Reads an array; nulls in it are dropped.
     *
     * @param codec reads the elements
     * @return an immutable list, empty for JSON null
     * @param <T> type of the elements
     * @throws ClerkDecodingException if something else comes
     */
    public <T> List<T> list(Codec<T> codec) {
        if (isNull(JsonToken.BEGIN_ARRAY, "an array")) {
            return List.of();
        }
        // Most lists of Clerk's hold nothing or one thing: those cost no growing list.
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
     * Reads an object whose names are data; nulls in it are dropped, and of two values of one name the last stays.
     *
     * @param codec reads the values
     * @return an immutable map in the order of the JSON, or null for JSON null
     * @param <T> type of the values
     * @throws ClerkDecodingException if something else comes
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
     * Reads a value of any kind.
     *
     * @return the value; JSON null is a value too
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public JsonValue json() {
        return JsonValue.read(this);
    }

    /**
     * Looks which member of a union the coming object is, by the text in one of its properties. The object still comes
     * as a whole.
     *
     * @param properties names of properties that may tell, the most telling first
     * @return the text in the first of them that holds text; empty if none does
     * @throws ClerkDecodingException if no object comes
     */
    public String peekDiscriminator(String... properties) {
        return look(properties, true);
    }

    /**
     * Looks which member of a union the coming object is, by which of some properties it has. The object still comes as
     * a whole.
     *
     * @param properties names of properties that may tell, the most telling first
     * @return the name of the first of them that is there and not null; empty if none is
     * @throws ClerkDecodingException if no object comes
     */
    public String peekPresentProperty(String... properties) {
        return look(properties, false);
    }

    private String look(String[] properties, boolean forText) {
        expect(JsonToken.BEGIN_OBJECT, "an object");
        try {
            var found = tokens.find(properties, forText);
            ahead = true;
            return found;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** What comes next. */
    JsonToken peek() {
        return ahead ? tokens.kind() : readerToken();
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
        if (ahead) {
            take();
            return;
        }
        try {
            in.nextNull();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Complains that JSON null came where a codec was asked for a value. */
    <T> T required(@Nullable T value, String expected) {
        if (value == null) {
            throw problemBehind("expected " + expected + ", found null");
        }
        return value;
    }

    private String take(JsonToken expected, String words) {
        expect(expected, words);
        return take();
    }

    private String take() {
        var text = tokens.take();
        ahead = !tokens.isEmpty();
        return text;
    }

    private boolean isNull(JsonToken expected, String words) {
        var token = peek();
        if (token == expected) {
            return false;
        }
        if (token == JsonToken.NULL) {
            takeNull();
            return true;
        }
        throw wrong(words);
    }

    private void expect(JsonToken expected, String words) {
        if (peek() != expected) {
            throw wrong(words);
        }
    }

    private ClerkDecodingException failed(Exception cause, String expected) {
        return cause instanceof IOException io ? malformed(io) : wrong(expected);
    }

    /** Complains about what comes next. */
    ClerkDecodingException wrong(String expected) {
        return problem("expected " + expected + ", found " + words(peek()));
    }

    private static String words(JsonToken token) {
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

    // The reader's own message quotes what it read, so it is not passed on, not even as the cause. Nor is it about what
    // was read ahead.
    private ClerkDecodingException malformed(Exception cause) {
        var problem = cause instanceof EOFException ? "the JSON ends too early" : "this is not JSON";
        return new ClerkDecodingException(problem, plain(in.getPath()));
    }

    private ClerkDecodingException problem(String problem) {
        return new ClerkDecodingException(problem, plain(ahead ? tokens.path() : in.getPath()));
    }

    private ClerkDecodingException problemBehind(String problem) {
        return new ClerkDecodingException(problem, plain(ahead ? tokens.previousPath() : in.getPreviousPath()));
    }

    // A name in the JSON can be data, such as an email address: the path ends before one that is no plain word.
    private static String plain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (i == PATH_LIMIT || !isPlain(path.charAt(i))) {
                return path.substring(0, path.lastIndexOf('.', i) + 1) + '…';
            }
        }
        return path;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_-.$[]".indexOf(c) >= 0;
    }
}
