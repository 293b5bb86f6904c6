package com.clerk.sdk.runtime;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A streaming writer of JSON text, which generated codecs write to. A property whose value is null is not written.
 * Every method throws an {@link UncheckedIOException} if the underlying writer fails, and an
 * {@link IllegalStateException} if the order of the calls does not produce valid JSON. Not thread-safe.
 */
public final class JsonSink {
    private static final String PRIVATE_METADATA = "private_metadata";

    private final JsonWriter out;
    private final boolean withSecrets;

    // The model that is being written, and the position of its field that was written last.
    private @Nullable Model model;
    private int field;
    private boolean nextIsSecret;

    JsonSink(JsonWriter out, boolean withSecrets) {
        this.out = out;
        this.withSecrets = withSecrets;
    }

    /**
     * Creates a sink that writes to a writer.
     *
     * @param out the writer; it is not closed
     * @return a sink, positioned before the first token
     */
    public static JsonSink to(Writer out) {
        return new JsonSink(new JsonWriter(out), true);
    }

    /** Creates a sink that leaves out private metadata and properties that are secret. */
    static JsonSink withoutSecrets(Writer out) {
        return new JsonSink(new JsonWriter(out), false);
    }

    /** Writes a model: its fields as they were read, then the extra fields. */
    void model(Model value) {
        var outer = model;
        int outerField = field;
        model = value;
        field = 0;
        beginObject();
        value.writeFields(this);
        value.writeExtras(this);
        endObject();
        model = outer;
        field = outerField;
    }

    /**
     * Marks the next property as a secret. Generated code calls it.
     *
     * @return this
     */
    public JsonSink secret() {
        nextIsSecret = !withSecrets;
        return this;
    }

    /** Writes a property without a value: nothing, or the null or the JSON that the model keeps. */
    private JsonSink absent(String name) {
        return leaveOut(name) || model == null || !model.isNull(field)
                ? this
                : name(name).nullValue();
    }

    /**
     * Counts a property, and returns whether its value must not be written. The JSON that a model keeps of a field
     * takes the place of its value.
     */
    private boolean leaveOut(String name) {
        field++;
        if (nextIsSecret || (!withSecrets && name.equals(PRIVATE_METADATA))) {
            nextIsSecret = false;
            return true;
        }
        var raw = model == null ? null : model.rawField(name);
        if (raw == null) {
            return false;
        }
        if (!withSecrets && (raw.json().isArray() || raw.json().isObject())) {
            // There may be secrets in this JSON, and nothing tells where: write the value, if there is one.
            return raw.problem() != null;
        }
        name(name).json(raw.json());
        return true;
    }

