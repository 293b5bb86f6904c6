package com.clerk.sdk.webhooks;

import java.nio.charset.StandardCharsets;

/**
 * What the headers of a delivery say. All of it is printable ASCII.
 *
 * @param id the same on every retry
 * @param timestamp when this attempt was signed, as it was written
 * @param signatures one or several, with blanks between them
 */
record Delivery(String id, String timestamp, String signatures) {
    /** Enough until the year 33658. */
    private static final int MAX_DIGITS = 12;

    /**
     * When this attempt was signed.
     *
     * @return seconds since 1970
     * @throws WebhookVerificationException if the timestamp is anything but digits
     */
    long seconds() {
        if (timestamp.length() > MAX_DIGITS) {
            throw invalidTimestamp();
        }
        long seconds = 0;
        for (int i = 0; i < timestamp.length(); i++) {
            int digit = timestamp.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw invalidTimestamp();
            }
            seconds = seconds * 10 + digit;
        }
        return seconds;
    }

    /** What is signed before the body. */
    byte[] signedPrefix() {
        return (id + '.' + timestamp + '.').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static WebhookVerificationException invalidTimestamp() {
        return new WebhookVerificationException(
                WebhookVerificationReason.INVALID_TIMESTAMP,
                "The delivery's timestamp is no whole number of seconds since 1970.");
    }
}
