package com.clerk.sdk.testing.server.webhooks;

import java.net.URI;
import java.time.Instant;
import java.util.Map;

/**
 * Where webhooks go.
 *
 * @param url the URL
 * @param signer signs deliveries with the endpoint's secret
 */
public record Endpoint(URI url, Signer signer) {
    /** Signs deliveries. */
    @FunctionalInterface
    public interface Signer {
        /** Returns the headers of a delivery. */
        Map<String, String> sign(String id, Instant timestamp, byte[] body);
    }

    /** Shows the URL. */
    @Override
    public String toString() {
        return url.toString();
    }
}
