package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
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
 * <p>It is a thin layer over gson's reader on purpose: a maintained parser is worth more than a faster one of our own.
 */
public final class JsonSource {
    private static final int PATH_LIMIT = 200;
    /** No field of a model is read at the moment, but an element, or a value outside models. */
    private static final int NO_FIELD = 0;

    private static final int LAST_NULL_BIT = Long.SIZE - 1;
    private static final int MAX_SHORT_BYTES = 8192;
    private static final double MICROS = 1e6;
    private static final String ANOTHER_NUMBER = "expected a whole number of 64 bits, found another number";
    private static final String TOO_LARGE = "expected a number, found one that is too large";

    private final JsonReader in;
    private final TokenBuffer tokens;
    // Whether the buffer has tokens. A field, since every method checks it.
    private boolean buffered;
    private String lastName = "";

    // The models that are being read: how many are open, the position of the field that is read of the innermost one,
    // and the positions of its fields that are null.
    private int depth;
    private int field = NO_FIELD;
    private long nulls;
    // Fields that do not hold all of their JSON, by the depth of their model; rare.
    private @Nullable Map<Integer, Map<String, RawField>> rawFields;
    // The value that a codec refused with its last exception; it was read to its end.
    private @Nullable JsonValue refused;
    // The JSON of the element that was read last, if it is a list or map whose value does not hold all of it.
    private @Nullable JsonValue lossy;

    private JsonSource(Reader json) {
        this.in = new JsonReader(json);
        in.setNestingLimit(Limits.READER_DEPTH);
        this.tokens = new TokenBuffer(in);
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
        return JsonTokenizer.hasLongNumber(json) ? tokenized(json) : new JsonSource(new StringReader(json));
    }

