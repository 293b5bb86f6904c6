package com.clerk.sdk.webhooks;

import com.clerk.sdk.internal.HeaderNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The headers of a delivery that are signed, or sign, while they are looked for in a request. */
final class WebhookHeaders {
    /** Clerk's sender names them so; the names of Standard Webhooks are for whatever stands between. */
    private static final Names SVIX = new Names("svix-id", "svix-timestamp", "svix-signature");

    private static final Names STANDARD = new Names("webhook-id", "webhook-timestamp", "webhook-signature");

    private static final int MAX_ID = 256;

    /** Room for some eighty signatures, where Clerk sends one for each secret that is valid. */
    private static final int MAX_SIGNATURES = 4096;

    private final Names names;
    private @Nullable String id;
    private @Nullable String timestamp;
    private @Nullable String signatures;

    /** Names that belong together: headers of two families are never mixed. */
    private record Names(String id, String timestamp, String signatures) {}

    private WebhookHeaders(Names names) {
        this.names = names;
    }

    /**
     * Finds what is needed of a request.
     *
     * @param request takes what it has
     * @throws WebhookVerificationException if it has not all, or something that cannot be Clerk's
     */
    static Delivery find(Consumer<WebhookHeaders> request) {
        var svix = new WebhookHeaders(SVIX);
        request.accept(svix);
        if (!svix.isNothing()) {
            return svix.complete();
        }
        var standard = new WebhookHeaders(STANDARD);
        request.accept(standard);
        return (standard.isNothing() ? svix : standard).complete();
    }

    /** Takes from a map, whatever it thinks of upper and lower case; several spellings are the same header. */
    void take(Map<String, List<String>> headers) {
        // Once through all of them: this is most of what a verification costs beside the signature.
        for (var header : headers.entrySet()) {
            var name = header.getKey();
            if (HeaderNames.isNamed(names.id, name)) {
                id = only(names.id, id, header.getValue());
            } else if (HeaderNames.isNamed(names.timestamp, name)) {
                timestamp = only(names.timestamp, timestamp, header.getValue());
            } else if (HeaderNames.isNamed(names.signatures, name)) {
                signatures = only(names.signatures, signatures, header.getValue());
            }
        }
    }

    /** Takes from a request that gives one value for a name. */
    void take(Function<String, @Nullable String> header) {
        id = stripped(header.apply(names.id));
        timestamp = stripped(header.apply(names.timestamp));
        signatures = stripped(header.apply(names.signatures));
    }

    private static @Nullable String only(String name, @Nullable String found, @Nullable List<String> values) {
        if (values == null) {
            return found;
        }
        String only = found;
        for (var value : values) {
            var next = stripped(value);
            if (next != null && only != null) {
                throw new WebhookVerificationException(
                        WebhookVerificationReason.DOUBLED_HEADER, "The delivery has the header " + name + " twice.");
            }
            only = next == null ? only : next;
        }
        return only;
    }

    /** The value without blanks around it; a blank one is as good as none. */
    private static @Nullable String stripped(@Nullable String value) {
        var text = value == null ? "" : value.strip();
        return text.isEmpty() ? null : text;
    }

    private boolean isNothing() {
        return id == null && timestamp == null && signatures == null;
    }

    private Delivery complete() {
        if (id == null || timestamp == null || signatures == null) {
            throw missing();
        }
        check(names.id, id, MAX_ID);
        check(names.signatures, signatures, MAX_SIGNATURES);
        return new Delivery(id, timestamp, signatures);
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
                        + ": it is none of Clerk's, or something on its way took the headers off.");
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
}
