package com.clerk.sdk.runtime.http;

import org.jspecify.annotations.Nullable;

/** Discards the body of a response: the status says it all. */
final class VoidDecoder implements Decoder<@Nullable Void> {
    static final Decoder<@Nullable Void> INSTANCE = new VoidDecoder();

    private VoidDecoder() {}

    @Override
    public String acceptHeader() {
        return JsonDecoder.ACCEPT;
    }

    @Override
    public boolean readsBody() {
        return false;
    }

    @Override
    @SuppressWarnings("NullAway") // there is no other Void than null
    public @Nullable Void decode(BufferedResponse response, HttpCall<@Nullable Void> call) {
        return null;
    }
}