    private static JsonSource tokenized(String json) {
        var source = new JsonSource(Reader.nullReader());
        try {
            JsonTokenizer.tokenize(json, source.tokens);
        } catch (IOException e) {
            throw source.malformed(e);
        }
        source.buffered = true;
        return source;
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
        return JsonTokenizer.hasLongNumber(json)
                ? tokenized(new String(json, StandardCharsets.UTF_8))
                : new JsonSource(new InputStreamReader(new ByteArrayInputStream(json), StandardCharsets.UTF_8));
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
     * Enters the object of a model. Generated constructors call it, then {@link #at(int)} before each field, and
     * {@link Model#endModel(JsonSource, long)} at the end. Between these calls, a field whose value is of another type
     * reads as null, and its accessor fails later.
     *
     * @return the state of the model around this one, for {@code endModel}
     * @throws ClerkDecodingException if the next value is not an object, or is nested too deep
     */
    public long beginModel() {
        if (peek() != JsonToken.BEGIN_OBJECT) {
            throw refuse(unexpected("an object"));
        }
        if (depth == Limits.DEPTH) {
            throw refuse(problem("expected at most " + Limits.DEPTH + " nested objects, found more"));
        }
        beginObject();
        depth++;
        long outer = nulls;
        nulls = 0;
        return outer;
    }

    /** Leaves the object of a model and returns to the one around it. */
    void endModel(long outer) {
        endObject();
        depth--;
        field = NO_FIELD;
        nulls = outer;
    }

    /**
     * Sets the position of the field that is read next. If a field of its name was read before, this one takes its
     * place.
     *
     * @param position position of the field among the fields that the model writes, from 1
     * @return this
     */
    public JsonSource at(int position) {
        this.field = position;
        if (rawFields != null) {
            dropRawField(rawFields.get(depth));
        }
        return this;
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
        return isAbsent(JsonToken.STRING, "text") ? null : text();
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
        if (isAbsent(JsonToken.BOOLEAN, "true or false")) {
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
        return isAbsent(JsonToken.NUMBER, "a whole number") ? null : nextLong();
    }

    private @Nullable Long nextLong() {
        if (buffered) {
            return nextBufferedLong();
        }
        try {
            return in.nextLong();
        } catch (IOException e) {
            throw malformed(e);
        } catch (NumberFormatException e) {
            refuseNumber();
            return null;
        }
    }

    private @Nullable Long nextBufferedLong() {
        var number = Numbers.integer(tokens.text());
        if (number == null) {
            setAside(problem(ANOTHER_NUMBER), lastName, JsonValue.ofNumber(take()));
            return null;
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
        if (isAbsent(JsonToken.NUMBER, "a number")) {
            return null;
        }
        // The text of the number is exact. Few fields are such numbers, so the text costs little.
        var text = text();
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            setAside(problemAtPrevious(TOO_LARGE), lastName, JsonValue.ofNumber(text));
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
        if (buffered) {
            var millis = nextBufferedLong();
            return millis == null ? null : Instant.ofEpochMilli(millis);
        }
        try {
            // Most fields of a model are times, so the number is never boxed.
            return Instant.ofEpochMilli(in.nextLong());
        } catch (IOException e) {
            throw malformed(e);
        } catch (NumberFormatException e) {
            refuseNumber();
            return null;
        }
    }

    private void refuseNumber() {
        setAside(problem(ANOTHER_NUMBER), lastName, JsonValue.ofNumber(text()));
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
            var problem = problemAtPrevious("expected seconds since 1970, found a number that is too large");
            setAside(problem, lastName, JsonValue.of(seconds));
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
            setAside(problemAtPrevious("expected a date and time, found other text"), lastName, JsonValue.of(text));
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
        if (peek() == JsonToken.NULL) {
            takeNull();
            markNull();
            return null;
        }
        int at = field;
        var name = lastName;
        field = NO_FIELD;
        try {
            return codec.read(this);
        } catch (ClerkDecodingException e) {
            var raw = takeRefused(e);
            field = at;
            setAside(e, name, raw);
            return null;
        }
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
        field = NO_FIELD;
        // Most lists from Clerk have at most one element: allocate a growing list only for more.
        beginArray();
        int count = 0;
        T first = null;
        List<T> all = null;
        OddElements odd = null;
        while (hasNext()) {
            T next = null;
            ClerkDecodingException problem = null;
            try {
                next = element(codec);
            } catch (ClerkDecodingException e) {
                problem = e;
            }
            if (next == null) {
                odd = withOdd(odd, count++, problem);
                continue;
            }
            if (lossy != null) {
                odd = withLossy(odd, count);
            }
            if (count++ == 0) {
                first = next;
                continue;
            }
            if (all == null) {
                all = newList(first);
            }
            all.add(next);
        }
        endArray();
        var read = all == null ? listOf(first) : Collections.unmodifiableList(all);
        return odd == null || isComplete(at, name, odd, odd.joined(read, codec)) ? read : null;
    }

    private <T> @Nullable T element(Codec<T> codec) {
        if (peek() == JsonToken.NULL) {
            takeNull();
            return null;
        }
        return codec.read(this);
    }

    private OddElements withOdd(@Nullable OddElements odd, Object place, @Nullable ClerkDecodingException problem) {
        var all = odd == null ? new OddElements() : odd;
        all.add(place, problem == null ? JsonValue.NULL : takeRefused(problem), problem);
        return all;
    }

    private OddElements withLossy(@Nullable OddElements odd, Object place) {
        var all = odd == null ? new OddElements() : odd;
        if (lossy != null) {
            all.addBesideValue(place, lossy);
            lossy = null;
        }
        return all;
    }

    /** Returns whether the elements that could be read are the value of the field. All of its JSON is kept. */
    private boolean isComplete(int at, String name, OddElements odd, JsonValue json) {
        field = at;
        var problem = odd.problem();
        if (problem != null) {
            setAside(problem, name, json);
            return false;
        }
        if (at == NO_FIELD && depth > 0) {
            lossy = json;
        }
        keep(name, json, null);
        return true;
    }

    private static <T> List<T> newList(@Nullable T first) {
        var list = new ArrayList<T>();
        if (first != null) {
            list.add(first);
        }
        return list;
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
        var owner = lastName;
        field = NO_FIELD;
        beginObject();
        var map = new LinkedHashMap<String, T>();
        OddElements odd = null;
        while (hasNext()) {
            var name = nextName();
            T value = null;
            ClerkDecodingException problem = null;
            try {
                value = element(codec);
            } catch (ClerkDecodingException e) {
                problem = e;
            }
            if (value == null) {
                odd = withOdd(odd, name, problem);
                continue;
            }
            if (lossy != null) {
                odd = withLossy(odd, name);
            }
            map.put(name, value);
        }
        endObject();
        Map<String, T> read = map.isEmpty() ? Map.of() : Collections.unmodifiableMap(map);
        return odd == null || isComplete(at, owner, odd, odd.joined(read, codec)) ? read : null;
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
        if (peek() != JsonToken.BEGIN_OBJECT) {
            throw refuse(unexpected("an object"));
        }
        try {
            var found = tokens.find(properties, forText);
            buffered = true;
            return found;
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** Reads a value of any type as JSON text, however deep it is nested. */
    String copyValue() {
        var text = new StringWriter();
        var out = JsonSink.to(text);
        int open = 0;
        do {
            open += copyToken(out);
        } while (open > 0);
        return text.toString();
    }

    /** Copies a token, and returns by how much the depth changes. */
    private int copyToken(JsonSink out) {
        switch (peek()) {
            case BEGIN_OBJECT -> {
                beginObject();
                out.beginObject();
                return 1;
            }
            case BEGIN_ARRAY -> {
                beginArray();
                out.beginArray();
                return 1;
            }
            case END_OBJECT -> {
                endObject();
                out.endObject();
                return -1;
            }
            case END_ARRAY -> {
                endArray();
                out.endArray();
                return -1;
            }
            case NAME -> out.name(nextName());
            default -> JsonValue.read(this).write(out);
        }
        return 0;
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
            refused = JsonValue.NULL;
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

    /** Returns whether there is no value to read: JSON null, which is read, or a value that is kept for later. */
    private boolean isAbsent(JsonToken expected, String description) {
        var token = peek();
        if (token == expected) {
            return false;
        }
        if (token == JsonToken.NULL) {
            takeNull();
            markNull();
            return true;
        }
        var problem = unexpected(description);
        if (field == NO_FIELD) {
            throw refuse(problem);
        }
        var name = lastName;
        setAside(problem, name, json());
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

    /** Keeps the JSON of a field whose value is of another type, or fails if this is not a field. */
    private void setAside(ClerkDecodingException problem, String name, JsonValue json) {
        if (field == NO_FIELD) {
            refused = json;
            throw problem;
        }
        keep(name, json, problem.problem());
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

    /** Reads the value that a codec does not take, so that reading can continue after it. */
    private ClerkDecodingException refuse(ClerkDecodingException problem) {
        if (depth > 0) {
            refused = json();
        }
        return problem;
    }

    /** Returns the value that was refused with an exception, or throws the exception if its value was not read. */
    private JsonValue takeRefused(ClerkDecodingException problem) {
        var value = refused;
        if (value == null || depth == 0) {
            throw problem;
        }
        refused = null;
        return value;
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

    static String describe(JsonToken token) {
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
    // since buffered tokens were well-formed.
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
    static String safePath(String path) {
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
