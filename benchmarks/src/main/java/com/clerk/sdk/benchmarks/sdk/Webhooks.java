package com.clerk.sdk.benchmarks.sdk;

import com.clerk.sdk.benchmarks.shared.Delivery;
import com.clerk.sdk.benchmarks.shared.WebhookPeer;
import com.clerk.sdk.webhooks.ClerkWebhooks;
import com.clerk.sdk.webhooks.event.WebhookEvent;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.annotations.Benchmark;

/** Webhook deliveries. */
public class Webhooks extends WebhookPeer {
    private ClerkWebhooks webhooks;
    private Map<String, List<String>> headers;
    private byte[] body;

    @Override
    protected void open(Delivery delivery) {
        webhooks = ClerkWebhooks.of(delivery.secret());
        headers = delivery.headers();
        body = delivery.body();
    }

    @Override
    protected void verify(byte[] body) {
        webhooks.verifyOnly(body, headers);
    }

    @Override
    protected void verify(Delivery delivery) {
        webhooks.verifyOnly(delivery.body(), delivery.headers());
    }

    @Benchmark
    public WebhookEvent event() {
        return webhooks.verify(body, headers);
    }
}
