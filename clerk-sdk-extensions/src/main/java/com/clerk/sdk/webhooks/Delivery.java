package com.clerk.sdk.webhooks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;

/** The headers of a delivery that are signed, or sign. */
final class Delivery {
    /** Clerk's sender names them so; the names of Standard Webhooks are for whatever stands between. */
    private static final Family SVIX = new Family("svix-id", "svix-timestamp", "svix-signature");

    private static final Family STANDARD = new Family("webhook-id", "webhook-timestamp", "webhook-signature");

    private static final int MAX_LENGTH = 256;

    /** Room for some fifty signatures. */
    private static final int MAX_SIGNATURES_LENGTH = 4096;

    private final Family family;
    private final String id;
    private final String timestamp;
    private final String signatures;

    /** Three headers that belong together; those of two families are never mixed. */
    private record Family(String id, String timestamp, String signatures) {
        Delivery in(WebhookHeaders headers) {
            return new Delivery(
                    this,
                    one(headers, id, MAX_LENGTH),
                    one(headers, timestamp, MAX_LENGTH),
                    one(headers, signatures, MAX_SIGNATURES_LENGTH));
        }
    }

    private Delivery(Family family, String id, String timestamp, String signatures) {
        this.family = family;
        this.id = id;
        this.timestamp = timestamp;
        this.signatures = signatures;
    }

    static Delivery of(WebhookHeaders headers) {
        var delivery = SVIX.in(headers);
        if (delivery.isAbsent()) {
            var standard = STANDARD.in(headers);
            delivery = standard.isAbsent() ? delivery : standard;
        }
        delivery.requireWhole();
        return delivery;
    }

    private boolean isAbsent() {
        return id.isEmpty() && timestamp.isEmpty() && signatures.isEmpty();
    }

    private void requireWhole() {
        var missing = new ArrayList<String>(0);
        if (id.isEmpty()) {
            missing.add(family.id());
        }
        if (timestamp.isEmpty()) {
            missing.add(family.timestamp());
        }
        if (signatures.isEmpty()) {
            missing.add(family.signatures());
        }
        if (!missing.isEmpty()) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.MISSING_HEADER,
                    "The delivery lacks " + String.join(", ", missing) + ": it is none of Clerk's, or something on its "
                            + "way took the headers off.");
        }
    }

    /** The one value of a header, or empty. */
    private static String one(WebhookHeaders headers, String name, int maxLength) {
        var found = "";
        for (var value : headers.values(name)) {
            if (value != null && !value.isBlank()) {
                if (!found.isEmpty()) {
                    throw new WebhookVerificationException(
                            WebhookVerificationReason.DOUBLED_HEADER, "The delivery has more than one " + name + ".");
                }
                found = checked(name, value.strip(), maxLength);
            }
        }
        return found;
    }

    private static String checked(String name, String value, int maxLength) {
        boolean printable = value.length() <= maxLength && isPrintable(value);
        if (!printable) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.INVALID_HEADER,
                    "The header " + name + " is longer than " + maxLength + " characters, or not printable ASCII.");
        }
        return value;
    }

    private static boolean isPrintable(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }

    String id() {
        return id;
    }

    String timestamp() {
        return timestamp;
    }

    byte[] signatures() {
        return signatures.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** When it was signed, in seconds since 1970. */
    long seconds() {
        long seconds = 0;
        for (int i = 0; i < timestamp.length(); i++) {
            int digit = timestamp.charAt(i) - '0';
            if (digit < 0 || digit > 9 || i > 11) {
                throw new WebhookVerificationException(
                        WebhookVerificationReason.INVALID_TIMESTAMP,
                        "The delivery's timestamp is no whole number of seconds since 1970.");
            }
            seconds = seconds * 10 + digit;
        }
        return seconds;
    }
}
