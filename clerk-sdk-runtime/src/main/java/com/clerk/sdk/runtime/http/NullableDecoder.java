package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.Codec;
import org.jspecify.annotations.Nullable;

/** Reads a value of some type; null from a response without content, or with JSON null as its result. */
final class NullableDecoder<T> implements Decoder<@Nullable T> {
    private final JsonDecoder<T> decoder;

    NullableDecoder(Codec<T> codec, boolean enveloped) {
        this.decoder = new JsonDecoder<>(codec, enveloped);
    }

    @Override
    public String acceptHeader() {
        return decoder.acceptHeader();
    }

    @Override
    @SuppressWarnings("NullAway") // the result may be null, as the type argument says
    public @Nullable T decode(BufferedResponse response, HttpCall<@Nullable T> call) {
        return response.isEmpty() ? null : decoder.decodeNullable(response, call);
    }
}
