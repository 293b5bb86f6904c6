package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.time.Instant;
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
    private final Object content;

    private JsonValue(Kind kind, Object content) {
        this.kind = kind;
        this.content = content;
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
     * Converts a Java value to JSON.
     *
     * @param value a map with text keys, a collection, text, a number, a boolean, an {@link Instant} (converted to
     *     milliseconds since 1970), null, or a {@link JsonValue}, {@link Model}, {@link Params} or {@link OpenEnum};
     *     maps and collections may contain all of these
     * @return the JSON value; maps and collections are copied
     * @throws IllegalArgumentException if the value or a part of it is of another type, or is a number that is not
     *     finite
     */
    public static JsonValue of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text) {
            return new JsonValue(Kind.STRING, text);
        }
        if (value instanceof Boolean bool) {
            return bool ? TRUE : FALSE;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        if (value instanceof Collection<?> items) {
            return ofItems(items);
        }
        if (value instanceof Map<?, ?> entries) {
            return ofEntries(entries);
        }
        return ofSdkType(value);
    }

    private static JsonValue ofSdkType(Object value) {
        if (value instanceof JsonValue json) {
            return json;
        }
        if (value instanceof Instant time) {
            return ofNumber(time.toEpochMilli());
        }
        if (value instanceof OpenEnum known) {
            return new JsonValue(Kind.STRING, known.value());
        }
        if (value instanceof Params params) {
            return params.contents().json();
        }
        if (value instanceof Model model) {
            return parse(model.toJson());
        }
        throw new IllegalArgumentException("A " + value.getClass().getName() + " cannot be converted to JSON");
    }

    private static JsonValue ofNumber(Number number) {
        var text = Numbers.text(number);
        if (text == null) {
            throw new IllegalArgumentException("JSON cannot hold a number that is not finite");
        }
        return new JsonValue(Kind.NUMBER, text);
    }

    private static JsonValue ofItems(Collection<?> items) {
        var list = new ArrayList<JsonValue>(items.size());
        for (var item : items) {
            list.add(of(item));
        }
        return ofList(list);
    }

    private static JsonValue ofEntries(Map<?, ?> entries) {
        var map = new LinkedHashMap<String, JsonValue>();
        for (var entry : entries.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw new IllegalArgumentException("A key of a JSON object must be a String");
            }
            map.put(name, of(entry.getValue()));
        }
        return ofMap(map);
    }

    /** Creates an object of a map, which must not be changed later. */
    static JsonValue ofMap(Map<String, JsonValue> map) {
        return map.isEmpty() ? EMPTY_OBJECT : new JsonValue(Kind.OBJECT, map);
    }

    private static JsonValue ofList(List<JsonValue> list) {
        return list.isEmpty() ? EMPTY_ARRAY : new JsonValue(Kind.ARRAY, list);
    }

    /** Reads a value of any type. */
    static JsonValue read(JsonSource in) {
        return switch (in.peek()) {
            case BEGIN_OBJECT -> readObject(in);
            case BEGIN_ARRAY -> readArray(in);
            case STRING -> new JsonValue(Kind.STRING, in.text());
            case NUMBER -> new JsonValue(Kind.NUMBER, in.text());
            case BOOLEAN -> Boolean.TRUE.equals(in.bool()) ? TRUE : FALSE;
            case NULL -> {
                in.takeNull();
                yield NULL;
            }
            default -> throw in.unexpected("a value");
        };
    }

    private static JsonValue readObject(JsonSource in) {
        in.beginObject();
        if (!in.hasNext()) {
            in.endObject();
            return EMPTY_OBJECT;
        }
        var map = new LinkedHashMap<String, JsonValue>(4);
        do {
            map.put(in.nextName(), read(in));
        } while (in.hasNext());
        in.endObject();
        return new JsonValue(Kind.OBJECT, map);
    }

    private static JsonValue readArray(JsonSource in) {
        in.beginArray();
        if (!in.hasNext()) {
            in.endArray();
            return EMPTY_ARRAY;
        }
        var list = new ArrayList<JsonValue>(4);
        do {
            list.add(read(in));
        } while (in.hasNext());
        in.endArray();
        return new JsonValue(Kind.ARRAY, list);
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
     * Converts this to a class of yours: {@code user.publicMetadata().as(Plan.class)}. This is the only place in the
     * SDK that uses reflection: gson sets the fields by their names, so the class must be accessible to gson (in a
     * named module, {@code opens} its package to {@code com.google.gson}). Use {@link #as(Codec)} to avoid reflection.
     *
     * @param type your class or record
     * @return an instance of the class
     * @param <T> type of the instance
     * @throws ClerkDecodingException if this does not match the class; JSON null never does
     */
    public <T> T as(Class<T> type) {
        T value;
        try {
            value = Binding.GSON.fromJson(toJson(), type);
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            // The message of gson quotes the JSON, so it is not passed on, not even as the cause.
            throw new ClerkDecodingException("the JSON does not fit " + type.getName(), "$");
        }
        if (value == null) {
            throw new ClerkDecodingException("null does not fit " + type.getName(), "$");
        }
        return value;
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

    /** Writes this value. */
    void write(JsonSink out) {
        switch (kind) {
            case NULL -> out.nullValue();
            case BOOLEAN -> out.bool(asBoolean());
            case NUMBER -> out.number((String) content);
            case STRING -> out.string(asString());
            case ARRAY -> out.list(Codecs.JSON, list());
            case OBJECT -> out.map(Codecs.JSON, map());
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
        return content;
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
        return switch (kind) {
            case OBJECT -> "object(" + map().size() + ")";
            case ARRAY -> "array(" + list().size() + ")";
            case STRING -> "string(" + asString().length() + ")";
            default -> kind.word;
        };
    }

    /** Holds gson, which is loaded on the first conversion to a class. */
    private static final class Binding {
        static final Gson GSON = new Gson();

        private Binding() {}
    }
}
