package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import java.io.StringWriter;

/**
 * Reads and writes one type as JSON, in one pass and without reflection. It is immutable and may be shared by threads.
 *
 * @param <T> the type
 */
public interface Codec<T> {
    /**
     * Reads one value. No network.
     *
     * @param in stands before the value, and behind it afterwards
     * @return the value
     * @throws ClerkDecodingException if something else comes, JSON null included
     */
    T read(JsonSource in);

    /**
     * Writes one value. No network.
     *
     * @param out takes the value
     * @param value what to write
     */
    void write(JsonSink out, T value);

    /**
     * Reads a whole JSON text. No network.
     *
     * @param json the text
     * @return the value
     * @throws ClerkDecodingException if the text is not JSON, is of another shape, or goes on after the value
     */
    default T fromJson(String json) {
        var in = JsonSource.of(json);
        T value = read(in);
        in.endDocument();
        return value;
    }

    /**
     * Writes a JSON text. No network.
     *
     * @param value what to write
     * @return the text, in one line
     */
    default String toJson(T value) {
        var text = new StringWriter();
        write(JsonSink.to(text), value);
        return text.toString();
    }
}
