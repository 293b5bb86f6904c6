package com.clerk.sdk.webhooks;

import com.clerk.sdk.internal.HeaderNames;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the headers of a delivery in a request: {@code svix-id} and so on, or if all three are absent
 * {@code webhook-id} and so on.
 */
final class DeliveryHeaderParser {
    /** The names that Clerk's sender uses. A proxy may have replaced them by those of Standard Webhooks. */
    private static final Names SVIX = new Names("svix-id", "svix-timestamp", "svix-signature");

    private static final Names STANDARD = new Names("webhook-id", "webhook-timestamp", "webhook-signature");

    private static final int MAX_ID = 256;

    /** Room for about eighty signatures; Clerk sends one for each valid secret. */
    private static final int MAX_SIGNATURES = 4096;

    private final Names names;
    private @Nullable String id;
    private @Nullable String timestamp;
    private @Nullable String signatures;

    /** The names of one family of headers; two families are never mixed. */
    private record Names(String id, String timestamp, String signatures) {}

    private DeliveryHeaderParser(Names names) {
        this.names = names;
    }

    /**
     * Finds the headers of a request.
     *
     * @param request gives the request's headers to one of the {@code take} methods
     * @throws WebhookVerificationException if a header is missing, is there twice, or cannot come from Clerk
     */
    static DeliveryHeaders find(Consumer<DeliveryHeaderParser> request) {
        var svix = new DeliveryHeaderParser(SVIX);
        request.accept(svix);
        if (!svix.isEmpty()) {
            return svix.complete();
        }
        var standard = new DeliveryHeaderParser(STANDARD);
        request.accept(standard);
        return (standard.isEmpty() ? svix : standard).complete();
    }

    /**
     * Takes the headers from a map of texts or of lists of texts. Names that differ only in case are the same header
     * (RFC 9110 section 5.1).
     *
     * @throws IllegalArgumentException if a header of a delivery has a value of another type
     */
    void take(Map<String, ?> headers) {
        // One pass over the map: beside the signature, this is most of the time of a verification.
        for (var header : headers.entrySet()) {
            var name = header.getKey();
            if (HeaderNames.isNamed(names.id, name)) {
                id = single(names.id, id, header.getValue());
            } else if (HeaderNames.isNamed(names.timestamp, name)) {
                timestamp = single(names.timestamp, timestamp, header.getValue());
            } else if (HeaderNames.isNamed(names.signatures, name)) {
                signatures = single(names.signatures, signatures, header.getValue());
            }
        }
    }

    /** Takes the headers from a request that returns one value for a name, and that may be sensitive to case. */
    void take(Function<String, @Nullable String> header) {
        id = firstSpelling(header, names.id);
        timestamp = firstSpelling(header, names.timestamp);
        signatures = firstSpelling(header, names.signatures);
    }

    private static @Nullable String firstSpelling(Function<String, @Nullable String> header, String name) {
        var value = stripped(header.apply(name));
        if (value != null) {
            return value;
        }
        for (var spelling : HeaderNames.otherSpellings(name)) {
            var other = stripped(header.apply(spelling));
            if (other != null) {
                return other;
            }
        }
        return null;
    }

    private static @Nullable String single(String name, @Nullable String found, @Nullable Object value) {
        if (!(value instanceof Iterable<?> values)) {
            return singleText(name, found, value);
        }
        String single = found;
        for (var one : values) {
            single = singleText(name, single, one);
        }
        return single;
    }

    private static @Nullable String singleText(String name, @Nullable String found, @Nullable Object value) {
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("The header " + name + " has a value of the type "
                    + value.getClass().getName() + ". Pass a text or a list of texts for each header.");
        }
        var next = stripped((String) value);
        if (next != null && found != null) {
            throw new WebhookVerificationException(
                    WebhookVerificationReason.DUPLICATE_HEADER,
                    "The delivery has more than one header " + name + ". Clerk sends exactly one.");
        }
        return next == null ? found : next;
    }

    /** Returns the value without blanks around it; null if it is null or blank. */
    private static @Nullable String stripped(@Nullable String value) {
        var text = value == null ? "" : value.strip();
        return text.isEmpty() ? null : text;
    }

    private boolean isEmpty() {
        return id == null && timestamp == null && signatures == null;
    }

    private DeliveryHeaders complete() {
        if (id == null || timestamp == null || signatures == null) {
            throw missing();
        }
        check(names.id, id, MAX_ID);
        check(names.signatures, signatures, MAX_SIGNATURES);
        return new DeliveryHeaders(id, timestamp, signatures);
    }

    private WebhookVerificationException missing() {
        var missing = new ArrayList<String>();
        if (id == null) {
            missing.add(names.id);
        }
        if (timestamp == null) {
            missing.add(names.timestamp);
        }
        if (signatures == null) {
            missing.add(names.signatures);
        }
        return new WebhookVerificationException(
                WebhookVerificationReason.MISSING_HEADER,
                "The delivery lacks " + String.join(", ", missing)
                        + ": it is not from Clerk, or a proxy on its way removed the headers.");
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
                        "The header " + name + " contains characters outside printable ASCII.");
            }
        }
    }
}
