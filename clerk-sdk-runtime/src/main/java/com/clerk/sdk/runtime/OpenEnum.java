package com.clerk.sdk.runtime;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A value of an enum that is open to new values: a value that this version of the SDK does not know keeps its text. Two
 * instances are equal if they have the same type and the same text. Immutable. Generated types extend it.
 */
public abstract class OpenEnum {
    private final String value;

    /**
     * Creates a value, for the generated types that extend this one.
     *
     * @param value the text as Clerk sends it
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * Returns the text of the value.
     *
     * @return the text as Clerk sends it
     */
    @JsonValue
    public final String value() {
        return value;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof OpenEnum that && getClass() == that.getClass() && value.equals(that.value));
    }

    @Override
    public final int hashCode() {
        return value.hashCode();
    }

    @Override
    public final String toString() {
        return value;
    }

    /**
     * The base of the generated codecs of enums.
     *
     * @param <T> the type
     */
    public abstract static class EnumCodec<T extends OpenEnum> implements Codec<T> {
        /** Creates a codec, for the generated codecs that extend this one. */
        protected EnumCodec() {}

        /**
         * Returns the value with a text.
         *
         * @param value the text as Clerk sends it
         * @return the constant, or a new instance for an unknown text
         */
        protected abstract T of(String value);

        @Override
        public final T read(JsonSource in) {
            return of(in.required(in.string(), "text"));
        }

        @Override
        public final void write(JsonSink out, T value) {
            out.string(value.value());
        }
    }
}
