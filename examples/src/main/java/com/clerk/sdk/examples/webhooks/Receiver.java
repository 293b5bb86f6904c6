package com.clerk.sdk.examples.webhooks;

import java.net.URI;

/** A running server that receives deliveries. */
interface Receiver extends AutoCloseable {
    /** Returns the URL that deliveries are sent to. */
    URI url();

    /** Stops the server. */
    @Override
    void close();
}