    /**
     * Enters an object.
     *
     * @return this
     */
    public JsonSink beginObject() {
        try {
            out.beginObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Leaves an object.
     *
     * @return this
     */
    public JsonSink endObject() {
        try {
            out.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Enters an array.
     *
     * @return this
     */
    public JsonSink beginArray() {
        try {
            out.beginArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Leaves an array.
     *
     * @return this
     */
    public JsonSink endArray() {
        try {
            out.endArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes the name of the next value.
     *
     * @param name name of a property
     * @return this
     */
    public JsonSink name(String name) {
        try {
            out.name(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes a text property.
     *
     * @param name name of the property
     * @param value the text, or null to write nothing
     * @return this
     */
    public JsonSink string(String name, @Nullable String value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).string(value);
    }

    /**
     * Writes a boolean property.
     *
     * @param name name of the property
     * @param value the boolean, or null to write nothing
     * @return this
     */
    public JsonSink bool(String name, @Nullable Boolean value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).bool(value);
    }

    /**
     * Writes a whole-number property.
     *
     * @param name name of the property
     * @param value the number, or null to write nothing
     * @return this
     */
    public JsonSink integer(String name, @Nullable Long value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).integer(value);
    }

    /**
     * Writes a number property.
     *
     * @param name name of the property
     * @param value the number, or null to write nothing
     * @return this
     * @throws IllegalArgumentException if the number is not finite
     */
    public JsonSink decimal(String name, @Nullable Double value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).decimal(value);
    }

    /**
     * Writes a property with a time in milliseconds since 1970 (UTC).
     *
     * @param name name of the property
     * @param value the time, or null to write nothing
     * @return this
     */
    public JsonSink millis(String name, @Nullable Instant value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).millis(value);
    }

    /**
     * Writes a property with a time in seconds since 1970 (UTC), with a fraction if the time has one.
     *
     * @param name name of the property
     * @param value the time, or null to write nothing
     * @return this
     */
    public JsonSink seconds(String name, @Nullable Instant value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).seconds(value);
    }

    /**
     * Writes a property with a time as RFC 3339 text.
     *
     * @param name name of the property
     * @param value the time, or null to write nothing
     * @return this
     */
    public JsonSink dateTime(String name, @Nullable Instant value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).dateTime(value);
    }

    /**
     * Writes a property of a type that has a codec.
     *
     * @param name name of the property
     * @param codec codec of the type
     * @param value the value, or null to write nothing
     * @return this
     * @param <T> type of the value
     */
    public <T> JsonSink value(String name, Codec<T> codec, @Nullable T value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).value(codec, value);
    }

    /**
     * Writes an array property.
     *
     * @param name name of the property
     * @param codec codec of the elements
     * @param value the elements, or null to write nothing
     * @return this
     * @param <T> type of the elements
     */
    public <T> JsonSink list(String name, Codec<T> codec, @Nullable List<T> value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).list(codec, value);
    }

    /**
     * Writes a property with an object whose property names are data.
     *
     * @param name name of the property
     * @param codec codec of the values
     * @param value the entries, or null to write nothing
     * @return this
     * @param <T> type of the values
     */
    public <T> JsonSink map(String name, Codec<T> codec, @Nullable Map<String, T> value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).map(codec, value);
    }

    /**
     * Writes a property with any JSON value; {@link JsonValue#NULL} is written as null.
     *
     * @param name name of the property
     * @param value the JSON value, or null to write nothing
     * @return this
     */
    public JsonSink json(String name, @Nullable JsonValue value) {
        if (value == null) {
            return absent(name);
        }
        return leaveOut(name) ? this : name(name).json(value);
    }

    /**
     * Writes text.
     *
     * @param value the text
     * @return this
     */
    public JsonSink string(String value) {
        try {
            out.value(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes a boolean.
     *
     * @param value the boolean
     * @return this
     */
    public JsonSink bool(boolean value) {
        try {
            out.value(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes a whole number.
     *
     * @param value the number
     * @return this
     */
    public JsonSink integer(long value) {
        try {
            out.value(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes a number.
     *
     * @param value the number
     * @return this
     * @throws IllegalArgumentException if the number is not finite
     */
    public JsonSink decimal(double value) {
        try {
            out.value(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /**
     * Writes a time in milliseconds since 1970 (UTC).
     *
     * @param value the time
     * @return this
     */
    public JsonSink millis(Instant value) {
        return integer(value.toEpochMilli());
    }

    /**
     * Writes a time in seconds since 1970 (UTC), with a fraction if the time has one.
     *
     * @param value the time
     * @return this
     */
    public JsonSink seconds(Instant value) {
        if (value.getNano() == 0) {
            return integer(value.getEpochSecond());
        }
        return raw(Numbers.seconds(value));
    }

    /**
     * Writes a time as RFC 3339 text.
     *
     * @param value the time
     * @return this
     */
    public JsonSink dateTime(Instant value) {
        return string(value.toString());
    }

    /**
     * Writes a value of a type that has a codec.
     *
     * @param codec codec of the type
     * @param value the value
     * @return this
     * @param <T> type of the value
     */
    public <T> JsonSink value(Codec<T> codec, T value) {
        codec.write(this, value);
        return this;
    }

    /**
     * Writes an array.
     *
     * @param codec codec of the elements
     * @param value the elements
     * @return this
     * @param <T> type of the elements
     */
    public <T> JsonSink list(Codec<T> codec, List<T> value) {
        beginArray();
        for (var item : value) {
            codec.write(this, item);
        }
        return endArray();
    }

    /**
     * Writes an object whose property names are data.
     *
     * @param codec codec of the values
     * @param value the entries
     * @return this
     * @param <T> type of the values
     */
    public <T> JsonSink map(Codec<T> codec, Map<String, T> value) {
        beginObject();
        for (var entry : value.entrySet()) {
            name(entry.getKey());
            codec.write(this, entry.getValue());
        }
        return endObject();
    }

    /**
     * Writes a JSON value.
     *
     * @param value the JSON value
     * @return this
     */
    public JsonSink json(JsonValue value) {
        value.write(this);
        return this;
    }

    /** Writes an object of any properties. */
    void object(Map<String, JsonValue> properties) {
        beginObject();
        for (var property : properties.entrySet()) {
            if (withSecrets || !property.getKey().equals(PRIVATE_METADATA)) {
                name(property.getKey()).json(property.getValue());
            }
        }
        endObject();
    }

    /** Writes a value of any type that {@link JsonValue#of} takes. */
    void any(Object value) {
        if (value instanceof Model written) {
            model(written);
        } else {
            json(JsonConversion.of(value, Limits.DEPTH, withSecrets));
        }
    }

    /** Writes JSON null. */
    JsonSink nullValue() {
        try {
            out.nullValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Writes JSON text, such as that of a number. */
    JsonSink raw(String text) {
        try {
            out.jsonValue(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}
