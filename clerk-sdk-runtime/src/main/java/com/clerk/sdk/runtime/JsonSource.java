package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.clerk.sdk.runtime.internal.JsonToken;
import com.clerk.sdk.runtime.internal.NameTable;
import com.clerk.sdk.runtime.internal.Utf8JsonReader;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.gson.annotations.JsonAdapter;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streaming reader of JSON text, which generated codecs read from. Every method throws a
 * {@link ClerkDecodingException} if the JSON is not as expected: its message says where, and never quotes the JSON. Not
 * thread-safe.
 *
 * <p>It adds the rules of models to {@link Utf8JsonReader}: a field of another type is kept, and fails on access.
 */
@JsonAdapter(GsonAdapter.class)
public final class JsonSource {
    /** No field of a model is read at the moment, but an element, or a value outside models. */
    private static final int NO_FIELD = 0;

    private static final int LAST_NULL_BIT = Long.SIZE - 1;
    private static final double MICROS = 1e6;

    private final Utf8JsonReader in;
    private String lastName = "";

    // The models that are being read: how many are open, the position of the field that is read of the innermost one,
    // and the positions of its fields that are null.
    private int depth;
    private int field = NO_FIELD;
    private long nulls;
    // Fields that do not hold all of their JSON, by the depth of their model; rare.
    private @Nullable Map<Integer, Map<String, RawField>> rawFields;
    // Whether the values of the innermost list or map do not hold all of its JSON, such as a null.
    private boolean lossy;

    private JsonSource(Utf8JsonReader in) {
        this.in = in;
    }

    /** Fails, in place of a mapper that tries to read a type of the SDK. */
    @JsonCreator
    @SuppressWarnings("DoNotCallSuggester") // a mapper calls it
    static JsonSource ofMapper(Object json) {
        throw new UnsupportedOperationException(GsonAdapter.READING);
    }

    /**
     * Creates a source of a JSON text.
     *
     * @param json the text
     * @return a source, positioned before the first token
     */
    public static JsonSource of(String json) {
        return new JsonSource(Utf8JsonReader.of(json, Limits.READER_DEPTH));
    }

    /**
     * Creates a source of a JSON text in UTF-8.
     *
     * @param json the text in UTF-8; it is not copied, so it must not change
     * @return a source, positioned before the first token
     */
    public static JsonSource of(byte[] json) {
        return new JsonSource(Utf8JsonReader.of(json, Limits.READER_DEPTH));
    }

    /**
     * Enters an object.
     *
     * @throws ClerkDecodingException if the next value is not an object
     */
    public void beginObject() {
        in.beginObject();
    }

    /**
     * Enters the object of a model. Generated constructors call it, then {@link #nextName(FieldNames)} before each
     * field, and {@link Model#endModel(JsonSource, long)} at the end. Between these calls, a field whose value is of
     * another type reads as null, and its accessor fails later.
     *
     * @return the state of the model around this one, for {@code endModel}
     * @throws ClerkDecodingException if the next value is not an object, or is nested too deep
     */
    public long beginModel() {
        if (depth == Limits.DEPTH && in.peek() == JsonToken.BEGIN_OBJECT) {
            throw in.problem("expected at most " + Limits.DEPTH + " nested objects, found more");
        }
        beginObject();
        depth++;
        long outer = nulls;
        nulls = 0;
        field = NO_FIELD;
        return outer;
    }

    /** Leaves the object of a model and returns to the one around it. */
    void endModel(long outer) {
        endObject();
        depth--;
        field = NO_FIELD;
        nulls = outer;
    }

    private void dropRawField(@Nullable Map<String, RawField> fields) {
        if (fields != null) {
            fields.remove(lastName);
        }
    }

    /** Returns the positions of the fields of the current model that are null, as bits. */
    long nullFields() {
        return nulls;
    }

    /**
     * Removes and returns the fields of the current model that do not hold all of their JSON; null if there are none.
     */
    @Nullable
    Map<String, RawField> takeRawFields() {
        return rawFields == null ? null : rawFields.remove(depth);
    }

