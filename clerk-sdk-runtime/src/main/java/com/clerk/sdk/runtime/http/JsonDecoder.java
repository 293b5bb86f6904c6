package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.internal.Texts;
import org.jspecify.annotations.Nullable;

/** Reads a value of some type. */
final class JsonDecoder<T> implements Decoder<T> {
    static final String ACCEPT = "application/json";
    static final String ENVELOPE = "response";

    private static final int TYPE_LIMIT = 60;

    private final Codec<T> codec;
    private final boolean enveloped;

    JsonDecoder(Codec<T> codec, boolean enveloped) {
        this.codec = codec;
        this.enveloped = enveloped;
    }

    @Override
    public String accept() {
        return ACCEPT;
    }

    @Override
    public T decode(BufferedResponse answer, HttpCall<T> call) {
        return decode(answer, call.operation());
    }

    T decode(BufferedResponse answer, String operation) {
        var json = bytes(answer, operation);
        try {
            return enveloped ? open(json) : whole(json);
        } catch (ClerkDecodingException e) {
            throw during(operation, e);
        }
    }

    private T whole(byte[] json) {
        var in = JsonSource.of(json);
        T value = codec.read(in);
        in.endDocument();
        return value;
    }

    private T open(byte[] json) {
        var in = JsonSource.of(json);
        T value = in.atObject() ? openObject(in) : null;
        return value == null ? whole(json) : value; // not every operation keeps to its envelope
    }

    private @Nullable T openObject(JsonSource in) {
        T value = null;
        in.beginObject();
        while (in.hasNext()) {
            if (in.nextName().equals(ENVELOPE)) {
                value = codec.read(in);
            } else {
                in.skip();
            }
        }
        in.endObject();
        in.endDocument();
        return value;
    }

    /** Gives the body of an answer that should be JSON. */
    static byte[] bytes(BufferedResponse answer, String operation) {
        if (answer.isEmpty()) {
            throw unexpected(operation, "nothing");
        }
        var type = answer.contentType();
        if (type != null && !type.startsWith("application/json") && !type.endsWith("+json")) {
            throw unexpected(operation, Texts.clean(type, TYPE_LIMIT));
        }
        return answer.bytes();
    }

    /** Returns the same exception with the operation in its message. */
    static ClerkDecodingException during(String operation, ClerkDecodingException e) {
        var copy = new ClerkDecodingException(e.problem(), e.jsonPath(), operation);
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    private static ClerkDecodingException unexpected(String operation, String what) {
        return new ClerkDecodingException("answered with " + what + " where JSON was expected", "$", operation);
    }
}
