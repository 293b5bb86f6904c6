package com.clerk.sdk.runtime.http;

/** Takes an answer as text, whatever it is. */
final class TextDecoder implements Decoder<String> {
    static final Decoder<String> INSTANCE = new TextDecoder();

    private TextDecoder() {}

    @Override
    public String accept() {
        return "*/*";
    }

    @Override
    public String decode(BufferedResponse answer, HttpCall<String> call) {
        return answer.text();
    }
}
