package com.clerk.sdk.runtime.http;

/** Returns the body of a response as text, of any content type. */
final class TextDecoder implements Decoder<String> {
    static final Decoder<String> INSTANCE = new TextDecoder();

    private TextDecoder() {}

    @Override
    public String acceptHeader() {
        return "*/*";
    }

    @Override
    public String decode(BufferedResponse response, HttpCall<String> call) {
        return response.text();
    }
}