    /**
     * Returns whether the current object or array has more elements.
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
     * @throws ClerkDecodingException if the next token is not a name
     */
    public String nextName() {
        lastName = in.nextName();
        return lastName;
    }

    /**
     * Reads the name of a field of a model. If a field of this name was read before, this one takes its place.
     *
     * @param fields the names of the fields that the model writes, in their order
     * @return the name, the same string as in {@code fields} if it is there
     * @throws ClerkDecodingException if the next token is not a name
     */
    public String nextName(FieldNames fields) {
        // The fields mostly come in their order, so look for the one after the last one first.
        int index = in.nextName(fields.table(), field);
        if (index == NameTable.UNKNOWN) {
            return nextName();
        }
        field = index + 1;
        lastName = fields.table().name(index);
        if (rawFields != null) {
            dropRawField(rawFields.get(depth));
        }
        return lastName;
    }

    /**
     * Returns the name that was read last.
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
        in.endObject();
    }

    /**
     * Enters an array.
     *
     * @throws ClerkDecodingException if the next value is not an array
     */
    public void beginArray() {
        in.beginArray();
    }

    /**
     * Leaves an array.
     *
     * @throws ClerkDecodingException if the array has more elements
     */
    public void endArray() {
        in.endArray();
    }

    /**
     * Checks that the text ends here.
     *
     * @throws ClerkDecodingException if the text continues
     */
    public void endDocument() {
        if (in.peek() != JsonToken.END_DOCUMENT) {
            throw in.unexpected("nothing more");
        }
    }

    /**
     * Returns whether the next value is an array, without reading it.
     *
     * @return true before an array
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atArray() {
        return in.peek() == JsonToken.BEGIN_ARRAY;
    }

    /**
     * Returns whether the next value is an object, without reading it.
     *
     * @return true before an object
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public boolean atObject() {
        return in.peek() == JsonToken.BEGIN_OBJECT;
    }

    /**
     * Reads a value of any type and discards it.
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
     * @throws ClerkDecodingException if the next value is of another type
     */
    public @Nullable String string() {
        return isAbsent(JsonToken.STRING, "text") ? null : in.nextString();
    }

    /**
     * Reads a boolean.
     *
     * @return the boolean, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type
     */
    public @Nullable Boolean bool() {
        return isAbsent(JsonToken.BOOLEAN, "true or false") ? null : in.nextBoolean();
    }

    /**
     * Reads a whole number.
     *
     * @return the number, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type, or a number with a fraction or of more than
     *     64 bits
     */
    public @Nullable Long integer() {
        if (isAbsent(JsonToken.NUMBER, "a whole number")) {
            return null;
        }
        return in.nextWhole() ? (Long) in.whole() : longNumber();
    }

    /** Reads a number that may be written with a fraction or an exponent, or have more than 64 bits. */
    private @Nullable Long longNumber() {
        long start = in.mark();
        var number = Numbers.integer(in.nextNumber());
        if (number == null) {
            var problem = in.problemAtPrevious("expected a whole number of 64 bits, found another number");
            setAside(problem, field, lastName, start);
        }
        return number;
    }

