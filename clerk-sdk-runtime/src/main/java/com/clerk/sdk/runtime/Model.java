package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.Texts;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Clerk sends: an immutable JSON object with an accessor for each known field. A field that this version does not
 * know is kept and found with {@link #extra(String)}; a field that Clerk left out is noticed when its accessor is
 * called.
 *
 * <p>Two models are equal if they are of one type and hold the same JSON. {@link #toString()} shows the id at most.
 */
public abstract class Model {
    private static final int ID_LIMIT = 100;

    private @Nullable Map<String, JsonValue> extras;

    /** For a type that reads itself from JSON. */
    protected Model() {}

    /**
     * Keeps the field whose name was just read, because the type has no accessor for it. To be called while the
     * constructor runs, and never later. No network.
     *
     * @param in stands before the field's value
     * @throws ClerkDecodingException if the value is malformed
     */
    protected final void addExtra(JsonSource in) {
        addExtra(in.lastName(), in.json());
    }

    /**
     * Keeps a field that the type has no accessor for. To be called while the constructor runs, and never later. No
     * network.
     *
     * @param name name of the field
     * @param value its value
     */
    protected final void addExtra(String name, JsonValue value) {
        if (extras == null) {
            extras = new LinkedHashMap<>(4);
        }
        extras.put(name, value);
    }

    /**
     * Reads a whole object and keeps all of its fields. To be called while the constructor runs, and never later. No
     * network.
     *
     * @param in stands before the object
     * @throws ClerkDecodingException if something else comes
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
     * Writes the known fields, without the object around them. No network.
     *
     * @param out takes the fields
     */
    protected abstract void writeFields(JsonSink out);

    /**
     * A field that this version of the SDK has no accessor for. No network.
     *
     * @param name name of the field, as Clerk writes it
     * @return its value, or null if Clerk sent no such field
     */
    public final @Nullable JsonValue extra(String name) {
        return extras == null ? null : extras.get(name);
    }

    /**
     * A field that this version of the SDK has no accessor for, as a type. No network.
     *
     * @param name name of the field, as Clerk writes it
     * @param codec reads the value
     * @return its value, or null if Clerk sent no such field or JSON null
     * @param <T> type of the value
     * @throws ClerkDecodingException if the value is of another shape
     */
    public final <T> @Nullable T extra(String name, Codec<T> codec) {
        var value = extra(name);
        return value == null || value.isNull() ? null : value.as(codec);
    }

    /**
     * All fields that this version of the SDK has no accessor for. No network.
     *
     * @return an immutable map, in the order of the JSON
     */
    public final Map<String, JsonValue> extras() {
        return extras == null ? Map.of() : Collections.unmodifiableMap(extras);
    }

    /**
     * Everything as JSON: the known fields, then the others. It holds whatever Clerk sent, so think before logging it.
     * No network.
     *
     * @return JSON in one line
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
     * By what a list goes on after this element. No network.
     *
     * @return its id, or null if lists of this type do not go on by id
     */
    protected @Nullable String cursor() {
        return null;
    }

    /**
     * Gives a field that Clerk always sends. No network.
     *
     * @param value the field
     * @param type name of the type
     * @param field name of the field, as Clerk writes it
     * @return the field
     * @param <T> type of the field
     * @throws ClerkDecodingException if the field is null
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
        return id != null && id.isString() ? type + "(id=" + Texts.clean(id.asString(), ID_LIMIT) + ")" : type;
    }

    /**
     * Reads and writes models of one type.
     *
     * @param <T> the type
     */
    public abstract static class ModelCodec<T extends Model> implements Codec<T> {
        /** For the codec of a type. */
        protected ModelCodec() {}

        @Override
        public final void write(JsonSink out, T value) {
            Model model = value;
            model.writeObject(out);
        }
    }

    /**
     * Reads and writes unions whose members are models.
     *
     * @param <T> the union
     */
    public abstract static class UnionCodec<T> implements Codec<T> {
        /** For the codec of a union. */
        protected UnionCodec() {}

        @Override
        public final void write(JsonSink out, T value) {
            ((Model) value).writeObject(out);
        }
    }
}
