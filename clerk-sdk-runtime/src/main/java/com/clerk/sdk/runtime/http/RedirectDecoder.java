package com.clerk.sdk.runtime.http;

import com.clerk.sdk.runtime.Redirect;

/** Decodes the location and the cookies of a redirect. */
final class RedirectDecoder implements Decoder<Redirect> {
    static final Decoder<Redirect> INSTANCE = new RedirectDecoder();

    private RedirectDecoder() {}

    @Override
    public String acceptHeader() {
        return "*/*";
    }

    @Override
    public boolean accepts(int status) {
        return status >= 200 && status < 400;
    }

    @Override
    public boolean readsBody() {
        return false;
    }

    @Override
    public Redirect decode(BufferedResponse response, HttpCall<Redirect> call) {
        return new Redirect(response.status, response.headers.get("Location"), response.headers.values("Set-Cookie"));
    }
}