    /**
     * Reads a number.
     *
     * @return the number, or null for JSON null
     * @throws ClerkDecodingException if the next value is of another type, or a number that is too large for a double
     */
    public @Nullable Double decimal() {
        if (isAbsent(JsonToken.NUMBER, "a number")) {
            return null;
        }
        // The text of the number is exact. Few fields are such numbers, so the text costs little.
        long start = in.mark();
        var text = in.nextNumber();
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            var problem = in.problemAtPrevious("expected a number, found one that is too large");
            setAside(problem, field, lastName, start);
            return null;
        }
        if (!text.equals(Numbers.text(number))) {
            keep(lastName, JsonValue.ofNumber(text), null);
        }
        return number;
    }

    /**
     * Reads a time in milliseconds since 1970 (UTC).
     *
     * @return the time, or null for JSON null
     * @throws ClerkDecodingException if the next value is not a whole number
     */
    public @Nullable Instant millis() {
        if (isAbsent(JsonToken.NUMBER, "a whole number")) {
            return null;
        }
        if (in.nextWhole()) {
            // Most fields of a model are times, so the number is never boxed.
            return Instant.ofEpochMilli(in.whole());
        }
        var millis = longNumber();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /**
     * Reads a time in seconds since 1970 (UTC), with or without a fraction.
     *
     * @return the time, to the microsecond, or null for JSON null
     * @throws ClerkDecodingException if the next value is not a number, or is too large for a time
     */
    public @Nullable Instant seconds() {
        long start = in.mark();
        var seconds = decimal();
        if (seconds == null) {
            return null;
        }
        double micros = seconds * MICROS;
        if (Math.abs(micros) > Long.MAX_VALUE) {
            var problem = in.problemAtPrevious("expected seconds since 1970, found a number that is too large");
            setAside(problem, field, lastName, start);
            return null;
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
        long start = in.mark();
        var text = string();
        if (text == null) {
            return null;
        }
        try {
            var time = Instant.parse(text);
            if (!time.toString().equals(text)) {
                keep(lastName, JsonValue.of(text), null);
            }
            return time;
        } catch (DateTimeException e) {
            var problem = in.problemAtPrevious("expected a date and time, found other text");
            setAside(problem, field, lastName, start);
            return null;
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
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            markNull();
            return null;
        }
        int at = field;
        var name = lastName;
        long start = in.mark();
        field = NO_FIELD;
        T value = null;
        try {
            value = codec.read(this);
        } catch (ClerkDecodingException e) {
            setAside(e, at, name, start);
        }
        field = at;
        return value;
    }

    /**
     * Reads an array, without its nulls.
     *
     * @param codec codec of the elements
     * @return an immutable list, or null for JSON null
     * @param <T> type of the elements
     * @throws ClerkDecodingException if the next value is of another type
     */
    public <T> @Nullable List<T> list(Codec<T> codec) {
        if (isAbsent(JsonToken.BEGIN_ARRAY, "an array")) {
            return null;
        }
        int at = field;
        var name = lastName;
        long start = in.mark();
        boolean outer = beginElements();
        List<T> list;
        try {
            list = elements(codec);
        } catch (ClerkDecodingException e) {
            lossy = outer;
            setAside(e, at, name, start);
            return null;
        }
        endElements(at, name, start, outer);
        return list;
    }

    private <T> List<T> elements(Codec<T> codec) {
        in.beginArray();
        // Most lists from Clerk have at most one element: allocate a growing list only for more.
        T first = null;
        List<T> all = null;
        while (in.hasNext()) {
            T next = element(codec);
            if (next == null || first == null) {
                first = next == null ? first : next;
                continue;
            }
            if (all == null) {
                all = new ArrayList<>();
                all.add(first);
            }
            all.add(next);
        }
        in.endArray();
        return all == null ? listOf(first) : Collections.unmodifiableList(all);
    }

    private <T> @Nullable T element(Codec<T> codec) {
        if (in.peek() == JsonToken.NULL) {
            in.nextNull();
            lossy = true;
            return null;
        }
        return codec.read(this);
    }

    private boolean beginElements() {
        boolean outer = lossy;
        lossy = false;
        field = NO_FIELD;
        return outer;
    }

    /** Keeps all JSON of a list or map that began at a place, if its values do not hold it. */
    private void endElements(int at, String name, long start, boolean outer) {
        field = at;
        if (lossy && at != NO_FIELD) {
            in.reset(start);
            keep(name, json(), null);
            lossy = false;
        }
        lossy |= outer;
    }

    private static <T> List<T> listOf(@Nullable T first) {
        return first == null ? List.of() : List.of(first);
    }

    /**
     * Reads an object whose property names are data, without its nulls. If a name occurs twice, the last value wins.
     *
     * @param codec codec of the values
     * @return an immutable map in the order of the JSON, or null for JSON null
     * @param <T> type of the values
     * @throws ClerkDecodingException if the next value is of another type
     */
    public <T> @Nullable Map<String, T> map(Codec<T> codec) {
        if (isAbsent(JsonToken.BEGIN_OBJECT, "an object")) {
            return null;
        }
        int at = field;
        var name = lastName;
        long start = in.mark();
        boolean outer = beginElements();
        Map<String, T> map;
        try {
            map = entries(codec);
        } catch (ClerkDecodingException e) {
            lossy = outer;
            setAside(e, at, name, start);
            return null;
        }
        endElements(at, name, start, outer);
        return map;
    }

    private <T> Map<String, T> entries(Codec<T> codec) {
        in.beginObject();
        var map = new LinkedHashMap<String, T>();
        while (in.hasNext()) {
            var name = in.nextName();
            T value = element(codec);
            if (value != null) {
                map.put(name, value);
            }
        }
        in.endObject();
        return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(map);
    }

    /**
     * Reads a value of any type.
     *
     * @return the value; {@link JsonValue#NULL} for JSON null
     * @throws ClerkDecodingException if the JSON is malformed
     */
    public JsonValue json() {
        return JsonValue.read(in, Limits.DEPTH);
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
        if (in.peek() != JsonToken.BEGIN_OBJECT) {
            throw in.unexpected("an object");
        }
        long start = in.mark();
        var found = "";
        try {
            found = findProperty(properties, forText);
        } catch (ClerkDecodingException e) {
            // The JSON is malformed. Reading the object fails at the place where it is.
        }
        in.reset(start);
        return found;
    }

    private String findProperty(String[] properties, boolean forText) {
        var found = "";
        int rank = properties.length;
        in.beginObject();
        while (rank > 0 && in.hasNext()) {
            int index = indexOf(in.nextName(), properties, rank);
            var value = in.peek();
            if (index >= 0 && forText && value == JsonToken.STRING) {
                rank = index;
                found = in.nextString();
                continue;
            }
            if (index >= 0 && !forText && value != JsonToken.NULL) {
                rank = index;
                found = properties[index];
            }
            in.pass();
        }
        return found;
    }

    private static int indexOf(String name, String[] properties, int end) {
        for (int i = 0; i < end; i++) {
            if (properties[i].equals(name)) {
                return i;
            }
        }
        return NameTable.UNKNOWN;
    }

    /** Returns the value, or fails if it is null: a codec reads JSON null as a failure. */
    <T> T required(@Nullable T value, String expected) {
        if (value == null) {
            throw in.problemAtPrevious("expected " + expected + ", found null");
        }
        return value;
    }

    /** Returns whether there is no value to read: JSON null, which is read, or a value that is kept for later. */
    private boolean isAbsent(JsonToken expected, String description) {
        var token = in.peek();
        return token != expected && isSetAside(token, description);
    }

    private boolean isSetAside(JsonToken found, String description) {
        if (found == JsonToken.NULL) {
            in.nextNull();
            markNull();
            return true;
        }
        setAside(in.unexpected(description), field, lastName, in.mark());
        return true;
    }

    private void markNull() {
        if (field == NO_FIELD) {
            return;
        }
        if (field > LAST_NULL_BIT) {
            keep(lastName, JsonValue.NULL, null);
        } else {
            nulls |= 1L << field;
        }
    }

    /** Keeps the JSON of a field whose value is of another type, from its start, or fails if this is not a field. */
    private void setAside(ClerkDecodingException problem, int at, String name, long start) {
        field = at;
        if (at == NO_FIELD) {
            throw problem;
        }
        in.reset(start);
        keep(name, json(), problem.problem());
    }

    /** Keeps the JSON of a field, because the value that is made of it does not hold all of it. */
    private void keep(String name, JsonValue json, @Nullable String problem) {
        if (field == NO_FIELD) {
            return;
        }
        if (rawFields == null) {
            rawFields = new HashMap<>();
        }
        rawFields.computeIfAbsent(depth, any -> new HashMap<>()).put(name, new RawField(json, problem));
    }
}
