package com.clerk.sdk.examples.webhooks;

import java.net.URI;

/** A server that runs, and takes deliveries. */
interface Receiver extends AutoCloseable {
    /** Where deliveries go. */
    URI url();

    /** Stops the server. */
    @Override
    void close();
}
