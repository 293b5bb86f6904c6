package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.io.StringWriter;

/**
 * Reads and writes a type as JSON, in one pass and without reflection. Immutable and thread-safe.
 *
 * @param <T> the type
 */
public interface Codec<T> {
    /**
     * Reads a value.
     *
     * @param in the source, positioned before the value
     * @return the value
     * @throws ClerkDecodingException if the next value is JSON null or of another type
     */
    T read(JsonSource in);

    /**
     * Writes a value.
     *
     * @param out the sink to write to
     * @param value the value
     */
    void write(JsonSink out, T value);

    /**
     * Reads a whole JSON text.
     *
     * @param json the text
     * @return the value
     * @throws ClerkDecodingException if the text is not JSON, is of another shape, or continues after the value
     */
    default T fromJson(String json) {
        var in = JsonSource.of(json);
        T value = read(in);
        in.endDocument();
        return value;
    }

    /**
     * Returns a value as JSON text.
     *
     * @param value the value
     * @return the text, in one line
     */
    default String toJson(T value) {
        var text = new StringWriter();
        write(JsonSink.to(text), value);
        return text.toString();
    }
}
