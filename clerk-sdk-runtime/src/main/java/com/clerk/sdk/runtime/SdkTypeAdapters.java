package com.clerk.sdk.runtime;

import com.clerk.sdk.errors.ClerkDecodingException;
import com.google.gson.Gson;
import com.google.gson.JsonParser;
import com.google.gson.TypeAdapter;
import com.google.gson.TypeAdapterFactory;
import com.google.gson.reflect.TypeToken;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads and writes the types of the SDK inside classes of users, by their codecs, with or without their secrets. */
final class SdkTypeAdapters implements TypeAdapterFactory {
    private final boolean withSecrets;

    SdkTypeAdapters(boolean withSecrets) {
        this.withSecrets = withSecrets;
    }

    @Override
    @SuppressWarnings("unchecked") // the codec is of the type
    public <T> @Nullable TypeAdapter<T> create(Gson gson, TypeToken<T> type) {
        var raw = type.getRawType();
        if (raw == JsonValue.class) {
            return (TypeAdapter<T>) new SdkTypeAdapter<>(Codecs.JSON, withSecrets);
        }
        var codec = codec(raw);
        if (codec != null) {
            return new SdkTypeAdapter<>((Codec<T>) codec, withSecrets);
        }
        boolean isWrittenOnly = Params.class.isAssignableFrom(raw) || Page.class == raw;
        return isWrittenOnly || Model.class.isAssignableFrom(raw) ? new SdkTypeAdapter<>(null, withSecrets) : null;
    }

    /** Returns the codec in the constant of a generated type, or null for other types. */
    private static @Nullable Codec<?> codec(Class<?> type) {
        try {
            return type.getName().startsWith("com.clerk.sdk.")
                            && type.getField("CODEC").get(null) instanceof Codec<?> codec
                    ? codec
                    : null;
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }

    private static final class SdkTypeAdapter<T> extends TypeAdapter<T> {
        private final @Nullable Codec<T> codec;
        private final boolean withSecrets;

        SdkTypeAdapter(@Nullable Codec<T> codec, boolean withSecrets) {
            this.codec = codec;
            this.withSecrets = withSecrets;
        }

        @Override
        public void write(JsonWriter out, @Nullable T value) throws IOException {
            if (value == null) {
                out.nullValue();
            } else {
                new JsonSink(out, withSecrets).any(value);
            }
        }

        @Override
        public @Nullable T read(JsonReader in) throws IOException {
            var path = in.getPath();
            if (codec == null) {
                throw BindingFailure.unfit(path, "the type is one that the SDK only writes");
            }
            if (codec != Codecs.JSON && in.peek() == JsonToken.NULL) {
                in.nextNull();
                return null;
            }
            try {
                return codec.fromJson(JsonParser.parseReader(in).toString());
            } catch (ClerkDecodingException e) {
                throw BindingFailure.unfit(e.jsonPath(), e.problem()).within(path);
            }
        }
    }
}
