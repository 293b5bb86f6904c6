package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.Redirect;

/** Takes an answer for where it leads. */
final class RedirectDecoder implements Decoder<Redirect> {
    static final Decoder<Redirect> INSTANCE = new RedirectDecoder();

    private RedirectDecoder() {}

    @Override
    public String accept() {
        return "*/*";
    }

    @Override
    public boolean takes(BufferedResponse answer) {
        return answer.isSuccess() || answer.status >= 300 && answer.status < 400;
    }

    @Override
    public Redirect decode(BufferedResponse answer, HttpCall<Redirect> call) {
        return new Redirect(answer.status, answer.headers.get("Location"), answer.headers.values("Set-Cookie"));
    }
}
