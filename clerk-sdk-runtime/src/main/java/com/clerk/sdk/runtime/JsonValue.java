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
 * Any JSON: an object, an array, text, a number, true, false or null. Immutable. No method touches the network.
 *
 * <p>Two values are equal if they hold the same; the order of properties does not matter, the way a number is written
 * does. {@link #toString()} tells only kind and size, because the content may be personal; {@link #toJson()} gives the
 * text.
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
    // By kind: the text "null", a Boolean, the text of a number, a String, a List or a Map of values.
    private final Object content;

    private JsonValue(Kind kind, Object content) {
        this.kind = kind;
        this.content = content;
    }

    /**
     * Reads a JSON text.
     *
     * @param json the text
     * @return what it holds
     * @throws ClerkDecodingException if it is not JSON or goes on after the first value
     */
    public static JsonValue parse(String json) {
        return Codecs.JSON.fromJson(json);
    }

    /**
     * Makes JSON of Java values.
     *
     * @param value a map with text keys, a collection, text, a number, a truth value, an {@link Instant} (becomes
     *     milliseconds since 1970), null, or a {@link JsonValue}, {@link Model}, {@link Params} or {@link OpenEnum};
     *     maps and collections may hold all of these
     * @return the JSON; later changes of a map or collection do not show in it
     * @throws IllegalArgumentException if the value, or one in it, is something else or a number that is not finite
     */
    public static JsonValue of(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        if (value instanceof String text) {
            return new JsonValue(Kind.STRING, text);
        }
        if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
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
        return ofOurs(value);
    }

    private static JsonValue ofOurs(Object value) {
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
        throw new IllegalArgumentException("A " + value.getClass().getName() + " cannot be made JSON");
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

    /** Takes over a map that nobody changes any more. */
    static JsonValue ofMap(Map<String, JsonValue> map) {
        return map.isEmpty() ? EMPTY_OBJECT : new JsonValue(Kind.OBJECT, map);
    }

    private static JsonValue ofList(List<JsonValue> list) {
        return list.isEmpty() ? EMPTY_ARRAY : new JsonValue(Kind.ARRAY, list);
    }

    /** Reads a value of any kind. */
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
            default -> throw in.wrong("a value");
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
     * Whether this is JSON null.
     *
     * @return true for null
     */
    public boolean isNull() {
        return kind == Kind.NULL;
    }

    /**
     * Whether this is an object.
     *
     * @return true for an object
     */
    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    /**
     * Whether this is an array.
     *
     * @return true for an array
     */
    public boolean isArray() {
        return kind == Kind.ARRAY;
    }

    /**
     * Whether this is text.
     *
     * @return true for text
     */
    public boolean isString() {
        return kind == Kind.STRING;
    }

    /**
     * Whether this is a number.
     *
     * @return true for a number
     */
    public boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    /**
     * Whether this is true or false.
     *
     * @return true for a truth value
     */
    public boolean isBoolean() {
        return kind == Kind.BOOLEAN;
    }

    /**
     * The text that this is.
     *
     * @return the text
     * @throws ClerkDecodingException if this is something else
     */
    public String asString() {
        return (String) content(Kind.STRING);
    }

    /**
     * The whole number that this is.
     *
     * @return the number
     * @throws ClerkDecodingException if this is something else, has a fraction, or needs more than 64 bits
     */
    public long asLong() {
        var number = Numbers.integer((String) content(Kind.NUMBER));
        if (number == null) {
            throw new ClerkDecodingException("expected a whole number of 64 bits, found another number", "$");
        }
        return number;
    }

    /**
     * The number that this is.
     *
     * @return the nearest double
     * @throws ClerkDecodingException if this is something else
     */
    public double asDouble() {
        return Double.parseDouble((String) content(Kind.NUMBER));
    }

    /**
     * The truth value that this is.
     *
     * @return true or false
     * @throws ClerkDecodingException if this is something else
     */
    public boolean asBoolean() {
        return (Boolean) content(Kind.BOOLEAN);
    }

    /**
     * The elements of this array.
     *
     * @return an immutable list
     * @throws ClerkDecodingException if this is something else
     */
    public List<JsonValue> items() {
        return Collections.unmodifiableList(list());
    }

    /**
     * The properties of this object.
     *
     * @return an immutable map, in the order of the JSON
     * @throws ClerkDecodingException if this is something else
     */
    public Map<String, JsonValue> entries() {
        return Collections.unmodifiableMap(map());
    }

    /**
     * One property of this object.
     *
     * @param name name of the property
     * @return its value, or null if there is none, which is so for everything that is no object
     */
    public @Nullable JsonValue get(String name) {
        return isObject() ? map().get(name) : null;
    }

    /**
     * One element of this array.
     *
     * @param index which, from 0
     * @return the element
     * @throws ClerkDecodingException if this is something else
     * @throws IndexOutOfBoundsException if the array is shorter
     */
    public JsonValue at(int index) {
        return list().get(index);
    }

    /**
     * Binds this to a class of yours: {@code user.publicMetadata().as(Plan.class)}. This is the one place of the SDK
     * that uses reflection, by way of gson: it sets fields by their names, so the class must be visible to gson (in a
     * named module: {@code opens} its package to {@code com.google.gson}). Where that is not wanted, use
     * {@link #as(Codec)}.
     *
     * @param type your class or record
     * @return an instance of it
     * @param <T> type of the instance
     * @throws ClerkDecodingException if this does not fit the class, as null never does
     */
    public <T> T as(Class<T> type) {
        T value;
        try {
            value = Binding.GSON.fromJson(toJson(), type);
        } catch (JsonParseException | IllegalStateException | NumberFormatException e) {
            // Neither as the message nor as the cause: what gson says quotes the JSON.
            throw new ClerkDecodingException("the JSON does not fit " + type.getName(), "$");
        }
        if (value == null) {
            throw new ClerkDecodingException("null does not fit " + type.getName(), "$");
        }
        return value;
    }

    /**
     * Reads this as a type that has a codec.
     *
     * @param codec reads the type
     * @return the value
     * @param <T> type of the value
     * @throws ClerkDecodingException if this is of another shape
     */
    public <T> T as(Codec<T> codec) {
        return codec.fromJson(toJson());
    }

    /**
     * This as text.
     *
     * @return JSON in one line
     */
    public String toJson() {
        return Codecs.JSON.toJson(this);
    }

    /** Writes this. */
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

    @SuppressWarnings("unchecked") // what an array holds is made in this class alone
    private List<JsonValue> list() {
        return (List<JsonValue>) content(Kind.ARRAY);
    }

    @SuppressWarnings("unchecked") // what an object holds is made in this class alone
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

    /** Loaded only when somebody binds a class of theirs. */
    private static final class Binding {
        static final Gson GSON = new Gson();

        private Binding() {}
    }
}
