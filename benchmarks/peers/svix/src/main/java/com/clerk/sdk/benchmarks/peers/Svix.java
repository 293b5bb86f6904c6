package com.clerk.sdk.benchmarks.peers;

import com.clerk.sdk.benchmarks.shared.Delivery;
import com.clerk.sdk.benchmarks.shared.WebhookPeer;
import com.svix.Webhook;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/** Svix' own library. It takes the body as a text, which a server must make of the bytes that came. */
public class Svix extends WebhookPeer {
    private Webhook webhook;
    private HttpHeaders headers;

    @Override
    protected void open(Delivery delivery) throws Exception {
        webhook = new Webhook(delivery.secret());
        headers = headers(delivery);
    }

    @Override
    protected void verify(byte[] body) throws Exception {
        webhook.verify(new String(body, StandardCharsets.UTF_8), headers);
    }

    @Override
    protected void verify(Delivery delivery) throws Exception {
        webhook.verify(new String(delivery.body(), StandardCharsets.UTF_8), headers(delivery));
    }

    private static HttpHeaders headers(Delivery delivery) {
        return HttpHeaders.of(delivery.headers(), (name, value) -> true);
    }
}
