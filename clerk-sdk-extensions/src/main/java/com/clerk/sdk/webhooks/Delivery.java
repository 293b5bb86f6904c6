package com.clerk.sdk.webhooks;

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

    /** What is signed before the body: the id and the timestamp, each with a dot behind it. */
    byte[] signedPrefix() {
        var prefix = new byte[id.length() + timestamp.length() + 2];
        int at = put(id, prefix, 0);
        put(timestamp, prefix, at);
        return prefix;
    }

    private static int put(String ascii, byte[] out, int from) {
        int length = ascii.length();
        for (int i = 0; i < length; i++) {
            out[from + i] = (byte) ascii.charAt(i);
        }
        out[from + length] = '.';
        return from + length + 1;
    }

    private static WebhookVerificationException invalidTimestamp() {
        return new WebhookVerificationException(
                WebhookVerificationReason.INVALID_TIMESTAMP,
                "The delivery's timestamp is no whole number of seconds since 1970.");
    }
}
