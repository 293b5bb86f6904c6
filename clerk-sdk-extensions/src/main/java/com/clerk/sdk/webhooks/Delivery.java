package com.clerk.sdk.webhooks;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a delivery that are signed, or sign.
 *
 * @param id the same on every retry
 * @param timestamp when this attempt was signed, as it was written
 * @param signatures one or several, with blanks between them
 */
record Delivery(String id, String timestamp, String signatures) {
    /** Clerk's sender names them so; the names of Standard Webhooks are for whatever stands between. */
    private static final Family SVIX = new Family("svix-id", "svix-timestamp", "svix-signature");

    private static final Family STANDARD = new Family("webhook-id", "webhook-timestamp", "webhook-signature");

    private static final int MAX_ID = 256;

    /** Room for some eighty signatures, where Clerk sends one for each secret that is valid. */
    private static final int MAX_SIGNATURES = 4096;

    /** Enough until the year 33658. */
    private static final int MAX_DIGITS = 12;

    /** Three headers that belong together: those of two families are never mixed. */
    private record Family(String id, String timestamp, String signatures) {
        Found in(WebhookHeaders headers) {
            return new Found(this, headers.value(id), headers.value(timestamp), headers.value(signatures));
        }
    }

    private record Found(
            Family family,
            @Nullable String id,
            @Nullable String timestamp,
            @Nullable String signatures) {
        boolean isNothing() {
            return id == null && timestamp == null && signatures == null;
        }

        Delivery complete() {
            if (id == null || timestamp == null || signatures == null) {
                throw missing();
            }
            check(family.id, id, MAX_ID);
            check(family.signatures, signatures, MAX_SIGNATURES);
            return new Delivery(id, timestamp, signatures);
        }

        private WebhookVerificationException missing() {
            var names = new ArrayList<String>();
            if (id == null) {
                names.add(family.id);
            }
            if (timestamp == null) {
                names.add(family.timestamp);
            }
            if (signatures == null) {
                names.add(family.signatures);
            }
            return new WebhookVerificationException(
                    WebhookVerificationReason.MISSING_HEADER,
                    "The delivery lacks " + String.join(", ", names)
                            + ": it is none of Clerk's, or something on its way took the headers off.");
        }
    }

    /**
     * Finds the headers.
     *
     * @throws WebhookVerificationException if they are not all there, or cannot be Clerk's
     */
    static Delivery of(WebhookHeaders headers) {
        var svix = SVIX.in(headers);
        if (!svix.isNothing()) {
            return svix.complete();
        }
        var standard = STANDARD.in(headers);
        return (standard.isNothing() ? svix : standard).complete();
    }

    private static void check(String name, String value, int maxLength) {
        if (value.length() > maxLength) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.INVALID_HEADER,
                    "The header " + name + " is longer than " + maxLength + " characters.");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                throw new WebhookVerificationException(
                        WebhookVerificationReason.INVALID_HEADER,
                        "The header " + name + " holds characters outside printable ASCII.");
            }
        }
    }

    /**
     * When it was signed.
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

    private static WebhookVerificationException invalidTimestamp() {
        return new WebhookVerificationException(
                WebhookVerificationReason.INVALID_TIMESTAMP,
                "The delivery's timestamp is no whole number of seconds since 1970.");
    }
}
