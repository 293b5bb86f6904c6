package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.internal.LogText;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.io.StringWriter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
    private @Nullable Map<String, RawField> rawFields;
    // The positions of the fields that are JSON null, as bits: a field that is absent stays absent when it is written.
    private long nulls;

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
        long outer = in.beginModel();
        while (in.hasNext()) {
            in.nextName();
            addExtra(in);
        }
        endModel(in, outer);
    }

    /**
     * Leaves the object that {@link JsonSource#beginModel()} entered. Generated constructors call it; it must not be
     * called later.
     *
     * @param in the source, positioned after the last field of the object
     * @param outer the state that {@code beginModel} returned
     * @throws ClerkDecodingException if the object has more fields
     */
    protected final void endModel(JsonSource in, long outer) {
        nulls = in.nullFields();
        rawFields = in.takeRawFields();
        in.endModel(outer);
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
     * Returns all fields as JSON text: the known fields, then the extra fields. It is the JSON that was read, but for
     * the order of the fields and the notation of whole numbers. The text contains everything that Clerk sent, so think
     * before you log it or send it to a browser.
     *
     * @return the text, in one line
     */
    public final String toJson() {
        var text = new StringWriter();
        JsonSink.to(text).model(this);
        return text.toString();
    }

    /**
     * Returns the fields as JSON text, without those that must not reach a browser: private metadata, and fields whose
     * description calls them a secret, at any depth. Lists and maps are written without their nulls, and a field is
     * left out if its list or map has an element of another type, or if it has a list or an object in place of another
     * type. JSON values are written as by {@link JsonValue#toJsonWithoutSecrets()}. Everything else in the text is as
     * in {@link #toJson()}. Jackson and gson write this text when they write a model.
     *
     * @return the text, in one line
     */
    @com.fasterxml.jackson.annotation.JsonValue
    @JsonRawValue
    public final String toJsonWithoutSecrets() {
        var text = new StringWriter();
        JsonSink.withoutSecrets(text).model(this);
        return text.toString();
    }

    final void writeExtras(JsonSink out) {
        for (var extra : extras().entrySet()) {
            out.json(extra.getKey(), extra.getValue());
        }
    }

    /** Returns whether the field at a position was JSON null. */
    final boolean isNull(int position) {
        return position < Long.SIZE && (nulls >>> position & 1) != 0;
    }

    /** Returns the JSON of a field whose value does not hold all of it; null for other fields. */
    final @Nullable RawField rawField(String name) {
        return rawFields == null ? null : rawFields.get(name);
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
     * @param value the value, or null if it could not be read
     * @param field name of the field as Clerk sends it
     * @return the value
     * @param <T> type of the field
     * @throws ClerkDecodingException if Clerk did not send the field, or sent a value of another type
     */
    protected final <T> T required(@Nullable T value, String field) {
        var present = optional(value, field);
        if (present == null) {
            throw new ClerkDecodingException(
                    getClass().getSimpleName() + " has no " + field + ": Clerk did not send it", "$." + field);
        }
        return present;
    }

    /**
     * Returns the value of a field that may be null. Generated accessors call it.
     *
     * @param value the value, or null if it could not be read
     * @param field name of the field as Clerk sends it
     * @return the value; null if Clerk did not send the field
     * @param <T> type of the field
     * @throws ClerkDecodingException if Clerk sent a value of another type
     */
    protected final <T> @Nullable T optional(@Nullable T value, String field) {
        if (value == null && rawFields != null) {
            failIfUnreadable(field);
        }
        return value;
    }

    private void failIfUnreadable(String field) {
        var raw = rawField(field);
        if (raw != null && raw.problem() != null) {
            throw new ClerkDecodingException(
                    getClass().getSimpleName() + " has no " + field + " of its type: " + raw.problem()
                            + ". The other fields can be used, and toJson() has the value.",
                    "$." + field);
        }
    }

    /**
     * Returns a list. Generated accessors call it.
     *
     * @param value the list, or null if it could not be read
     * @param field name of the field as Clerk sends it
     * @return the list; empty if Clerk did not send the field
     * @param <T> type of the elements
     * @throws ClerkDecodingException if Clerk sent a value of another type
     */
    protected final <T> List<T> list(@Nullable List<T> value, String field) {
        var list = optional(value, field);
        return list == null ? List.of() : list;
    }

    /**
     * Returns a map. Generated accessors call it.
     *
     * @param value the map, or null if it could not be read
     * @param field name of the field as Clerk sends it
     * @return the map; empty if Clerk did not send the field
     * @param <T> type of the values
     * @throws ClerkDecodingException if Clerk sent a value of another type
     */
    protected final <T> Map<String, T> map(@Nullable Map<String, T> value, String field) {
        var map = optional(value, field);
        return map == null ? Map.of() : map;
    }

    /**
     * Returns a value of any type. Generated accessors call it.
     *
     * @param value the value, or null if Clerk did not send the field
     * @return the value; {@link JsonValue#NULL} if Clerk did not send the field
     */
    protected static JsonValue json(@Nullable JsonValue value) {
        return value == null ? JsonValue.NULL : value;
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
            out.model(value);
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
            out.model((Model) value);
        }
    }
}
