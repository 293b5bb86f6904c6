package com.clerk.sdk.runtime.spi;

import org.jspecify.annotations.Nullable;

/** Takes an answer for what it means, whatever stands in it. */
final class NothingDecoder implements Decoder<@Nullable Void> {
    static final Decoder<@Nullable Void> INSTANCE = new NothingDecoder();

    private NothingDecoder() {}

    @Override
    public String accept() {
        return JsonDecoder.ACCEPT;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no other Void than null
    public @Nullable Void decode(Answer answer, HttpCall<@Nullable Void> call) {
        return null;
    }
}
