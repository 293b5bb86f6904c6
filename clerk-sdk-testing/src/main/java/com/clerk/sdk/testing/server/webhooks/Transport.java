package com.clerk.sdk.testing.server.webhooks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** Sends deliveries over HTTP. */
final class Transport {
    /** How long Svix waits for a response. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private Transport() {}

    /**
     * Sends a delivery.
     *
     * @return the status of the response
     * @throws IOException if the endpoint does not respond
     */
    static int post(URI url, Map<String, String> headers, byte[] body) throws IOException {
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setConnectTimeout((int) TIMEOUT.toMillis());
        connection.setReadTimeout((int) TIMEOUT.toMillis());
        // Svix counts a redirect as a failure.
        connection.setInstanceFollowRedirects(false);
        connection.setRequestProperty("Content-Type", "application/json");
        headers.forEach(connection::setRequestProperty);
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length);
        try {
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
