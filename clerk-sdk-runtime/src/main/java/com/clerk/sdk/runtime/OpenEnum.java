package com.clerk.sdk.runtime;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One of several known words, or a word that Clerk came to use after this version was made: that one keeps its text.
 * Two are equal if they are of one type and hold the same word.
 */
public abstract class OpenEnum {
    private final String value;

    /**
     * Makes a word. No network.
     *
     * @param value the word as Clerk writes it
     */
    protected OpenEnum(String value) {
        this.value = Objects.requireNonNull(value, "value");
    }

    /**
     * The word. No network.
     *
     * @return it, as Clerk writes it
     */
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
     * Reads and writes words of one type.
     *
     * @param <T> the type
     */
    public abstract static class EnumCodec<T extends OpenEnum> implements Codec<T> {
        /** For the codec of a type. */
        protected EnumCodec() {}

        /**
         * Finds the word. No network.
         *
         * @param value the word as Clerk writes it
         * @return the known instance, or a new one for an unknown word
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
