package com.clerk.sdk.testing.server.webhooks;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver a message.
 *
 * @param id the id of the message
 * @param type the type of the event
 * @param url where it went
 * @param number the number of the attempt, from 1
 * @param time when it was made, by the server's clock
 * @param body the body
 * @param status the status of the response; 0 if there was none
 * @param failure why there was no response, or null
 */
@SuppressWarnings("ArrayRecordComponent") // the public view of it copies the bytes
public record Attempt(
        String id,
        String type,
        URI url,
        int number,
        Instant time,
        byte[] body,
        int status,
        @Nullable String failure) {
    /** Returns whether the endpoint accepted the message. */
    public boolean succeeded() {
        return status >= 200 && status < 300;
    }
}
