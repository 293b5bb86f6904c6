package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.GsonAdapter;
import com.clerk.sdk.runtime.internal.Headers;
import com.google.gson.annotations.JsonAdapter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a call, except for the ids in its path. Only fields that are set are sent. Immutable. Generated
 * types extend it. {@link #toString()} names the fields that are set, and never shows a value. JSON mappers refuse to
 * write them, since they may contain secrets.
 */
public abstract class Params {
    private final Contents contents;

    /**
     * Creates parameters, for the generated types that extend this one.
     *
     * @param builder the builder, whose values are copied
     * @param required names of the required fields
     * @throws IllegalArgumentException if a required field is not set
     */
    protected Params(Builder<?> builder, String... required) {
        this.contents = builder.contents();
        for (var name : required) {
            if (!contents.has(name)) {
                throw new IllegalArgumentException(getClass().getSimpleName() + " requires " + name + ": set it");
            }
        }
    }

    /**
     * Returns the values that are set, as they are sent. The transport reads them, and tests can check them. They
     * contain secrets if secrets are set.
     *
     * @return the values
     */
    public final Contents contents() {
        return contents;
    }

    /** Refuses to be written by Jackson, which calls it. */
    @com.fasterxml.jackson.annotation.JsonValue
    @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
    final String refuseMapper() {
        throw new UnsupportedOperationException(GsonAdapter.PARAMS);
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + contents;
    }

    /**
     * The values of {@link Params}, by their place in the request. All components are immutable and in the order in
     * which they were set. {@link #toString()} shows names only.
     *
     * @param query fields of the query
     * @param headers headers
     * @param body fields of the body
     * @param items the body if it is an array, or null
     * @param uploads files by the names of their fields
     * @param extra fields that this version of the SDK does not know
     */
    @JsonAdapter(GsonAdapter.class)
    public record Contents(
            Map<String, JsonValue> query,
            Map<String, String> headers,
            Map<String, JsonValue> body,
            @Nullable JsonValue items,
            Map<String, Upload> uploads,
            Map<String, JsonValue> extra) {

        /**
         * Returns whether a field is set, in any place of the request.
         *
         * @param name name of the field as it is sent
         * @return true if the field is set
         */
        public boolean has(String name) {
            return body.containsKey(name)
                    || query.containsKey(name)
                    || headers.containsKey(name)
                    || uploads.containsKey(name)
                    || extra.containsKey(name)
                    || (items != null && name.equals("items"));
        }

        /** Refuses to be written by Jackson, which calls it. */
        @com.fasterxml.jackson.annotation.JsonValue
        @SuppressWarnings("DoNotCallSuggester") // only Jackson calls it
        String refuseMapper() {
            throw new UnsupportedOperationException(GsonAdapter.PARAMS);
        }

        /**
         * Returns the body as JSON.
         *
         * @return the array if the body is one, else an object of the body's fields and the extra fields
         */
        public JsonValue json() {
            if (items != null) {
                return items;
            }
            var fields = new LinkedHashMap<>(body);
            fields.putAll(extra);
            return JsonValue.ofMap(fields);
        }

        @Override
        public String toString() {
            var names = new ArrayList<String>(query.keySet());
            names.addAll(headers.keySet());
            names.addAll(body.keySet());
            if (items != null) {
                names.add("items");
            }
            names.addAll(uploads.keySet());
            names.addAll(extra.keySet());
            return "(" + String.join(", ", names) + ")";
        }
    }

    /**
     * Builds parameters. Generated builders extend it and call its protected methods. Values are text, booleans,
     * numbers, {@link java.time.Instant} (sent as milliseconds since 1970, as Clerk's own fields; inside a list or map,
     * as ISO 8601 text), {@link OpenEnum}, {@link JsonValue}, {@link Model}, {@link Params}, the other types that
     * {@link JsonValue#of} takes, and lists and maps of these. Values are copied. Setting a field of the body again
     * replaces its value. Setting a list in the query again adds to it; any other field of the query can be set once
     * only. Not thread-safe.
     *
     * @param <B> type of the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> {
        @JsonAdapter(GsonAdapter.class) // refuses the builder as a whole
        private final Map<String, JsonValue> query = new LinkedHashMap<>();

        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, JsonValue> body = new LinkedHashMap<>();
        private final Map<String, Upload> uploads = new LinkedHashMap<>();
        private final Map<String, JsonValue> extra = new LinkedHashMap<>();
        private @Nullable JsonValue items;

        /** Creates a builder, for the generated builders that extend this one. */
        protected Builder() {}

        /**
         * Sets a field of the query, or adds to it if it is a list.
         *
         * @param name name of the field as it is sent
         * @param value the value; a list repeats the field
         * @return this
         * @throws NullPointerException if the value is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent, or if the field is set
         *     already and is not a list
         */
        protected final B query(String name, @Nullable Object value) {
            var json = json(name, value);
            var before = query.get(name);
            if (before == null) {
                query.put(name, json);
            } else if (before.isArray() && json.isArray()) {
                var all = new ArrayList<>(before.items());
                all.addAll(json.items());
                query.put(name, JsonValue.of(all));
            } else {
                throw setTwice(name);
            }
            return self();
        }

        /**
         * Sets a field of the query that is a list sent as one text, or adds to it.
         *
         * @param name name of the field as it is sent
         * @param separator the separator between two values
         * @param values texts or {@link OpenEnum}s
         * @return this
         * @throws NullPointerException if the list or an element is null
         */
        protected final B query(String name, String separator, List<?> values) {
            requireNotNull(name, values);
            var text = new StringBuilder();
            var before = query.get(name);
            if (before != null) {
                text.append(before.asString());
            }
            for (var value : values) {
                text.append(text.length() == 0 ? "" : separator)
                        .append(Objects.requireNonNull(value, "an element is null"));
            }
            query.put(name, JsonValue.of(text.toString()));
            return self();
        }

        private static IllegalArgumentException setTwice(String name) {
            return new IllegalArgumentException(name + " is set twice, but takes one value: set it once");
        }

        /**
         * Sets a field of the body.
         *
         * @param name name of the field as it is sent
         * @param value the value
         * @return this
         * @throws NullPointerException if the value is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent
         */
        protected final B body(String name, @Nullable Object value) {
            body.put(name, json(name, value));
            return self();
        }

        /**
         * Sets a header.
         *
         * @param name name of the header
         * @param value the value, such as text or a number
         * @return this
         * @throws NullPointerException if the value is null
         * @throws IllegalArgumentException if the name or the value is not allowed in HTTP, or if the header is set
         *     already
         */
        protected final B header(String name, @Nullable Object value) {
            var json = json(name, value);
            var text = json.isString() ? json.asString() : json.toJson();
            Headers.check(name, text);
            if (headers.putIfAbsent(name, text) != null) {
                throw setTwice(name);
            }
            return self();
        }

        /**
         * Clears a field of the body: sends JSON null, or an empty value in a form.
         *
         * @param name name of the field as it is sent
         * @return this
         */
        protected final B clear(String name) {
            body.put(name, JsonValue.NULL);
            return self();
        }

        /**
         * Sets an entry of a body whose property names are data.
         *
         * @param name name of the entry
         * @param value the value, or null to send JSON null
         * @return this
         * @throws NullPointerException if the name is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent
         */
        protected final B entry(String name, @Nullable Object value) {
            requireNotNull("a name", name);
            return body(name, value == null ? JsonValue.NULL : value);
        }

        /**
         * Returns a time in milliseconds since 1970 (UTC).
         *
         * @param time the time
         * @return the milliseconds, or null if the time is null
         */
        protected static @Nullable Long millis(@Nullable Instant time) {
            return time == null ? null : time.toEpochMilli();
        }

        /**
         * Returns a time in seconds since 1970 (UTC), without the fraction.
         *
         * @param time the time
         * @return the seconds, or null if the time is null
         */
        protected static @Nullable Long seconds(@Nullable Instant time) {
            return time == null ? null : time.getEpochSecond();
        }

        /**
         * Returns a time as RFC 3339 text, in UTC.
         *
         * @param time the time
         * @return the text, or null if the time is null
         */
        protected static @Nullable String dateTime(@Nullable Instant time) {
            return time == null ? null : time.toString();
        }

        /**
         * Sets the body to an array.
         *
         * @param name name of the setter, for error messages
         * @param items the elements
         * @return this
         * @throws NullPointerException if the list is null
         * @throws IllegalArgumentException if an element is of a type that cannot be sent
         */
        protected final B items(String name, List<?> items) {
            this.items = json(name, items);
            return self();
        }

        /**
         * Sets a file.
         *
         * @param name name of its field as it is sent
         * @param upload the file
         * @return this
         * @throws NullPointerException if the file is null
         */
        protected final B upload(String name, Upload upload) {
            requireNotNull(name, upload);
            uploads.put(name, upload);
            return self();
        }

        /**
         * Sets a field that this version of the SDK does not know. It is sent in the body if the request has one, else
         * in the query.
         *
         * @param name name of the field as it is sent
         * @param value the value; {@link JsonValue#NULL} sends JSON null
         * @return this
         * @throws NullPointerException if the name or the value is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent
         */
        public final B extra(String name, Object value) {
            requireNotNull("a name", name);
            extra.put(name, json(name, value));
            return self();
        }

        private static JsonValue json(String name, @Nullable Object value) {
            requireNotNull(name, value);
            try {
                return JsonValue.of(value instanceof Instant time ? (Object) time.toEpochMilli() : value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " cannot be sent: " + e.getMessage(), e);
            }
        }

        private static void requireNotNull(String name, @Nullable Object value) {
            if (value == null) {
                throw new NullPointerException(name + " must not be null; leave it unset instead");
            }
        }

        private Contents contents() {
            return new Contents(copy(query), copy(headers), copy(body), items, copy(uploads), copy(extra));
        }

        private static <T> Map<String, T> copy(Map<String, T> map) {
            return map.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(map));
        }

        @SuppressWarnings("unchecked") // B is the type that extends this one
        private B self() {
            return (B) this;
        }
    }
}
