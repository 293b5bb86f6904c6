package com.clerk.sdk.runtime;

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
 * JSON text, read from front to back. Whatever is not there as expected gives a {@link ClerkDecodingException} that says
 * where, never what. No method touches the network. An instance belongs to one thread.
 */
public final class JsonSource {
    private static final double MICROS = 1e6;

    private final JsonScanner in;

    private JsonSource(byte[] json) {
        this.in = new JsonScanner(json);
    }

    /**
     * Reads a JSON text.
     *
     * @param json the text; nothing is read yet
     * @return a source before the first token
     */
    public static JsonSource of(String json) {
        return new JsonSource(json.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads a JSON text as it comes from the network.
     *
     * @param json the text in UTF-8; it is not copied, so it must not change; nothing is read yet
     * @return a source before the first token
     */
    public static JsonSource of(byte[] json) {
        return new JsonSource(json);
    }

    /**
     * Enters an object.
     *
     * @throws ClerkDecodingException if something else comes
     */
    public void beginObject() {
        in.beginObject();
    }

    /**
     * Tells whether the object or array has more.
     *
     * @return false at its end
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean hasNext() {
        return in.hasNext();
    }

    /**
     * Reads the name of a property.
     *
     * @return the name
     * @throws ClerkDecodingException if something else comes
     */
    public String nextName() {
        return in.name();
    }

    /**
     * The name that {@link #nextName()} gave last.
     *
     * @return the name; empty before the first
     */
    public String lastName() {
        return in.lastName();
    }

    /**
     * Leaves an object.
     *
     * @throws ClerkDecodingException if it has more
     */
    public void endObject() {
        in.endObject();
    }

    /**
     * Enters an array.
     *
     * @throws ClerkDecodingException if something else comes
     */
    public void beginArray() {
        in.beginArray();
    }

    /**
     * Leaves an array.
     *
     * @throws ClerkDecodingException if it has more
     */
    public void endArray() {
        in.endArray();
    }

    /**
     * Makes sure that nothing follows.
     *
     * @throws ClerkDecodingException if something does
     */
    public void endDocument() {
        in.endDocument();
    }

    /**
     * Tells whether an array comes next; reads nothing.
     *
     * @return true before an array
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atArray() {
        return in.next() == '[';
    }

    /**
     * Tells whether an object comes next; reads nothing.
     *
     * @return true before an object
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atObject() {
        return in.next() == '{';
    }

    /**
     * Reads a value of any kind and drops it.
     *
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public void skip() {
        in.skip();
    }

    /**
     * Reads text.
     *
     * @return the text, or null for JSON null
     * @throws ClerkDecodingException if something else comes
     */
    public @Nullable String string() {
        return in.nothing() ? null : in.string();
    }

    /**
     * Reads a truth value.
     *
     * @return true, false, or null for JSON null
     * @throws ClerkDecodingException if something else comes
     */
    public @Nullable Boolean bool() {
        return in.nothing() ? null : in.bool();
    }

    /**
     * Reads a whole number.
     *
     * @return the number, or null for JSON null
     * @throws ClerkDecodingException if something else comes, such as a fraction or a number of more than 64 bits
     */
    public @Nullable Long integer() {
        if (in.nothing()) {
            return null;
        }
        int at = in.position();
        var number = in.integer();
        if (number == null) {
            throw in.problem("expected a whole number of 64 bits, found another number", at);
        }
        return number;
    }

    /**
     * Reads a number.
     *
     * @return the number, or null for JSON null
     * @throws ClerkDecodingException if something else comes, such as a number too large for a double
     */
    public @Nullable Double decimal() {
        if (in.nothing()) {
            return null;
        }
        int at = in.position();
        double number = Double.parseDouble(in.number());
        if (Double.isInfinite(number)) {
            throw in.problem("expected a number, found one that is too large", at);
        }
        return number;
    }

    /**
     * Reads a time in milliseconds since 1970 (UTC).
     *
     * @return the time, or null for JSON null
     * @throws ClerkDecodingException if something else than a whole number comes
     */
    public @Nullable Instant millis() {
        var millis = integer();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /**
     * Reads a time in seconds since 1970 (UTC), with or without a fraction.
     *
     * @return the time, to the microsecond, or null for JSON null
     * @throws ClerkDecodingException if something else than a number of sane size comes
     */
    public @Nullable Instant seconds() {
        in.next();
        int at = in.position();
        var seconds = decimal();
        if (seconds == null) {
            return null;
        }
        double micros = seconds * MICROS;
        if (Math.abs(micros) > Long.MAX_VALUE) {
            throw in.problem("expected seconds since 1970, found a number that is too large", at);
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
        in.next();
        int at = in.position();
        var text = string();
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            throw in.problem("expected a date and time, found other text", at);
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
        return in.nothing() ? null : codec.read(this);
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
        if (in.nothing()) {
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
        if (in.nothing()) {
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
        return JsonValue.read(in);
    }

    /**
     * Looks which member of a union the coming object is, by the text in one of its properties.
     *
     * @param properties names of properties that may tell, the most telling first
     * @return the text in the first of them that holds text, and the whole object to read
     * @throws ClerkDecodingException if no object comes
     */
    public Choice choice(String... properties) {
        return new Choice(in.find(properties, false), this);
    }

    /**
     * Looks which member of a union the coming object is, by which of some properties it has.
     *
     * @param properties names of properties that may tell, the most telling first
     * @return the name of the first of them that is there and not null, and the whole object to read
     * @throws ClerkDecodingException if no object comes
     */
    public Choice present(String... properties) {
        return new Choice(in.find(properties, true), this);
    }

    /**
     * What a look ahead found.
     *
     * @param value the text or the name that tells the member; empty if nothing does
     * @param in reads the whole object from its start
     */
    public record Choice(String value, JsonSource in) {}

    /** Complains that JSON null came where a codec was asked for a value. */
    <T> T required(@Nullable T value, String expected) {
        if (value == null) {
            throw in.problem("expected " + expected + ", found null", in.position() - 1);
        }
        return value;
    }
}
