package com.clerk.sdk.runtime;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Adapters of types with one value, for gson: exact numbers, text that is text in the JSON too, times in ISO 8601, and
 * Optional, which is null if it is empty.
 */
final class ScalarAdapters {
    private ScalarAdapters() {}

    static void register(GsonBuilder gson) {
        gson.registerTypeAdapter(String.class, scalar(JsonToken.STRING, text -> text, text -> text));
        registerBooleans(gson);
        registerNumbers(gson);
        registerTimes(gson);
        gson.registerTypeAdapterFactory(new OptionalFactory());
        registerOptional(
                gson,
                OptionalInt.class,
                Integer.class,
                OptionalInt::of,
                OptionalInt.empty(),
                o -> o.isPresent() ? o.getAsInt() : null);
        registerOptional(
                gson,
                OptionalLong.class,
                Long.class,
                OptionalLong::of,
                OptionalLong.empty(),
                o -> o.isPresent() ? o.getAsLong() : null);
        registerOptional(
                gson,
                OptionalDouble.class,
                Double.class,
                OptionalDouble::of,
                OptionalDouble.empty(),
                o -> o.isPresent() ? o.getAsDouble() : null);
    }

    private static void registerBooleans(GsonBuilder gson) {
        var adapter = new TypeAdapter<Boolean>() {
            @Override
            public void write(JsonWriter out, Boolean value) throws IOException {
                out.value(value);
            }

            @Override
            public Boolean read(JsonReader in) throws IOException {
                expect(JsonToken.BOOLEAN, in);
                return in.nextBoolean();
            }
        }.nullSafe();
        gson.registerTypeAdapter(boolean.class, adapter).registerTypeAdapter(Boolean.class, adapter);
    }

    private static void registerNumbers(GsonBuilder gson) {
        number(gson, byte.class, Byte.class, text -> Numbers.decimal(text).byteValueExact());
        number(gson, short.class, Short.class, text -> Numbers.decimal(text).shortValueExact());
        number(gson, int.class, Integer.class, text -> Numbers.decimal(text).intValueExact());
        number(gson, long.class, Long.class, text -> Numbers.decimal(text).longValueExact());
        number(gson, float.class, Float.class, ScalarAdapters::finiteFloat);
        number(gson, double.class, Double.class, ScalarAdapters::finiteDouble);
        number(gson, BigInteger.class, BigInteger.class, Numbers::bigInteger);
        number(gson, BigDecimal.class, BigDecimal.class, Numbers::decimal);
    }

    private static float finiteFloat(String text) {
        float number = Float.parseFloat(text);
        if (Float.isInfinite(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static double finiteDouble(String text) {
        double number = Double.parseDouble(text);
        if (Double.isInfinite(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static <N extends Number> void number(
            GsonBuilder gson, Class<N> primitive, Class<N> type, Function<String, N> parse) {
        var adapter =
                scalar(JsonToken.NUMBER, parse, number -> JsonValue.of(number).toJson());
        gson.registerTypeAdapter(primitive, adapter).registerTypeAdapter(type, adapter);
    }

    private static void registerTimes(GsonBuilder gson) {
        text(gson, Instant.class, Instant::parse);
        text(gson, LocalDate.class, LocalDate::parse);
        text(gson, LocalTime.class, LocalTime::parse);
        text(gson, LocalDateTime.class, LocalDateTime::parse);
        text(gson, OffsetDateTime.class, OffsetDateTime::parse);
        text(gson, OffsetTime.class, OffsetTime::parse);
        text(gson, ZonedDateTime.class, ZonedDateTime::parse);
        text(gson, Year.class, Year::parse);
        text(gson, YearMonth.class, YearMonth::parse);
        text(gson, MonthDay.class, MonthDay::parse);
        text(gson, Duration.class, Duration::parse);
        text(gson, Period.class, Period::parse);
        gson.registerTypeHierarchyAdapter(ZoneId.class, scalar(JsonToken.STRING, ZoneId::of, ZoneId::getId));
        gson.registerTypeHierarchyAdapter(
                Date.class,
                scalar(
                        JsonToken.STRING,
                        text -> Date.from(Instant.parse(text)),
                        date -> date.toInstant().toString()));
    }

    private static <T> void text(GsonBuilder gson, Class<T> type, Function<String, T> parse) {
        gson.registerTypeAdapter(type, scalar(JsonToken.STRING, parse, Object::toString));
    }

    /** Returns an adapter of values that are one token of JSON. */
    private static <T> TypeAdapter<T> scalar(JsonToken token, Function<String, T> parse, Function<T, String> format) {
        return new TypeAdapter<T>() {
            @Override
            public void write(JsonWriter out, T value) throws IOException {
                var text = format.apply(value);
                if (token == JsonToken.NUMBER) {
                    out.jsonValue(text);
                } else {
                    out.value(text);
                }
            }

            @Override
            public T read(JsonReader in) throws IOException {
                expect(token, in);
                try {
                    return parse.apply(in.nextString());
                } catch (java.time.DateTimeException e) {
                    throw new IllegalStateException("the text is not ISO 8601", e);
                }
            }
        }.nullSafe();
    }

    private static void expect(JsonToken token, JsonReader in) throws IOException {
        if (in.peek() != token) {
            throw new IllegalStateException("another token was expected");
        }
    }

    private static <O, T> void registerOptional(
            GsonBuilder gson,
            Class<O> type,
            Class<T> content,
            Function<T, O> of,
            O empty,
            Function<O, @Nullable T> get) {
        gson.registerTypeAdapterFactory(new TypeAdapterFactory() {
            @Override
            @SuppressWarnings("unchecked") // the type was compared
            public <A> @Nullable TypeAdapter<A> create(Gson context, TypeToken<A> asked) {
                if (asked.getRawType() != type) {
                    return null;
                }
                return (TypeAdapter<A>) new OptionalAdapter<>(context.getAdapter(content), of, empty, get);
            }
        });
    }

    private static final class OptionalFactory implements TypeAdapterFactory {
        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // the raw type was compared
        public <A> @Nullable TypeAdapter<A> create(Gson gson, TypeToken<A> type) {
            if (type.getRawType() != Optional.class) {
                return null;
            }
            var content = type.getType() instanceof ParameterizedType parameterized
                    ? parameterized.getActualTypeArguments()[0]
                    : Object.class;
            TypeAdapter adapter = gson.getAdapter(TypeToken.get(content));
            return (TypeAdapter<A>) new OptionalAdapter<Optional<Object>, Object>(
                    adapter, Optional::of, Optional.empty(), o -> o.orElse(null));
        }
    }

    private static final class OptionalAdapter<O, T> extends TypeAdapter<O> {
        private final TypeAdapter<T> content;
        private final Function<T, O> of;
        private final O empty;
        private final Function<O, @Nullable T> get;

        OptionalAdapter(TypeAdapter<T> content, Function<T, O> of, O empty, Function<O, @Nullable T> get) {
            this.content = content;
            this.of = of;
            this.empty = empty;
            this.get = get;
        }

        @Override
        public void write(JsonWriter out, @Nullable O value) throws IOException {
            T held = value == null ? null : get.apply(value);
            if (held == null) {
                out.nullValue();
            } else {
                content.write(out, held);
            }
        }

        @Override
        public O read(JsonReader in) throws IOException {
            if (in.peek() == JsonToken.NULL) {
                in.nextNull();
                return empty;
            }
            T held = content.read(in);
            return held == null ? empty : of.apply(held);
        }
    }
}
