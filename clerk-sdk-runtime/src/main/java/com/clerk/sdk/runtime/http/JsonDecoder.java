package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.internal.LogText;
import org.jspecify.annotations.Nullable;

/** Decodes a JSON result, with or without an envelope. */
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
    public String acceptHeader() {
        return ACCEPT;
    }

    @Override
    public T decode(BufferedResponse response, HttpCall<T> call) {
        return decode(response, call.operation());
    }

    T decode(BufferedResponse response, String operation) {
        var json = bytes(response, operation);
        try {
            return enveloped ? readEnvelope(json) : readWhole(json);
        } catch (ClerkDecodingException e) {
            throw during(operation, e);
        }
    }

    private T readWhole(byte[] json) {
        var in = JsonSource.of(json);
        T value = codec.read(in);
        in.endDocument();
        return value;
    }

    private T readEnvelope(byte[] json) {
        var in = JsonSource.of(json);
        T value = in.atObject() ? readEnvelopedValue(in) : null;
        return value == null ? readWhole(json) : value; // some operations do not send their envelope
    }

    private @Nullable T readEnvelopedValue(JsonSource in) {
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

    /** Returns the body of a JSON response. */
    static byte[] bytes(BufferedResponse response, String operation) {
        if (response.isEmpty()) {
            throw unexpected(operation, "an empty body");
        }
        var type = response.contentType();
        if (type != null && !type.startsWith("application/json") && !type.endsWith("+json")) {
            throw unexpected(operation, LogText.sanitize(type, TYPE_LIMIT));
        }
        return response.bytes();
    }

    /** Returns the same exception with the operation in its message. */
    static ClerkDecodingException during(String operation, ClerkDecodingException e) {
        var copy = new ClerkDecodingException(e.problem(), e.jsonPath(), operation);
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }

    private static ClerkDecodingException unexpected(String operation, String what) {
        return new ClerkDecodingException("expected JSON, found " + what, "$", operation);
    }
}
