package com.clerk.sdk.runtime.http;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.clerk.sdk.runtime.Codec;
import com.clerk.sdk.runtime.JsonSource;
import com.clerk.sdk.runtime.internal.Credentials;
import com.clerk.sdk.runtime.internal.LogText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decodes a JSON result, with or without an envelope. */
final class JsonDecoder<T> implements Decoder<T> {
    static final String ACCEPT = "application/json";

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
        return Objects.requireNonNull(read(response, call, codec::read), "codecs never read null");
    }

    /** Reads the result, which is null where the response says so. */
    @Nullable
    T decodeNullable(BufferedResponse response, HttpCall<?> call) {
        return read(response, call, in -> in.value(codec));
    }

    private @Nullable T read(BufferedResponse response, HttpCall<?> call, Reader<T> reader) {
        var json = bytes(response, call.operation());
        try {
            if (enveloped || OuterFields.beginsLikeAnError(json)) {
                var in = JsonSource.of(json);
                if (in.atObject()) {
                    var fields = new OuterFields();
                    T value = readOuterObject(in, reader, fields);
                    if (fields.hasResponse()) {
                        return value;
                    }
                    fields.requireResult(response, call);
                }
            }
            return readWhole(json, reader); // some operations do not send their envelope
        } catch (ClerkDecodingException e) {
            throw during(call.operation(), e);
        }
    }

    private static <T> @Nullable T readWhole(byte[] json, Reader<T> reader) {
        var in = JsonSource.of(json);
        T value = reader.read(in);
        in.endDocument();
        return value;
    }

    private @Nullable T readOuterObject(JsonSource in, Reader<T> reader, OuterFields fields) {
        T value = null;
        in.beginObject();
        while (in.hasNext()) {
            var name = in.nextName();
            if (enveloped && name.equals(OuterFields.RESPONSE)) {
                value = reader.read(in);
                fields.addResponse();
            } else {
                fields.add(name, in.atArray());
                in.skip();
            }
        }
        in.endObject();
        in.endDocument();
        return value;
    }

    private interface Reader<T> {
        @Nullable
        T read(JsonSource in);
    }

    /** Returns the body of a JSON response. */
    static byte[] bytes(BufferedResponse response, String operation) {
        if (response.isEmpty()) {
            throw unexpected(operation, "an empty body");
        }
        var type = response.contentType();
        if (type != null && !type.startsWith("application/json") && !type.endsWith("+json")) {
            throw unexpected(operation, LogText.sanitize(Credentials.mask(type), TYPE_LIMIT));
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
