package com.clerk.sdk.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Codecs of the types that are not Clerk's own: text, numbers, times, lists and maps. */
public final class Codecs {
    /** Text. */
    public static final Codec<String> STRING = new StringCodec();

    /** True or false. */
    public static final Codec<Boolean> BOOL = new BoolCodec();

    /** A whole number of 64 bits. */
    public static final Codec<Long> INTEGER = new IntegerCodec();

    /** A number. */
    public static final Codec<Double> DECIMAL = new DecimalCodec();

    /** A time in milliseconds since 1970 (UTC). */
    public static final Codec<Instant> MILLIS = new MillisCodec();

    /** A time in seconds since 1970 (UTC), with or without a fraction. */
    public static final Codec<Instant> SECONDS = new SecondsCodec();

    /** A time as RFC 3339 text. */
    public static final Codec<Instant> DATE_TIME = new DateTimeCodec();

    /** Any JSON, null included. */
    public static final Codec<JsonValue> JSON = new AnyCodec();

    private Codecs() {}

    /**
     * Returns a codec of JSON arrays.
     *
     * @param codec codec of the elements
     * @return a codec that reads an array into an immutable list, without its nulls
     * @param <T> type of the elements
     */
    public static <T> Codec<List<T>> list(Codec<T> codec) {
        return new ListCodec<>(codec);
    }

    /**
     * Returns a codec of JSON objects whose property names are data.
     *
     * @param codec codec of the values
     * @return a codec that reads an object into an immutable map in the order of the JSON, without its nulls
     * @param <T> type of the values
     */
    public static <T> Codec<Map<String, T>> map(Codec<T> codec) {
        return new MapCodec<>(codec);
    }

    private static final class StringCodec implements Codec<String> {
        @Override
        public String read(JsonSource in) {
            return in.required(in.string(), "text");
        }

        @Override
        public void write(JsonSink out, String value) {
            out.string(value);
        }
    }

    private static final class BoolCodec implements Codec<Boolean> {
        @Override
        public Boolean read(JsonSource in) {
            return in.required(in.bool(), "true or false");
        }

        @Override
        public void write(JsonSink out, Boolean value) {
            out.bool(value);
        }
    }

    private static final class IntegerCodec implements Codec<Long> {
        @Override
        public Long read(JsonSource in) {
            return in.required(in.integer(), "a whole number");
        }

        @Override
        public void write(JsonSink out, Long value) {
            out.integer(value);
        }
    }

    private static final class DecimalCodec implements Codec<Double> {
        @Override
        public Double read(JsonSource in) {
            return in.required(in.decimal(), "a number");
        }

        @Override
        public void write(JsonSink out, Double value) {
            out.decimal(value);
        }
    }

    private static final class MillisCodec implements Codec<Instant> {
        @Override
        public Instant read(JsonSource in) {
            return in.required(in.millis(), "milliseconds since 1970");
        }

        @Override
        public void write(JsonSink out, Instant value) {
            out.millis(value);
        }
    }

    private static final class SecondsCodec implements Codec<Instant> {
        @Override
        public Instant read(JsonSource in) {
            return in.required(in.seconds(), "seconds since 1970");
        }

        @Override
        public void write(JsonSink out, Instant value) {
            out.seconds(value);
        }
    }

    private static final class DateTimeCodec implements Codec<Instant> {
        @Override
        public Instant read(JsonSource in) {
            return in.required(in.dateTime(), "a date and time");
        }

        @Override
        public void write(JsonSink out, Instant value) {
            out.dateTime(value);
        }
    }

    private static final class AnyCodec implements Codec<JsonValue> {
        @Override
        public JsonValue read(JsonSource in) {
            return in.json();
        }

        @Override
        public void write(JsonSink out, JsonValue value) {
            out.json(value);
        }
    }

    private static final class ListCodec<T> implements Codec<List<T>> {
        private final Codec<T> items;

        private ListCodec(Codec<T> items) {
            this.items = items;
        }

        @Override
        public List<T> read(JsonSource in) {
            return in.required(in.list(items), "an array");
        }

        @Override
        public void write(JsonSink out, List<T> value) {
            out.list(items, value);
        }
    }

    private static final class MapCodec<T> implements Codec<Map<String, T>> {
        private final Codec<T> values;

        private MapCodec(Codec<T> values) {
            this.values = values;
        }

        @Override
        public Map<String, T> read(JsonSource in) {
            return in.required(in.map(values), "an object");
        }

        @Override
        public void write(JsonSink out, Map<String, T> value) {
            out.map(values, value);
        }
    }
}
