package com.clerk.sdk.testing.server.webhooks;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends deliveries over HTTP, one at a time. Another thread can end the one that is in progress. */
final class Transport {
    /** How long Svix waits for a response. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private volatile @Nullable HttpURLConnection current;
    private volatile boolean closed;

    /**
     * Sends a delivery.
     *
     * @return the status of the response
     * @throws IOException if the endpoint does not respond, or the transport is closed
     */
    int post(URI url, Map<String, String> headers, byte[] body) throws IOException {
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
        current = connection;
        try {
            connection.connect();
            requireOpen();
            try (var out = connection.getOutputStream()) {
                out.write(body);
            }
            requireOpen();
            return connection.getResponseCode();
        } finally {
            current = null;
            connection.disconnect();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The server was closed");
        }
    }

    /** Ends the delivery that is in progress. Later ones fail before anything is sent. */
    void close() {
        closed = true;
        var connection = current;
        if (connection != null) {
            connection.disconnect();
        }
    }
}
