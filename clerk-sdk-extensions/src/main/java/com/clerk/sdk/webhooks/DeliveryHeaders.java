package com.clerk.sdk.webhooks;

import java.nio.charset.StandardCharsets;

/**
 * The values of the headers of a delivery, all in printable ASCII.
 *
 * @param id the id of the message, the same on every retry
 * @param timestamp the time of this attempt, in seconds since 1970, as the header has it
 * @param signatures one or more signatures, separated by spaces
 */
record DeliveryHeaders(String id, String timestamp, String signatures) {
    /** Enough until the year 33658. */
    private static final int MAX_DIGITS = 12;

    /**
     * Parses the time of this attempt.
     *
     * @return the time in seconds since 1970
     * @throws WebhookVerificationException if the timestamp has other characters than digits, or too many digits
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

    /** Returns the bytes that are signed before the body (Standard Webhooks: {@code id.timestamp.body}). */
    byte[] signedPrefix() {
        return (id + '.' + timestamp + '.').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static WebhookVerificationException invalidTimestamp() {
        return new WebhookVerificationException(
                WebhookVerificationReason.INVALID_TIMESTAMP,
                "The timestamp of the delivery is not a whole number of seconds since 1970. "
                        + "The request is not from Clerk, or something on its way changed the header.");
    }
}
