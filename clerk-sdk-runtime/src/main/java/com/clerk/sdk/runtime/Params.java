package com.clerk.sdk.runtime;

import com.clerk.sdk.runtime.internal.Headers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a call sends besides the ids in its path. Immutable; only what was set is sent. {@link #toString()} names the
 * fields that are set, and never shows a value.
 */
public abstract class Params {
    private final Contents contents;

    /**
     * Takes what a builder holds. No network.
     *
     * @param builder the builder; changing it later changes nothing here
     * @param required names of the fields that Clerk needs
     * @throws IllegalArgumentException if one of them is not set
     */
    protected Params(Builder<?> builder, String... required) {
        this.contents = builder.contents();
        for (var name : required) {
            if (!contents.has(name)) {
                throw new IllegalArgumentException(
                        getClass().getSimpleName() + " needs " + name + ", which is not set");
            }
        }
    }

    /**
     * What is set, as it will be sent; for tests and for transports. It holds secrets where secrets were set. No
     * network.
     *
     * @return all that is set
     */
    public final Contents contents() {
        return contents;
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + contents;
    }

    /**
     * What is set in some {@link Params}, by the place where it goes. All parts are immutable and in the order in which
     * they were set. {@link #toString()} shows names only.
     *
     * @param query fields of the query
     * @param headers headers
     * @param body fields of the body
     * @param items the body, if it is an array, or null
     * @param uploads files, by the names of their fields
     * @param extra fields that this version of the SDK does not know
     */
    public record Contents(
            Map<String, JsonValue> query,
            Map<String, String> headers,
            Map<String, JsonValue> body,
            @Nullable JsonValue items,
            Map<String, Upload> uploads,
            Map<String, JsonValue> extra) {

        /**
         * Whether a field is set, wherever it goes. No network.
         *
         * @param name name of the field, as Clerk knows it
         * @return true if it is set
         */
        public boolean has(String name) {
            return body.containsKey(name)
                    || query.containsKey(name)
                    || headers.containsKey(name)
                    || uploads.containsKey(name)
                    || extra.containsKey(name)
                    || (items != null && name.equals("items"));
        }

        /**
         * The body as JSON. No network.
         *
         * @return the array if there is one, else an object of the body's fields and the extra ones
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
     * Collects what a call sends. Values are text, truth values, numbers, {@link java.time.Instant} (sent as
     * milliseconds since 1970), {@link OpenEnum}, {@link JsonValue}, {@link Model}, {@link Params}, and lists and maps
     * of these. They are copied at once. Setting a field again replaces its value. No method touches the network.
     *
     * @param <B> type of the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> {
        private final Map<String, JsonValue> query = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private final Map<String, JsonValue> body = new LinkedHashMap<>();
        private final Map<String, Upload> uploads = new LinkedHashMap<>();
        private final Map<String, JsonValue> extra = new LinkedHashMap<>();
        private @Nullable JsonValue items;

        /** For the builder of a type. */
        protected Builder() {}

        /**
         * Sets a field of the query.
         *
         * @param name name of the field, as Clerk knows it
         * @param value the value; a list repeats the field
         * @return this
         * @throws NullPointerException if the value is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent
         */
        protected final B query(String name, @Nullable Object value) {
            query.put(name, json(name, value));
            return self();
        }

        /**
         * Sets a field of the body.
         *
         * @param name name of the field, as Clerk knows it
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
         * @param value the value: text, a number or the like
         * @return this
         * @throws NullPointerException if the value is null
         * @throws IllegalArgumentException if HTTP does not allow the name or the value
         */
        protected final B header(String name, @Nullable Object value) {
            var json = json(name, value);
            var text = json.isString() ? json.asString() : json.toJson();
            Headers.check(name, text);
            headers.put(name, text);
            return self();
        }

        /**
         * Sets a field of the body to nothing: JSON null, or an empty value in a form.
         *
         * @param name name of the field, as Clerk knows it
         * @return this
         */
        protected final B clear(String name) {
            body.put(name, JsonValue.NULL);
            return self();
        }

        /**
         * Sets an entry of a body whose names are data.
         *
         * @param name name of the entry
         * @param value the value, or null to send JSON null
         * @return this
         * @throws NullPointerException if the name is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent
         */
        protected final B entry(String name, @Nullable Object value) {
            notNull("a name", name);
            return body(name, value == null ? JsonValue.NULL : value);
        }

        /**
         * Joins a list into one text, for fields that take several values that way.
         *
         * @param separator what stands between two
         * @param values texts or {@link OpenEnum}s
         * @return the text, or null for null
         * @throws NullPointerException if an element is null
         */
        protected static @Nullable String joined(String separator, @Nullable List<?> values) {
            if (values == null) {
                return null;
            }
            var text = new StringBuilder();
            for (var value : values) {
                text.append(text.length() == 0 ? "" : separator)
                        .append(Objects.requireNonNull(value, "an element is null"));
            }
            return text.toString();
        }

        /**
         * A time as the milliseconds since 1970 (UTC) that Clerk takes.
         *
         * @param time the time
         * @return milliseconds, or null for null
         */
        protected static @Nullable Long millis(@Nullable Instant time) {
            return time == null ? null : time.toEpochMilli();
        }

        /**
         * A time as the seconds since 1970 (UTC) that Clerk takes.
         *
         * @param time the time
         * @return seconds, a fraction cut off, or null for null
         */
        protected static @Nullable Long seconds(@Nullable Instant time) {
            return time == null ? null : time.getEpochSecond();
        }

        /**
         * A time as the RFC 3339 text that Clerk takes.
         *
         * @param time the time
         * @return the text, in UTC, or null for null
         */
        protected static @Nullable String dateTime(@Nullable Instant time) {
            return time == null ? null : time.toString();
        }

        /**
         * Makes the body an array.
         *
         * @param name name of the setter, for messages
         * @param items its elements
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
         * @param name name of its field, as Clerk knows it
         * @param upload the file
         * @return this
         * @throws NullPointerException if the file is null
         */
        protected final B upload(String name, Upload upload) {
            notNull(name, upload);
            uploads.put(name, upload);
            return self();
        }

        /**
         * Sets a field that this version of the SDK does not know. It goes into the body if the request has one, else
         * into the query.
         *
         * @param name name of the field, as Clerk knows it
         * @param value the value; {@link JsonValue#NULL} sends a null
         * @return this
         * @throws NullPointerException if the name or the value is null
         * @throws IllegalArgumentException if the value is of a type that cannot be sent
         */
        public final B extra(String name, Object value) {
            notNull("a name", name);
            extra.put(name, json(name, value));
            return self();
        }

        private static JsonValue json(String name, @Nullable Object value) {
            notNull(name, value);
            try {
                return JsonValue.of(value);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + " cannot be sent: " + e.getMessage(), e);
            }
        }

        private static void notNull(String name, @Nullable Object value) {
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
