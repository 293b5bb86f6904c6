package com.clerk.sdk.runtime.spi;

import com.clerk.sdk.runtime.Codec;
import java.util.Optional;

/** Reads a value of some type, or none from an answer without content. */
final class OptionalDecoder<T> implements Decoder<Optional<T>> {
    private final JsonDecoder<T> decoder;

    OptionalDecoder(Codec<T> codec, boolean enveloped) {
        this.decoder = new JsonDecoder<>(codec, enveloped);
    }

    @Override
    public String accept() {
        return decoder.accept();
    }

    @Override
    public Optional<T> decode(Answer answer, HttpCall<Optional<T>> call) {
        return answer.isEmpty() ? Optional.empty() : Optional.of(decoder.decode(answer, call.operation()));
    }
}
