package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.clerk.sdk.runtime.internal.Utf8JsonReader;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.google.gson.annotations.JsonAdapter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value: an object, an array, text, a number, a boolean or null. Immutable.
 *
 * <p>Two values are equal if they have the same content; the order of properties does not matter, but the notation of a
 * number does. {@link #toString()} shows only type and size, because the content may be personal data; use
 * {@link #toJson()} for the text.
 */
@JsonAdapter(GsonAdapter.class)
public final class JsonValue {
    /** JSON null. */
    public static final JsonValue NULL = new JsonValue(Kind.NULL, "null");

    /** An object without properties. */
    public static final JsonValue EMPTY_OBJECT = new JsonValue(Kind.OBJECT, Map.of());

    private static final JsonValue EMPTY_ARRAY = new JsonValue(Kind.ARRAY, List.of());
    private static final JsonValue TRUE = new JsonValue(Kind.BOOLEAN, true);
    private static final JsonValue FALSE = new JsonValue(Kind.BOOLEAN, false);

    private enum Kind {
        NULL("null"),
        BOOLEAN("boolean"),
        NUMBER("number"),
        STRING("string"),
        ARRAY("array"),
        OBJECT("object");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    private final Kind kind;
    // In the order of the kinds: the text "null", a Boolean, the text of a number, a String, a List or a Map of values.
    // The content of an array or object that is nested too deep is its JSON text.
    private final Object content;
    // How many levels of objects and arrays there are, this one included; 0 for all other values.
    private final int depth;

    private JsonValue(Kind kind, Object content) {
        this(kind, content, 0);
    }

    private JsonValue(Kind kind, Object content, int depth) {
        this.kind = kind;
        this.content = content;
        this.depth = depth;
    }

    /**
     * Parses a JSON text.
     *
     * @param json the text
     * @return the value
     * @throws ClerkDecodingException if the text is not JSON or continues after the value
     */
    public static JsonValue parse(String json) {
        return Codecs.JSON.fromJson(json);
    }

    /**
     * Converts a Java value to JSON. {@link #as(Class)} is the way back.
     *
     * @param value null, text, a number, a boolean, a collection, a map with text keys, a {@link JsonValue},
     *     {@link Model}, {@link Params}, {@link OpenEnum} or {@link Page}; or a record, an enum, a type of
     *     {@code java.time} (converted to ISO 8601), an {@code Optional}, an array, or an object of a class of yours,
     *     which gson converts; all of them may contain each other
     * @return the JSON value; maps and collections are copied
     * @throws IllegalArgumentException if the value or a part of it is of a type that JSON cannot represent, is a
     *     number that is not finite or has more than 1000 characters, contains itself, or is nested deeper than 200
     *     levels
     */
    public static JsonValue of(@Nullable Object value) {
        return JsonConversion.of(value, Limits.DEPTH, true);
    }

    static JsonValue ofText(String text) {
        return new JsonValue(Kind.STRING, text);
    }

    static JsonValue ofBoolean(boolean value) {
        return value ? TRUE : FALSE;
    }

    /** Creates a number of its text. */
    static JsonValue ofNumber(String text) {
        return new JsonValue(Kind.NUMBER, text);
    }

    /** Creates an object of a map, which must not be changed later. */
    static JsonValue ofMap(Map<String, JsonValue> map) {
        return map.isEmpty() ? EMPTY_OBJECT : new JsonValue(Kind.OBJECT, map, 1 + depth(map.values()));
    }

    /** Creates an array of a list, which must not be changed later. */
    static JsonValue ofList(List<JsonValue> list) {
        return list.isEmpty() ? EMPTY_ARRAY : new JsonValue(Kind.ARRAY, list, 1 + depth(list));
    }

    private static int depth(Collection<JsonValue> values) {
        int deepest = 0;
        for (var value : values) {
            deepest = Math.max(deepest, value.depth);
        }
        return deepest;
    }

    /** Returns this, with the objects and arrays below some levels as text. */
    JsonValue limitedTo(int levels) {
        if (depth <= levels) {
            return this;
        }
        if (levels == 0) {
            return new JsonValue(kind, toJson());
        }
        if (kind == Kind.ARRAY) {
            return ofList(
                    list().stream().map(item -> item.limitedTo(levels - 1)).toList());
        }
        var map = new LinkedHashMap<String, JsonValue>();
        map().forEach((name, value) -> map.put(name, value.limitedTo(levels - 1)));
        return ofMap(map);
    }

    /** Reads a value of any type. Jackson finds it, too, and fails at its parameter. */
    @JsonCreator
    static JsonValue read(JsonSource in) {
        return in.json();
    }

    /** Reads a value; the objects and arrays below some levels are kept as text. */
    static JsonValue read(Utf8JsonReader in, int levels) {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> levels == 0 ? new JsonValue(Kind.OBJECT, in.nextRaw()) : readObject(in, levels - 1);
            case BEGIN_ARRAY -> levels == 0 ? new JsonValue(Kind.ARRAY, in.nextRaw()) : readArray(in, levels - 1);
            case STRING -> new JsonValue(Kind.STRING, in.nextString());
            case NUMBER -> new JsonValue(Kind.NUMBER, in.nextNumber());
            case BOOLEAN -> ofBoolean(in.nextBoolean());
            case NULL -> {
                in.nextNull();
                yield NULL;
            }
            default -> throw in.unexpected("a value");
        };
    }

    private static JsonValue readObject(Utf8JsonReader in, int levels) {
        in.beginObject();
        if (!in.hasNext()) {
            in.endObject();
            return EMPTY_OBJECT;
        }
        var map = new LinkedHashMap<String, JsonValue>(4);
        int deepest = 0;
        do {
            var name = in.nextName();
            var value = read(in, levels);
            map.put(name, value);
            deepest = Math.max(deepest, value.depth);
        } while (in.hasNext());
        in.endObject();
        return new JsonValue(Kind.OBJECT, map, 1 + deepest);
    }

    private static JsonValue readArray(Utf8JsonReader in, int levels) {
        in.beginArray();
        if (!in.hasNext()) {
            in.endArray();
            return EMPTY_ARRAY;
        }
        var list = new ArrayList<JsonValue>(4);
        do {
            list.add(read(in, levels));
        } while (in.hasNext());
        in.endArray();
        return ofList(list);
    }

    /**
     * Returns whether this is JSON null.
     *
     * @return true for null
     */
    public boolean isNull() {
        return kind == Kind.NULL;
    }

    /**
     * Returns whether this is an object.
     *
     * @return true for an object
     */
    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /**
     * Returns whether this is an array.
     *
     * @return true for an array
     */
    public boolean isArray() {
        return kind == Kind.ARRAY;
    }

    /**
     * Returns whether this is text.
     *
     * @return true for text
     */
    public boolean isString() {
        return kind == Kind.STRING;
    }

    /**
     * Returns whether this is a number.
     *
     * @return true for a number
     */
    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /**
     * Returns whether this is a boolean.
     *
     * @return true for a boolean
     */
    public boolean isBoolean() {
        return kind == Kind.BOOLEAN;
    }

    /**
     * Returns this as text.
     *
     * @return the text
     * @throws ClerkDecodingException if this is of another type
     */
    public String asString() {
        return (String) content(Kind.STRING);
    }

    /**
     * Returns this as a whole number.
     *
     * @return the number
     * @throws ClerkDecodingException if this is of another type, has a fraction, or has more than 64 bits
     */
    public long asLong() {
        var number = Numbers.integer((String) content(Kind.NUMBER));
        if (number == null) {
            throw new ClerkDecodingException("expected a whole number of 64 bits, found another number", "$");
        }
        return number;
    }

    /**
     * Returns this as a number.
     *
     * @return the nearest double
     * @throws ClerkDecodingException if this is of another type
     */
    public double asDouble() {
        return Double.parseDouble((String) content(Kind.NUMBER));
    }

    /**
     * Returns this as a boolean.
     *
     * @return the boolean
     * @throws ClerkDecodingException if this is of another type
     */
    public boolean asBoolean() {
        return (Boolean) content(Kind.BOOLEAN);
    }

    /**
     * Returns the elements of this array.
     *
     * @return an immutable list
     * @throws ClerkDecodingException if this is of another type
     */
    public List<JsonValue> items() {
        return Collections.unmodifiableList(list());
    }

    /**
     * Returns the properties of this object.
     *
     * @return an immutable map, in the order of the JSON
     * @throws ClerkDecodingException if this is of another type
     */
    public Map<String, JsonValue> entries() {
        return Collections.unmodifiableMap(map());
    }

    /**
     * Returns a property of this object.
     *
     * @param name name of the property
     * @return the value, or null if the property is absent or this is not an object
     */
    public @Nullable JsonValue get(String name) {
        return isObject() ? map().get(name) : null;
    }

    /**
     * Returns an element of this array.
     *
     * @param index index of the element, from 0
     * @return the element
     * @throws ClerkDecodingException if this is of another type
     * @throws IndexOutOfBoundsException if the array does not have that many elements
     */
    public JsonValue at(int index) {
        return list().get(index);
    }

    /**
     * Converts this to a class of yours: {@code user.publicMetadata().as(Plan.class)}. The class may be a record, an
     * enum, a class with fields of the names in the JSON, or any type that {@link #of} takes except {@link Page} and
     * {@link Params}; numbers are exact, and types of {@code java.time} are read from ISO 8601. Each component of a
     * record must be there, unless it may be null or is an {@code Optional}.
     *
     * <p>Gson sets the fields by reflection, so the class must be accessible to gson (in a named module, {@code opens}
     * its package to {@code com.google.gson}). Use {@link #as(Codec)} to avoid reflection. {@link #of} reads an object
     * of a class of yours by reflection, too. Otherwise the SDK uses reflection only to load a native provider of
     * signatures, and for the connection that {@code JdbcDeliveryStore} lends, a proxy of the JDK.
     *
     * @param type your class or record
     * @return an instance of the class
     * @param <T> type of the instance
     * @throws ClerkDecodingException if this does not match the class; JSON null never does. The message names the
     *     place in the JSON, the type that was expected there, and what to do
     */
    public <T> T as(Class<T> type) {
        return JsonBinder.fromJson(toJson(), type);
    }

    /**
     * Converts this to a type that has a codec.
     *
     * @param codec codec of the type
     * @return the value
     * @param <T> type of the value
     * @throws ClerkDecodingException if this is of another shape
     */
    public <T> T as(Codec<T> codec) {
        return codec.fromJson(toJson());
    }

    /**
     * Returns this as JSON text.
     *
     * @return the text, in one line
     */
    public String toJson() {
        return Codecs.JSON.toJson(this);
    }

    /**
     * Returns this as JSON text, without properties that are named {@code private_metadata} within 200 levels; objects
     * and arrays that are nested deeper are written as they came. Jackson and gson write this text when they write a
     * value.
     *
     * @return the text, in one line
     */
    @com.fasterxml.jackson.annotation.JsonValue
    @JsonRawValue
    public String toJsonWithoutSecrets() {
        var text = new StringWriter();
        write(JsonSink.withoutSecrets(text));
        return text.toString();
    }

    /** Writes this value. */
    void write(JsonSink out) {
        switch (kind) {
            case NULL -> out.nullValue();
            case BOOLEAN -> out.bool(asBoolean());
            case NUMBER -> out.raw((String) content);
            case STRING -> out.string(asString());
            case ARRAY, OBJECT -> writeElements(out);
        }
    }

    private void writeElements(JsonSink out) {
        if (content instanceof String text) {
            out.raw(text);
        } else if (kind == Kind.ARRAY) {
            out.list(Codecs.JSON, list());
        } else {
            out.object(map());
        }
    }

    @SuppressWarnings("unchecked") // only this class creates the content of arrays
    private List<JsonValue> list() {
        return (List<JsonValue>) content(Kind.ARRAY);
    }

    @SuppressWarnings("unchecked") // only this class creates the content of objects
    private Map<String, JsonValue> map() {
        return (Map<String, JsonValue>) content(Kind.OBJECT);
    }

    private Object content(Kind expected) {
        if (kind != expected) {
            throw new ClerkDecodingException("expected a JSON " + expected.word + ", found " + kind.word, "$");
        }
        if (isKeptAsText()) {
            throw new ClerkDecodingException(
                    "the " + kind.word + " is too large to be read: it is nested deeper than " + Limits.DEPTH
                            + " levels, or has more than " + Limits.NUMBER_LENGTH
                            + " digits. toJson() has its text.",
                    "$");
        }
        return content;
    }

    private boolean isKeptAsText() {
        return content instanceof String text
                && switch (kind) {
                    case ARRAY, OBJECT -> true;
                    case NUMBER -> text.length() > Limits.NUMBER_LENGTH;
                    default -> false;
                };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof JsonValue that && kind == that.kind && content.equals(that.content));
    }

    @Override
    public int hashCode() {
        return 31 * kind.name().hashCode() + content.hashCode();
    }

    @Override
    public String toString() {
        if (isKeptAsText()) {
            return kind.word;
        }
        return switch (kind) {
            case OBJECT -> "object(" + map().size() + ")";
            case ARRAY -> "array(" + list().size() + ")";
            case STRING -> "string(" + asString().length() + ")";
            default -> kind.word;
        };
    }
}
