package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.LogText;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object from Clerk, with an accessor for each known field. A field that this version of the SDK does not know
 * is available with {@link #extra(String)}. A missing field is reported when its accessor is called. Immutable.
 * Generated types extend it.
 *
 * <p>Two models are equal if they have the same type and the same JSON. {@link #toString()} shows the id at most.
 */
public abstract class Model {
    private static final int ID_LIMIT = 100;

    private @Nullable Map<String, JsonValue> extras;

    /** Creates a model, for the generated types that extend this one. */
    protected Model() {}

    /**
     * Adds the field whose name was read last to the extra fields. Generated constructors call it for fields without an
     * accessor; it must not be called later.
     *
     * @param in the source, positioned before the value of the field
     * @throws ClerkDecodingException if the value is malformed
     */
    protected final void addExtra(JsonSource in) {
        addExtra(in.lastName(), in.json());
    }

    /**
     * Adds a field to the extra fields. Generated constructors call it for fields without an accessor; it must not be
     * called later.
     *
     * @param name name of the field
     * @param value the value
     */
    protected final void addExtra(String name, JsonValue value) {
        if (extras == null) {
            extras = new LinkedHashMap<>(4);
        }
        extras.put(name, value);
    }

    /**
     * Reads an object and adds all its fields to the extra fields. Generated constructors of unknown union members call
     * it; it must not be called later.
     *
     * @param in the source, positioned before the object
     * @throws ClerkDecodingException if the next value is not an object
     */
    protected final void addAllExtras(JsonSource in) {
        in.beginObject();
        while (in.hasNext()) {
            in.nextName();
            addExtra(in);
        }
        in.endObject();
    }

    /**
     * Writes the known fields, without the object around them. Generated types implement it.
     *
     * @param out the sink to write to
     */
    protected abstract void writeFields(JsonSink out);

    /**
     * Returns a field that this version of the SDK does not have an accessor for.
     *
     * @param name name of the field as Clerk sends it
     * @return the value, or null if Clerk did not send the field
     */
    public final @Nullable JsonValue extra(String name) {
        return extras == null ? null : extras.get(name);
    }

    /**
     * Returns a field that this version of the SDK does not have an accessor for, as a value of a type.
     *
     * @param name name of the field as Clerk sends it
     * @param codec codec of the type
     * @return the value, or null if Clerk did not send the field or sent JSON null
     * @param <T> type of the value
     * @throws ClerkDecodingException if the value is of another shape
     */
    public final <T> @Nullable T extra(String name, Codec<T> codec) {
        var value = extra(name);
        return value == null || value.isNull() ? null : value.as(codec);
    }

    /**
     * Returns all fields that this version of the SDK does not have an accessor for.
     *
     * @return an immutable map, in the order of the JSON
     */
    public final Map<String, JsonValue> extras() {
        return extras == null ? Map.of() : Collections.unmodifiableMap(extras);
    }

    /**
     * Returns all fields as JSON text: the known fields, then the extra fields. The text contains everything that Clerk
     * sent, so think before you log it.
     *
     * @return the text, in one line
     */
    public final String toJson() {
        var text = new StringWriter();
        writeObject(JsonSink.to(text));
        return text.toString();
    }

    private void writeObject(JsonSink out) {
        out.beginObject();
        writeFields(out);
        for (var extra : extras().entrySet()) {
            out.json(extra.getKey(), extra.getValue());
        }
        out.endObject();
    }

    /**
     * Returns the id that the next page of a list starts after, if this is the last element of a page. Generated types
     * override it where lists are paged by id.
     *
     * @return the id, or null if lists of this type are not paged by id
     */
    protected @Nullable String cursor() {
        return null;
    }

    /**
     * Returns the value of a required field. Generated accessors call it.
     *
     * @param value the value, or null if Clerk did not send the field
     * @param type name of the type, for the error message
     * @param field name of the field as Clerk sends it
     * @return the value
     * @param <T> type of the field
     * @throws ClerkDecodingException if the value is null
     */
    protected static <T> T required(@Nullable T value, String type, String field) {
        if (value == null) {
            throw new ClerkDecodingException(type + " has no " + field + ": Clerk did not send it", "$." + field);
        }
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof Model that
                        && getClass() == that.getClass()
                        && JsonValue.of(this).equals(JsonValue.of(that)));
    }

    @Override
    public final int hashCode() {
        return JsonValue.of(this).hashCode();
    }

    @Override
    public final String toString() {
        var type = getClass().getSimpleName();
        var id = JsonValue.of(this).get("id");
        return id != null && id.isString() ? type + "(id=" + LogText.sanitize(id.asString(), ID_LIMIT) + ")" : type;
    }

    /**
     * The base of the generated codecs of models.
     *
     * @param <T> the type
     */
    public abstract static class ModelCodec<T extends Model> implements Codec<T> {
        /** Creates a codec, for the generated codecs that extend this one. */
        protected ModelCodec() {}

        @Override
        public final void write(JsonSink out, T value) {
            Model model = value;
            model.writeObject(out);
        }
    }

    /**
     * The base of the generated codecs of unions whose members are models.
     *
     * @param <T> the union
     */
    public abstract static class UnionCodec<T> implements Codec<T> {
        /** Creates a codec, for the generated codecs that extend this one. */
        protected UnionCodec() {}

        @Override
        public final void write(JsonSink out, T value) {
            ((Model) value).writeObject(out);
        }
    }
}
